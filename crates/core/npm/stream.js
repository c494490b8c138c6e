// A call as an async iterable of events, with the outcome at the end.

import { MAX_TASK_MS, yieldToEventLoop } from "./event-loop.js";
import { EventQueue } from "./event-queue.js";
import { anySignal } from "./signal.js";

/** @import * as declared from "./types.d.ts" */

/** @implements {declared.GenerationStream} */
export class GenerationStream {
  #events = new EventQueue();
  #outcome;
  #isOver = false;
  /** @type {(value?: unknown) => void} */
  #wake = () => {};
  #abort;

  /**
   * @param {(signal: AbortSignal, observe: (event: declared.StreamEvent) => void) => Promise<{ generation: declared.Generation }>} start
   * @param {AbortSignal} [callersSignal]
   */
  constructor(start, callersSignal) {
    const { signal, abort, unlink } = anySignal(callersSignal);
    this.#abort = () => abort(new DOMException("The stream was left before its end.", "AbortError"));
    const onEvent = (event) => {
      this.#events.add(event);
      this.#wake();
    };
    this.#outcome = start(signal, onEvent).then(({ generation }) => generation);
    const over = () => {
      unlink();
      this.#isOver = true;
      this.#wake();
    };
    // Handle the rejection here, so that a caller who only iterates does not get an unhandled rejection.
    this.#outcome.then(over, over);
  }

  result() {
    return this.#outcome;
  }

  async *[Symbol.asyncIterator]() {
    try {
      while (true) {
        let startedMs = performance.now();
        while (!this.#events.isEmpty) {
          yield this.#events.take();
          // Iterating over queued events is a chain of microtasks, which would form one long task.
          if (performance.now() - startedMs < MAX_TASK_MS) continue;
          await yieldToEventLoop();
          startedMs = performance.now();
        }
        if (this.#isOver) break;
        await new Promise((wake) => (this.#wake = wake));
      }
      await this.#outcome;
    } finally {
      // Abort the request if the caller has left the loop early.
      this.#abort();
    }
  }
}
