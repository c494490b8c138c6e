// A watchdog for the wasm module. The module ends each attempt itself after `timeoutMs`. The watchdog ends the call if
// the module, or the worker that runs it, hangs.

import { TintypeError } from "./error.js";

const DEFAULT_TIMEOUT_MS = 300_000;
/** The margin after the module's own limit, so that the watchdog never expires before the module ends an attempt. */
const GRACE_MS = 10_000;
/** The timer delay above which the page must have been suspended, so that messages may still be queued. */
const LATE_MS = 2_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The watchdog of one call. Each progress event extends the limit by `timeoutMs` plus the delay before a retry. As in
 * the module, the limit pauses during the caller's functions for key and headers, and while input images are read.
 */
export class Watchdog {
  /** The number of attempts so far. */
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
    // The module refuses a value that is not a number by name.
    this.#limitMs = typeof limitMs === "number" && limitMs > 0 ? limitMs : Infinity;
  }

  /** Wraps a callback of the caller so that the limit pauses while it runs. */
  paused(callback) {
    return () => this.#pauseDuring(callback);
  }

  /** Starts the limit, after which `expire` is called with an error. `startMs` is the time for the module to start. */
  start(expire, startMs) {
    this.#expire = expire;
    this.#wait(startMs);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#limitMs = Infinity;
  }

  /** Extends the limit after a progress event. */
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
    // Do not reset the timer for every progress event. A timer that fires too early sets the next one.
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
