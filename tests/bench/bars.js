// What Tintype is to reach, computed from the results: each bar with what was measured, its spread, and the verdict.

import { valuesOf } from "./figures.js";
import { paired, ratios, summary } from "./statistics.js";

const FULL = "receive 20mb unary full";
const STREAM = "receive 20mb sse full";
const SLOW = "receive 20mb unary 100mbit";
const SEND = "send 1x12mb";

/** @returns `{ figure, bar, measured, met }`; nothing is measured or met where the results do not have it. */
export function bars(results) {
  const of = (id, contestant, key) => valuesOf(results.works.find((work) => work.id === id), contestant, key);
  const times = (id, key, one, other) => ratios(of(id, one, key), of(id, other, key));
  const beyond = (id, key, one, other, per = 1) => {
    return paired(of(id, one, key), of(id, other, key), (mine, floor) => (mine - floor) / per);
  };
  const image = results.works.find((work) => work.id === FULL)?.pictureBytes;
  const linear = ratios(of(STREAM, "tintype", "decodedMs"), of("receive 2mb sse full", "tintype", "decodedMs"));
  return [
    bar("Until decoded, full speed, × the floor", 1.5, "×", times(FULL, "decodedMs", "tintype", "floor")),
    bar("Until decoded, full speed, × `@google/genai` with `data:`", 0.4, "×", times(FULL, "decodedMs", "tintype", "genai-data")),
    bar("Streaming, until decoded, × `@google/genai` streaming", 0.25, "×", times(STREAM, "decodedMs", "tintype", "genai-data")),
    bar("Streaming, until decoded, 20 MB × 2 MB", 11, "×", linear),
    bar("Last byte to URL at 100 Mbit/s, × `json()` + `fromBase64`", 0.35, "×", times(SLOW, "lastByteToUrlMs", "tintype", "by-hand")),
    longestTask(results.works),
    bar("Main thread with `worker: true`, beyond the floor", 20, " ms", beyond(FULL, "mainThreadMs", "tintype-worker", "floor")),
    bar("Peak renderer memory, × `@google/genai` with `data:`", 0.4, "×", times(FULL, "peakBytes", "tintype", "genai-data")),
    bar("Peak renderer memory beyond the floor, in images", 1.2, "×", beyond(FULL, "peakBytes", "tintype", "floor", image)),
    wasmMemory(results.works),
    bar("Sending 12 MB: on its way, × `readAsDataURL`", 0.5, "×", times(SEND, "onItsWayMs", "tintype", "genai-data")),
    bar("Sending 12 MB: peak renderer memory, × `readAsDataURL`", 0.5, "×", times(SEND, "peakBytes", "tintype", "genai-data")),
    shipped(results.shipped),
  ];
}

function bar(figure, limit, unit, values) {
  const measured = summary(values);
  return { figure, bar: { limit, unit }, measured, met: measured && measured.median <= limit };
}

/** The largest of Tintype's medians, with the work that it is of. */
function worst(works, key, per = 1) {
  const found = works.flatMap((work) =>
    ["tintype", "tintype-worker"].map((name) => ({ id: work.id, values: valuesOf(work, name, key).map((one) => one / per) })),
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

function shipped(sizes) {
  return bar("One `generate` call, wasm and JS, gzip", 38, " KB", sizes ? [sizes.tintype.gzip / 1000] : []);
}
