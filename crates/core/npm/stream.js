// A call as an async iterable of events, with the outcome at the end.

import { MAX_TASK_MS, yieldToEventLoop } from "./event-loop.js";
import { EventQueue } from "./event-queue.js";
import { linked } from "./signal.js";

export class GenerationStream {
  #events = new EventQueue();
  #outcome;
  #isOver = false;
  #wake = () => {};
  #leave;

  constructor(start, callersSignal) {
    const { signal, abort, unlink } = linked(callersSignal);
    this.#leave = () => abort(new DOMException("The stream was left before its end.", "AbortError"));
    const hear = (event) => {
      this.#events.add(event);
      this.#wake();
    };
    this.#outcome = start(signal, hear).then(({ generation }) => generation);
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
        let startedMs = performance.now();
        while (!this.#events.isEmpty) {
          yield this.#events.take();
          // A loop over events that are there already is a chain of microtasks, which would be one long task.
          if (performance.now() - startedMs < MAX_TASK_MS) continue;
          await yieldToEventLoop();
          startedMs = performance.now();
        }
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
