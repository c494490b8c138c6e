// Sends a body at a limited speed, in small slices of as many bytes as the elapsed time allows.

import { setTimeout as sleep } from "node:timers/promises";

/** The maximum slice in bytes, about as much as a system accepts in one write. */
const SLICE = 1 << 20;

/**
 * Writes all bytes and ends the stream.
 * @param {import("node:stream").Writable} target
 * @param {Buffer} bytes
 * @param {number} [bytesPerMs] unlimited by default
 * @returns the time at which the last slice was written, in ms since the epoch
 */
export async function sendPaced(target, bytes, bytesPerMs = Infinity) {
  const started = performance.now();
  let lastAt = Date.now();
  for (let sent = 0; sent < bytes.length && !target.destroyed;) {
    const due = allowed(performance.now() - started, bytesPerMs, sent, bytes.length);
    if (due === sent) {
      await sleep(1);
      continue;
    }
    lastAt = Date.now();
    await written(target, bytes.subarray(sent, due));
    sent = due;
  }
  target.end();
  return lastAt;
}

/** Returns how many bytes may have been sent after `elapsedMs`, at most one slice more than `sent`. */
export function allowed(elapsedMs, bytesPerMs, sent, length) {
  const earned = bytesPerMs === Infinity ? length : Math.floor(elapsedMs * bytesPerMs);
  return Math.max(sent, Math.min(length, sent + SLICE, earned));
}

/** Ignores write errors because the page may close the connection in the middle of a response. */
const written = (target, slice) => new Promise((resolve) => target.write(slice, resolve));
