// The wasm modules. The first call that needs a module loads it, from beside this file or from the source passed to
// init(). After a module has ended, the next call replaces it.

import { TintypeError } from "./error.js";
import { observed } from "./hooks.js";
import { imageWork } from "./image-work.js";
import { Life, controllersOf, failed, guarded } from "./life.js";
import { coreFile, imagesFile } from "./wasm/urls.js";
import { written } from "./request.js";
import { withProgress } from "./upload-progress.js";
import { build } from "./version.js";
import instance from "./wasm/glue.js";
import { compiled, compiledNextTo, whyNotLoaded } from "./wasm-file.js";
import { setWorkerUrl } from "./worker-url.js";

/** @import * as declared from "./types.d.ts" */

class WasmModule {
  /** The promise of the compiled module, which the page and all its workers share. */
  #compiling;
  #current;
  #file;
  #name;
  #exportName;
  /** In a worker, the function that gets the compiled module from the page. */
  borrow;

  /** `exportName` identifies the module by an export that only this module has, because the glue accepts either. */
  constructor(name, file, exportName) {
    [this.#name, this.#file, this.#exportName] = [name, file, exportName];
  }

  /** Compiles the module once. After a failure, the next call tries again. */
  compile(source) {
    if (!this.#compiling) {
      const mine = (this.#compiling = this.#compiled(source).catch((cause) => {
        if (this.#compiling === mine) this.#compiling = undefined;
        throw this.#notLoaded(cause);
      }));
    }
    return this.#compiling;
  }

  /** Loads the module once. After a failure, the next call tries again. */
  load(source) {
    if (!this.#current) {
      const mine = (this.#current = {});
      const retire = () => {
        if (this.#current === mine) this.#current = undefined;
      };
      mine.loading = this.#instantiate(source, retire).catch((cause) => {
        retire();
        throw this.#notLoaded(cause);
      });
    }
    return this.#current.loading;
  }

  async #compiled(source) {
    const given = await source;
    if (given !== undefined && given !== null) return compiled(given);
    return this.borrow ? this.borrow() : compiledNextTo(this.#file, this.#name);
  }

  async #instantiate(source, retire) {
    const module = await this.compile(source);
    const life = new Life();
    life.onEnd(retire);
    let isOwn;
    const guard = (exports) => {
      isOwn = this.#exportName in exports;
      return guarded(exports, (cause) => life.end(failed(cause)));
    };
    const { start, ...operations } = instance(guard, controllersOf(life));
    await start(module).catch((cause) => {
      // The file is most likely of another build, so the next load fetches it again.
      this.#compiling = undefined;
      throw cause;
    });
    if (!isOwn || operations.build() !== build) {
      this.#compiling = undefined;
      throw this.#error("is of another build than the script; serve the files of one version, and let no cache keep an older one.", false);
    }
    return { ...operations, life, retire, startMs: 0 };
  }

  #notLoaded(cause) {
    if (cause instanceof TintypeError) return cause;
    const [why, retryable] = whyNotLoaded(cause);
    return this.#error(`could not be loaded; serve ${this.#name} beside the script, or name it with init(). ${why}`, retryable, cause);
  }

  #error(what, retryable, cause) {
    return new TintypeError({ code: "network", message: `The wasm module ${what}`.trimEnd(), retryable, attempts: 0, cause });
  }
}

const core = new WasmModule("tintype_bg.wasm", coreFile, "run");

// All code that reads image files, which a text-to-image call does not need. Only the wasm is loaded on demand, because
// service workers forbid dynamic imports and Vite's default worker format does not support them.
const images = new WasmModule("tintype-images_bg.wasm", imagesFile, "normalize");

export const loadImages = () => images.load();

export const loadCore = () => core.load();

/** Loads the module that makes calls. */
export async function load() {
  const module = await loadCore();
  return { ...module, run: (options, marks, host) => run(module, written(options, marks), host) };
}

/** Makes a call whose options are already serialized. */
export async function run(module, { text, values }, host) {
  const { isInput } = values.length > 0 ? await loadImages() : {};
  const work = imageWork(loadImages, host.signal);
  const transport = host.onSent ? withProgress(host) : host.fetch;
  const fetch = host.beforeRequest || host.afterResponse ? observed({ ...host, fetch: transport }) : transport;
  try {
    return await module.run(text, values.map((value) => (isInput(value) ? value : undefined)), { ...host, fetch, ...work });
  } catch (error) {
    throw work.failure ?? error;
  }
}

/** @type {typeof declared.init} */
export async function init(source) {
  const { module, images: second, worker } = isPlaces(source) ? source : { module: source };
  if (worker !== undefined) setWorkerUrl(worker);
  await Promise.all([core.load(module), second && images.load(second)]);
}

/** @type {(source: any) => source is declared.WasmSources} */
const isPlaces = (source) => source?.constructor === Object && ["module", "images", "worker"].some((name) => name in source);

const MODULES = { core, images };

/** Returns the compiled module with this name, for a worker. */
export const compiledModule = (name) => MODULES[name].compile();

/** Configures a worker to use the compiled modules of the page, which `borrow` requests by name. */
export function borrowModules(borrow) {
  for (const [name, module] of Object.entries(MODULES)) module.borrow = () => borrow(name);
}
