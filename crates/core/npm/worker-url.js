// The URL of the worker, either passed to init() or that of the file beside this script. The worker is one file without
// imports, so bundlers may copy it as they copy the wasm modules.

import { base } from "./address.js";
import { originalUrl } from "./sandbox/asset-url.js";
import { coreFile } from "./wasm/urls.js";

let named;

export function setWorkerUrl(address) {
  named = new URL(address, base()).href;
}

export const workerUrl = () => named ?? originalUrl(coreFile(), "worker.js") ?? new URL("./worker.js", import.meta.url).href;
