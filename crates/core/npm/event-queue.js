// The queue of a stream, to which a call adds events and from which iterators consume them.

/** A queue with constant-time operations. `Array.prototype.shift` moves all remaining elements of a large array. */
export class EventQueue {
  /** @type {any[]} */
  #events = [];
  #next = 0;

  get isEmpty() {
    return this.#next === this.#events.length;
  }

  add(event) {
    this.#events.push(event);
  }

  take() {
    const event = this.#events[this.#next];
    // Release a consumed event even while later events are still queued.
    this.#events[this.#next++] = undefined;
    if (this.isEmpty) [this.#events, this.#next] = [[], 0];
    return event;
  }
}
