// The pictures of the benchmark: PNGs of noise, which no compression makes smaller, so that a size in bytes can be
// chosen, and which cost a browser little to decode, so that the way of the bytes is what is measured.

import { pngOf, RGB } from "../harness/png.js";

/** Sides in pixels; three bytes a pixel make the size that the name says. */
const SIDES = { tiny: 16, "1mb": 578, "2mb": 816, "12mb": 2000, "20mb": 2582 };

export const SIZES = Object.keys(SIDES);

/** A PNG of one of the `SIZES`, the same bytes each time. */
export function noisyPng(size) {
  const side = SIDES[size];
  return pngOf({ width: side, height: side, colour: RGB, rows: rows(side), level: 1 });
}

/** Noise in rows, each behind the byte that says it is not filtered. */
function rows(side) {
  const length = 1 + 3 * side;
  const bytes = noise(length * side);
  for (let row = 0; row < side; row++) bytes[row * length] = 0;
  return bytes;
}

/** Marsaglia's xorshift: no randomness of the machine, so that every run has the same work. */
function noise(length) {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = 2463534242;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}
