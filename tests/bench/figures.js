// The figures of the benchmark: where each belongs, and how it reads.

const MB = { unit: "MB", per: 1e6 };
const MS = { unit: "ms", per: 1 };
const RECEIVED = ["receive", "first"];
const ANSWERED = [...RECEIVED, "send", "chat", "many"];

/** In the order of the tables' columns. */
export const FIGURES = [
  { key: "coldMs", label: "cold", kinds: ["load"], ...MS },
  { key: "cachedMs", label: "from cache", kinds: ["load"], ...MS },
  { key: "onItsWayMs", label: "on its way", kinds: ["send"], ...MS },
  { key: "arrivedMs", label: "arrived", kinds: ["send"], ...MS },
  { key: "urlMs", label: "until URL", kinds: ANSWERED, ...MS },
  { key: "decodedMs", label: "until decoded", kinds: [...RECEIVED, "chat", "many"], ...MS },
  { key: "lastByteToUrlMs", label: "last byte to URL", kinds: RECEIVED, ...MS },
  { key: "mainThreadMs", label: "main thread", kinds: ANSWERED, ...MS },
  { key: "longestTaskMs", label: "longest task", kinds: ANSWERED, ...MS },
  { key: "peakBytes", label: "renderer peak", kinds: ANSWERED, ...MB },
  { key: "wasmBytes", label: "wasm memory", kinds: ANSWERED, unit: "MiB", per: 1 << 20 },
];

/** A number in few digits: three, or all before the point. */
export function rounded(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\.0+$/, "").replace(/^-0$/, "0");
}

/** The values of a contestant for a figure, one a round; empty where it failed or has no such figure. */
export function valuesOf(work, contestant, key) {
  return (work?.samples[contestant] ?? []).map((sample) => sample[key] ?? undefined);
}
