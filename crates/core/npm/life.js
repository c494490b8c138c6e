// The life of a wasm module, here or in a worker, and its end.

import { TintypeError } from "./error.js";

/** The lifetime of a module. Its end is reported once to every listener; `end` builds the error of a call from the details of the call. */
export class Life {
  #end;
  #listeners = new Set();

  get isOver() {
    return this.#end !== undefined;
  }

  /** Calls `listener` with the end, at once if it has come; returns a function that takes the listener away. */
  onEnd(listener) {
    if (this.isOver) listener(this.#end);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  end(end) {
    if (this.isOver) return;
    this.#end = end;
    for (const listener of this.#listeners) listener(end);
    this.#listeners.clear();
  }
}

/** The end of a module that failed. Calls are not retried, because their requests may have been billed. */
export const failed = (cause) => ({ attempts, isLocal }) => {
  const why = cause?.message ?? cause;
  const next = isLocal ? "Give a smaller image, or try again." : "What was sent may have been billed; try again if that is no matter.";
  const message = `The library's wasm module stopped before the ${isLocal ? "image" : "answer"} was whole, most likely for want of memory (${why}). ${next} The next call starts a fresh module.`;
  return new TintypeError({ code: isLocal ? "unsupported-input" : "truncated-response", message, retryable: false, attempts, cause });
};

/**
 * Read by index, and never by anything else, where the glue takes two values of an export.
 * @type {readonly undefined[]}
 */
const NOTHING = Object.freeze([]);

/**
 * The exports of a module, which are entered no more once an exception has left one of them, and `stop` is called with it.
 * A trap, or an exception that passes through wasm, runs no destructor: what was borrowed stays borrowed, and nothing
 * that the module does later can be trusted.
 */
export function guarded(exports, stop) {
  let depth = 0;
  let isOver = false;
  const guard = (work) => (...values) => {
    if (isOver && depth === 0) return NOTHING;
    depth += 1;
    try {
      if (isOver) throw new Error("The module has stopped.");
      return work(...values);
    } catch (cause) {
      if (!isOver) stop(cause);
      isOver = true;
      // The wasm further down must not go on. Behind the outermost call is only the browser, which would report an error
      // that every call reports; Node would end its process.
      if (depth > 1) throw cause;
      return NOTHING;
    } finally {
      depth -= 1;
    }
  };
  return Object.fromEntries(Object.entries(exports).map(([name, found]) => [name, typeof found === "function" ? guard(found) : found]));
}

/** A class of controllers that are all aborted with the module: what it has asked for has no reader any more. */
export function controllersOf(life) {
  const open = new Set();
  life.onEnd(() => open.forEach((controller) => controller.abort()));
  return class extends AbortController {
    constructor() {
      super();
      open.add(this);
    }

    abort() {
      open.delete(this);
      super.abort();
    }
  };
}
