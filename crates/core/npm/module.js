// The wasm module: loaded by the first call, once, from beside this file or from where init() says. One that has ended
// is replaced by the next call.

import { base } from "./address.js";
import { TintypeError } from "./error.js";
import { Life, controllersOf, failed, guarded } from "./life.js";
import instance from "./wasm/tintype.js";

let current;
let loadedFrom;
/** As the browser has compiled it, so that a fresh module needs no network. */
let compiled;

/** Loads the module; a load that failed may be tried again. */
export function load(source) {
  if (!current) {
    const mine = (current = {});
    const leave = () => {
      if (current === mine) current = undefined;
    };
    mine.loading = instantiate(source, leave).catch((cause) => {
      leave();
      const message = `The wasm module could not be loaded; serve tintype_bg.wasm beside the script, or name it with init(). ${cause?.message ?? ""}`;
      throw new TintypeError({ code: "network", message, retryable: true, attempts: 0, cause });
    });
  }
  return current.loading;
}

export async function init(source) {
  await load(source);
}

/** Where a worker is to load the module from; undefined is beside its script. */
export const sourceForWorkers = () => loadedFrom;

async function instantiate(source, leave) {
  const named = await sendable((await source) ?? undefined);
  const life = new Life();
  life.onEnd(leave);
  const guard = (exports, module) => {
    compiled = module;
    return guarded(exports, (cause) => life.end(failed(cause)));
  };
  const { start, ...questions } = instance(guard, controllersOf(life));
  await start({ module_or_path: named ?? compiled ?? loadedFrom ?? (await fileInNode()) });
  loadedFrom = named ?? loadedFrom;
  return { ...questions, life, retire: leave, startMs: 0 };
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
