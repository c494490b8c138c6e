// Evaluates the benchmark's thresholds ("bars") from the results: the measured value, its spread, and whether it is
// within the limit.

import { IMAGE_MODULE } from "./bundles.js";
import { valuesOf } from "./figures.js";
import { paired, ratios, summary } from "./statistics.js";

const FULL = "receive 20mb unary full";
const STREAM = "receive 20mb sse full";
const SLOW = "receive 20mb unary 100mbit";
const SEND = "send 1x12mb";

/** Comparisons of two contestants in one work: label, limit, work, figure, and the two contestants. */
const MULTIPLES = [
  ["Until decoded, full speed, × the floor", 1.5, FULL, "decodedMs", "tintype", "floor"],
  ["The same with `worker: true`, × the floor", 1.5, FULL, "decodedMs", "tintype-worker", "floor"],
  ["The same in Firefox, × the floor", 1.2, `${FULL} firefox`, "decodedMs", "tintype", "floor"],
  ["The first call of a fresh page, until decoded, × by hand", 1, "first 2mb", "decodedMs", "tintype", "by-hand"],
  ["From import to ready, cold, × `@google/genai`", 0.9, "load", "coldMs", "tintype", "genai-data"],
  ["Until decoded, full speed, × `@google/genai` with `data:`", 0.4, FULL, "decodedMs", "tintype", "genai-data"],
  ["Streaming, until decoded, × `@google/genai` streaming", 0.25, STREAM, "decodedMs", "tintype", "genai-data"],
  ["Last byte to URL, 100 Mbit/s, × `json()` + `fromBase64`", 0.35, SLOW, "lastByteToUrlMs", "tintype", "by-hand"],
  ["Peak renderer memory, × `@google/genai` with `data:`", 0.4, FULL, "peakBytes", "tintype", "genai-data"],
  ["Sending 12 MB: on its way, × `readAsDataURL`", 0.5, SEND, "onItsWayMs", "tintype", "genai-data"],
  ["Sending 12 MB: peak renderer memory, × `readAsDataURL`", 0.5, SEND, "peakBytes", "tintype", "genai-data"],
];

/** @returns `{ figure, bar, measured, met }`; `measured` and `met` are undefined if the results lack the figure. */
export function bars({ works, shipped }) {
  const of = (id, contestant, key) =>
    valuesOf(
      works.find((work) => work.id === id),
      contestant,
      key,
    );
  const multiples = MULTIPLES.map(([figure, limit, id, key, one, other]) =>
    bar(figure, limit, "×", ratios(of(id, one, key), of(id, other, key))),
  );
  const linear = ratios(of(STREAM, "tintype", "decodedMs"), of("receive 2mb sse full", "tintype", "decodedMs"));
  const beyondFloor = (name, key) => paired(of(FULL, name, key), of(FULL, "floor", key), (one, floor) => one - floor);
  const image = works.find((work) => work.id === FULL)?.pictureBytes;
  const images = beyondFloor("tintype", "peakBytes").map((bytes) => bytes / image);
  return [
    ...multiples,
    bar("Peak renderer memory beyond the floor, in images", 1.2, "×", images),
    bar("Streaming, until decoded, 20 MB in times of 2 MB", 11, "×", linear),
    bar("Main thread with `worker: true`, beyond the floor", 20, " ms", beyondFloor("tintype-worker", "mainThreadMs")),
    longestTask(works),
    wasmMemory(works),
    bar("One `generate` call, wasm and JS, gzip", 72, " KB", shipped ? [shipped.tintype.gzip / 1000] : []),
    bar("One `generate` call, wasm and JS, brotli", 58, " KB", shipped ? [shipped.tintype.brotli / 1000] : []),
    bar("Wasm that comes with the first input image, gzip", 36, " KB", shipped?.[IMAGE_MODULE] ? [shipped[IMAGE_MODULE].gzip / 1000] : []),
  ];
}

function bar(figure, limit, unit, values) {
  const measured = summary(values);
  return { figure, bar: { limit, unit }, measured, met: measured && measured.median <= limit };
}

/** Returns the largest of Tintype's medians and the work that it was measured in. */
function worst(works, key, per = 1) {
  const found = works.flatMap((work) =>
    ["tintype", "tintype-worker"].map((name) => ({
      id: work.id,
      values: valuesOf(work, name, key).map((one) => one / per),
    })),
  );
  const measured = found.filter(({ values }) => summary(values));
  return measured.sort((one, other) => summary(other.values).median - summary(one.values).median)[0];
}

function longestTask(works) {
  const found = worst(works, "longestTaskMs");
  return bar(`Longest main-thread task of any work${at(found)}`, 50, " ms", found?.values ?? []);
}

function wasmMemory(works) {
  const found = worst(works, "wasmBytes", 1 << 20);
  return bar(`wasm memory after any work${at(found)}`, 4, " MiB", found?.values ?? []);
}

const at = (found) => (found ? ` (worst: ${found.id})` : "");
