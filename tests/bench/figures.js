// The figures of the benchmark: the kinds of work that have them, and how they are displayed.

const MB = { unit: "MB", per: 1e6 };
const MS = { unit: "ms", per: 1 };
const RECEIVED = ["receive", "first"];
const ANSWERED = [...RECEIVED, "send", "chat", "many"];

/** The figures, in the order of the tables' columns. */
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

/** Formats a number with three significant digits, or without decimals from 100. */
export function rounded(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits).replace(/\.0+$/, "").replace(/^-0$/, "0");
}

/** Returns a contestant's values of a figure, one per round; `undefined` for rounds that failed or lack the figure. */
export function valuesOf(work, contestant, key) {
  return (work?.samples[contestant] ?? []).map((sample) => sample[key] ?? undefined);
}
