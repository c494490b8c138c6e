// The lifetime of a wasm module, in the page or in a worker.

import { TintypeError } from "./error.js";

/**
 * The lifetime of a module. Its end is reported once to every listener, as a function that builds the error of a call
 * from the details of that call.
 */
export class Life {
  #end;
  #listeners = new Set();

  get isOver() {
    return this.#end !== undefined;
  }

  /** Calls `listener` at the end, or immediately if it has come. Returns a function that removes the listener. */
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

/** Returns the end of a failed module. Calls are not retried, because their requests may have been billed. */
export const failed = (cause) => ({ attempts, isLocal }) => {
  const why = cause?.message ?? cause;
  const next = isLocal ? "Give a smaller image, or try again." : "What was sent may have been billed; try again if that is no matter.";
  const message = `The library's wasm module stopped before the ${isLocal ? "image" : "answer"} was whole, most likely for want of memory (${why}). ${next} The next call starts a fresh module.`;
  return new TintypeError({ code: isLocal ? "unsupported-input" : "truncated-response", message, retryable: false, attempts, cause });
};

/**
 * The return value of an export that failed. The glue only reads it by index, where it expects a pair of values.
 * @type {readonly undefined[]}
 */
const NOTHING = Object.freeze([]);

/**
 * Wraps the exports of a module. After an exception has escaped from an export, no export is entered again, and `stop`
 * is called with the exception. A trap, or an exception that unwinds through wasm, runs no destructors, so borrows are
 * never released and the state of the module cannot be trusted.
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
      // Rethrow, so that the wasm frames below do not continue. Only the browser called the outermost export, and would
      // report an error that every call already reports; Node would terminate its process.
      if (depth > 1) throw cause;
      return NOTHING;
    } finally {
      depth -= 1;
    }
  };
  return Object.fromEntries(Object.entries(exports).map(([name, found]) => [name, typeof found === "function" ? guard(found) : found]));
}

/** Creates an `AbortController` class whose instances abort when the module ends, as nothing reads their responses. */
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
