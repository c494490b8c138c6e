// The events of a stream between the call that adds them and the iterators that take them.

/** A queue whose every operation takes constant time: `shift()` of a large array moves all that is left. */
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
    // A consumed event is released, also while others wait behind it.
    this.#events[this.#next++] = undefined;
    if (this.isEmpty) [this.#events, this.#next] = [[], 0];
    return event;
  }
}
