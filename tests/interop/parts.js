// Helpers for the parts of a response, for tests of clients that return it unchanged.

import assert from "node:assert/strict";

import { decodePng } from "../harness/png.js";

/** The cheapest model that returns a PNG. */
export const MODEL = "gemini-2.5-flash-image";

/** Returns the parts of the first candidate, or an empty array. */
export const partsOf = (response) => response.candidates?.[0]?.content?.parts ?? [];

/** Decodes the only picture among these parts, which has to be a complete PNG. */
export function pictureAmong(parts) {
  const pictures = parts.filter((part) => part.inlineData);
  assert.equal(pictures.length, 1, `${pictures.length} pictures`);
  assert.equal(pictures[0].inlineData.mimeType, "image/png");
  return decodePng(Buffer.from(pictures[0].inlineData.data, "base64"));
}

/**
 * Returns whether the lower half of a picture is grey. Compares the filtered rows, because every PNG filter treats the
 * three bytes of a grey pixel alike. The upper half contains the plate, which is never grey.
 */
export function isGreyBelow({ width, height, rows }) {
  const rowLength = 1 + width * 3;
  for (let y = height >> 1; y < height; y += 1) {
    const row = rows.subarray(y * rowLength + 1, (y + 1) * rowLength);
    for (let at = 0; at < row.length; at += 3) {
      if (row[at] !== row[at + 1] || row[at] !== row[at + 2]) return false;
    }
  }
  return true;
}
