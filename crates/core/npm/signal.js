// Abort signals that follow other signals until they are unlinked.

import { aborted } from "./error.js";

/** Creates a signal that aborts with the first of `others`, for the same reason. `unlink` removes the listeners. */
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
      // A value that is not a signal is passed on, so that the module refuses it by name.
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
 * Returns whether a value is an `AbortSignal`. The module refuses any other value by name.
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
 * Resolves with the value of `promise`, or rejects when the signal is aborted.
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
