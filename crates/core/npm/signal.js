// Signals that follow others, and let go of them again.

import { aborted } from "./error.js";

/** A signal that is aborted with the first of `others`, with its reason; `unlink` takes the listeners away. */
export function anySignal(...others) {
  const controller = new AbortController();
  const forwards = [];
  /** @type {any} */
  let stranger;
  for (const signal of others.filter((signal) => signal !== undefined && signal !== null)) {
    const forward = () => controller.abort(signal.reason);
    try {
      if (signal.aborted) forward();
      else signal.addEventListener("abort", forward);
      forwards.push(() => signal.removeEventListener?.("abort", forward));
    } catch {
      // A value that is no signal is passed on, so that the module refuses it by name.
      stranger = signal;
    }
  }
  return {
    signal: stranger ?? controller.signal,
    abort: (reason) => controller.abort(reason),
    unlink: () => forwards.forEach((forget) => forget()),
  };
}

/**
 * True for a value that can be listened to; anything else is refused by name in the module.
 * @param {unknown} value
 * @returns {value is AbortSignal}
 */
export function isSignal(value) {
  try {
    return value instanceof AbortSignal && typeof value.aborted === "boolean";
  } catch {
    return false;
  }
}

/**
 * Gives the value of `promise`, or an error as soon as the signal is aborted.
 * @template Value
 * @param {Value | Promise<Value>} promise
 * @param {unknown} [signal]
 */
export async function unlessAborted(promise, signal) {
  if (!isSignal(signal)) return promise;
  let end;
  const ended = new Promise((_, reject) => {
    end = () => reject(aborted(signal.reason));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end);
  });
  return Promise.race([promise, ended]).finally(() => signal.removeEventListener("abort", end));
}
