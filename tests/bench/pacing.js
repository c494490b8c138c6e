// Sends a body at a chosen speed: small slices, as many bytes as the clock allows.

import { setTimeout as sleep } from "node:timers/promises";

/** Where nothing holds it back: what a system takes at once. */
const SLICE = 1 << 20;

/**
 * Writes all bytes and ends.
 * @param {import("node:stream").Writable} target
 * @param {Buffer} bytes
 * @param {number} [bytesPerMs] as fast as they are taken where it is left out
 * @returns when the last slice was handed on, in ms of the machine's clock
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

/** How many bytes may have been sent by then, of which so many are. */
export function allowed(elapsedMs, bytesPerMs, sent, length) {
  const earned = bytesPerMs === Infinity ? length : Math.floor(elapsedMs * bytesPerMs);
  return Math.max(sent, Math.min(length, sent + SLICE, earned));
}

/** A page that goes away in the middle is its own affair. */
const written = (target, slice) => new Promise((resolve) => target.write(slice, resolve));
