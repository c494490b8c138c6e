// The address of the worker: the one that init() named, or that of the file beside this script. The worker is one file
// without imports, so that bundlers may copy it as they copy the modules.

import { base } from "./address.js";
import { leftBehind } from "./sandbox/place.js";
import { coreFile } from "./wasm/places.js";

let named;

export function nameWorker(address) {
  named = new URL(address, base()).href;
}

export const workerPlace = () => named ?? leftBehind(coreFile(), "worker.js") ?? new URL("./worker.js", import.meta.url).href;
