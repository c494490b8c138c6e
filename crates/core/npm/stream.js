// A call as an async iterable of events, with the outcome at the end.

import { call } from "./call.js";

export class GenerationStream {
  #events = [];
  #outcome;
  #isOver = false;
  #wake = () => {};
  #leave;

  constructor(options) {
    const { signal, leave, unlink } = follow(options?.signal);
    this.#leave = leave;
    this.#outcome = call({ ...options, signal }, true, (event) => {
      this.#events.push(event);
      this.#wake();
    });
    const over = () => {
      unlink();
      this.#isOver = true;
      this.#wake();
    };
    // Handled here, so that a caller who only iterates meets no unhandled rejection.
    this.#outcome.then(over, over);
  }

  result() {
    return this.#outcome;
  }

  async *[Symbol.asyncIterator]() {
    try {
      while (true) {
        while (this.#events.length > 0) yield this.#events.shift();
        if (this.#isOver) break;
        await new Promise((wake) => (this.#wake = wake));
      }
      await this.#outcome;
    } finally {
      // Left early, the request has no reader any more.
      this.#leave();
    }
  }
}

/** A signal that follows the caller's and can be ended from here; `unlink` takes the listener away again. */
function follow(signal) {
  const controller = new AbortController();
  const leave = () => controller.abort(new DOMException("The stream was left before its end.", "AbortError"));
  if (!signal?.addEventListener) return { signal: signal ?? controller.signal, leave, unlink() {} };
  const forward = () => controller.abort(signal.reason);
  if (signal.aborted) forward();
  else signal.addEventListener("abort", forward);
  const unlink = () => signal.removeEventListener("abort", forward);
  return { signal: controller.signal, leave, unlink };
}
