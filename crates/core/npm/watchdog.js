// A limit on the silence of the wasm module. The module ends each attempt by itself after `timeoutMs`; this holds when
// the module, or the worker that it runs in, does nothing any more.

import { TintypeError } from "./error.js";

const DEFAULT_TIMEOUT_MS = 300_000;
/** How much later than the module's own limit this one is: never earlier than an end that the module brings about. */
const GRACE_MS = 10_000;
/** A timer that is as late as this belongs to a page that was asleep, and the news may be waiting behind it. */
const LATE_MS = 2_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Watches one call. Each progress puts the limit off, by `timeoutMs` and the wait before another attempt. There is no
 * limit while the caller's own functions for key and headers or input images are waited for, as there is none in the module.
 */
export class Watchdog {
  /** How many attempts were begun. */
  attempts = 0;
  #limitMs;
  #due;
  #timer;
  #timerDue;
  /** @type {(error: Error) => void} */
  #expire = () => {};
  #openCallbacks = 0;
  #hasWaited = false;

  constructor({ timeoutMs }) {
    const limitMs = timeoutMs ?? DEFAULT_TIMEOUT_MS;
    // The module refuses a value that is no number by name.
    this.#limitMs = typeof limitMs === "number" && limitMs > 0 ? limitMs : Infinity;
  }

  /** Wraps a callback of the caller so that the limit pauses while it runs. */
  paused(callback) {
    return () => this.#pauseDuring(callback);
  }

  /** Calls `expire` with an error when nothing is heard for too long; `startMs` is what the module takes to begin. */
  start(expire, startMs) {
    this.#expire = expire;
    this.#wait(startMs);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#limitMs = Infinity;
  }

  /** Takes note of progress. */
  onProgress({ phase, attempt, retryInMs = 0 }) {
    if (phase !== "preparing") this.attempts = attempt;
    this.#wait(phase === "preparing" ? Infinity : retryInMs);
  }

  async #pauseDuring(callback) {
    this.#openCallbacks += 1;
    try {
      return await callback();
    } finally {
      this.#openCallbacks -= 1;
      this.#wait(0);
    }
  }

  #wait(ms) {
    this.#due = performance.now() + ms + this.#limitMs + GRACE_MS;
    this.#hasWaited = false;
    // A timer for each progress would be many; one that comes too early sets the next.
    if (this.#timer === undefined || this.#due < this.#timerDue) this.#set();
  }

  #set() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerDue = this.#due;
    const wait = this.#due - performance.now();
    if (wait < LONGEST_TIMER_MS) this.#timer = setTimeout(() => this.#look(), Math.max(wait, 0));
  }

  #look() {
    this.#timer = undefined;
    const now = performance.now();
    if (this.#openCallbacks > 0) return;
    const wasAsleep = now - this.#timerDue > LATE_MS && !this.#hasWaited;
    if (this.#due <= now && wasAsleep) {
      this.#due = now + GRACE_MS;
      this.#hasWaited = true;
    }
    if (this.#due > now) return this.#set();
    const message = `Nothing was heard of the wasm module for ${Math.round(this.#limitMs + GRACE_MS)} ms, timeoutMs and a little more. What was sent may have been billed.`;
    this.#expire(new TintypeError({ code: "timeout", message, retryable: false, attempts: this.attempts }));
  }
}
