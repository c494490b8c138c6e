// The pictures of the benchmark: PNGs of noise. Noise does not compress, so the size in bytes can be chosen. It is
// cheap to decode, so the measurement is dominated by the transport of the bytes.

import { pngOf, RGB } from "../harness/png.js";

/** The side lengths in pixels; three bytes per pixel add up to the size in the name. */
const SIDES = { tiny: 16, "1mb": 578, "2mb": 816, "12mb": 2000, "20mb": 2582 };

export const SIZES = Object.keys(SIDES);

/** Generates a PNG of one of the `SIZES`, always with identical bytes. */
export function noisyPng(size) {
  const side = SIDES[size];
  return pngOf({ width: side, height: side, colour: RGB, rows: rows(side), level: 1 });
}

/** Generates rows of noise, each preceded by the PNG filter byte 0 (none). */
function rows(side) {
  const length = 1 + 3 * side;
  const bytes = noise(length * side);
  for (let row = 0; row < side; row++) bytes[row * length] = 0;
  return bytes;
}

/** Generates noise with Marsaglia's xorshift and a fixed seed, so that every run has identical input. */
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
