// The wasm modules: each loaded by the first call that needs it, once, from beside this file or from where init() says.
// One that has ended is replaced by the next call.

import { base } from "./address.js";
import { TintypeError } from "./error.js";
import { imageWork } from "./image-work.js";
import { Life, controllersOf, failed, guarded } from "./life.js";
import { written } from "./request.js";
import { build } from "./version.js";
import imagesInstance from "./wasm/tintype-images.js";
import { placeOf, whyNotLoaded } from "./wasm-file.js";
import coreInstance from "./wasm/tintype.js";
import { nameWorker } from "./worker-place.js";

class WasmModule {
  /** As the browser has compiled it, so that a fresh module needs no network. */
  #compiled;
  #current;
  #glue;
  #file;
  #name;
  /** The place that init() named; undefined is beside the script. */
  source;

  constructor(name, glue, file) {
    [this.#name, this.#glue, this.#file] = [name, glue, file];
  }

  /** Loads the module; a load that failed may be tried again. */
  load(source) {
    if (!this.#current) {
      const mine = (this.#current = {});
      const leave = () => {
        if (this.#current === mine) this.#current = undefined;
      };
      mine.loading = this.#instantiate(source, leave).catch((cause) => {
        leave();
        if (cause instanceof TintypeError) throw cause;
        const [why, retryable] = whyNotLoaded(cause);
        throw this.#error(`could not be loaded; serve ${this.#name} beside the script, or name it with init(). ${why}`, retryable, cause);
      });
    }
    return this.#current.loading;
  }

  async #instantiate(source, leave) {
    const named = await sendable((await source) ?? undefined);
    const life = new Life();
    life.onEnd(leave);
    const guard = (exports, module) => {
      this.#compiled = module;
      return guarded(exports, (cause) => life.end(failed(cause)));
    };
    const { start, ...questions } = this.#glue(guard, controllersOf(life));
    await start({ module_or_path: named ?? this.#compiled ?? this.source ?? (await placeOf(this.#file, this.#name)) });
    if (questions.build() !== build) {
      this.#compiled = undefined;
      throw this.#error("is of another build than the script; serve the files of one version, and let no cache keep an older one.", false);
    }
    this.source = named ?? this.source;
    return { ...questions, life, retire: leave, startMs: 0 };
  }

  #error(what, retryable, cause) {
    return new TintypeError({ code: "network", message: `The wasm module ${what}`.trimEnd(), retryable, attempts: 0, cause });
  }
}

const core = new WasmModule("tintype_bg.wasm", coreInstance, () => new URL("./wasm/tintype_bg.wasm", import.meta.url));

// Everything that looks into image files, which a call from words to a picture does not need. Only the wasm is loaded later:
// a script that is imported dynamically is forbidden in service workers, and Vite's default format of workers has none.
const images = new WasmModule("tintype-images_bg.wasm", imagesInstance, () => new URL("./wasm/tintype-images_bg.wasm", import.meta.url));

export const loadImages = () => images.load();

export const loadCore = () => core.load();

/** The module that makes calls. */
export async function load() {
  const module = await loadCore();
  return { ...module, run: (options, marks, host) => run(module, written(options, marks), host) };
}

/** Makes a call whose options are text already. */
export async function run(module, { text, values }, host) {
  const { isInput } = values.length > 0 ? await loadImages() : {};
  const work = imageWork(loadImages, host.signal);
  try {
    return await module.run(text, values.map((value) => (isInput(value) ? value : undefined)), { ...host, ...work });
  } catch (error) {
    throw work.failure ?? error;
  }
}

export async function init(source) {
  const { module, images: second, worker } = isPlaces(source) ? source : { module: source };
  if (worker !== undefined) nameWorker(worker);
  await Promise.all([core.load(module), second && images.load(second)]);
}

const isPlaces = (source) => source?.constructor === Object && ["module", "images", "worker"].some((name) => name in source);

/** Where a worker is to load the modules from. */
export const sourcesForWorkers = () => ({ module: core.source, images: images.source });

/** A worker's places of the modules. */
export function useSources(sources) {
  core.source = sources.module;
  images.source = sources.images;
}

/** The source as an address or a compiled module: a worker is sent it, and loads the module a second time. */
async function sendable(source) {
  if (source === undefined || source instanceof WebAssembly.Module) return source;
  if (typeof source === "string" || source instanceof URL) return new URL(source, base()).href;
  const found = source instanceof Request ? await fetch(source) : source;
  return WebAssembly.compile(found instanceof Response ? await found.arrayBuffer() : found);
}
