// The wasm module: loaded by the first call, once, from beside this file or from where init() says.

import { base } from "./address.js";
import { TintypeError } from "./error.js";
import start, { compose, inspect, models, run } from "./wasm/tintype.js";

let loading;
let loadedFrom;

/** Loads the module; a load that failed may be tried again. */
export function load(source) {
  loading ??= instantiate(source).catch((cause) => {
    loading = undefined;
    const message = `The wasm module could not be loaded; serve tintype_bg.wasm beside the script, or name it with init(). ${cause?.message ?? ""}`;
    throw new TintypeError({ code: "network", message, retryable: true, attempts: 0, cause });
  });
  return loading;
}

export async function init(source) {
  await load(source);
}

/** Where a worker is to load the module from; undefined is beside its script. */
export const sourceForWorkers = () => loadedFrom;

async function instantiate(source) {
  const named = await sendable((await source) ?? undefined);
  await start({ module_or_path: named ?? (await fileInNode()) });
  loadedFrom = named;
  return { compose, inspect, models, run };
}

/** The source as an address or a compiled module: a worker is sent it, and loads the module a second time. */
async function sendable(source) {
  if (source === undefined || source instanceof WebAssembly.Module) return source;
  if (typeof source === "string" || source instanceof URL) return new URL(source, base()).href;
  const found = source instanceof Request ? await fetch(source) : source;
  return WebAssembly.compile(found instanceof Response ? await found.arrayBuffer() : found);
}

// Node's fetch reads no file: addresses. Named by a variable, so that bundlers for browsers leave it alone.
async function fileInNode() {
  if (!globalThis.process?.versions?.node || !import.meta.url.startsWith("file:")) return undefined;
  const files = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ files);
  return readFile(new URL("./wasm/tintype_bg.wasm", import.meta.url));
}
