// The start of the package's worker, from beside this script or from where a bundler or a CDN has it.

import { leftBehind, workerByImport } from "./sandbox/place.js";
import { namedWorker } from "./worker-place.js";

export function startWorker() {
  const moved = namedWorker() ?? leftBehind(new URL("./wasm/tintype_bg.wasm", import.meta.url), "worker.js");
  try {
    if (moved) return new Worker(moved, { type: "module" });
    return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  } catch (cause) {
    // No `new URL` for the same script: bundlers would write it a second time.
    const address = new globalThis.URL(moved ?? import.meta.url.replace(/[^/]*$/, "worker.js"));
    if (!isForeign(address)) throw cause;
    return workerByImport(address);
  }
}

function isForeign({ protocol, origin }) {
  return /^https?:$/.test(protocol) && origin !== globalThis.location?.origin;
}
