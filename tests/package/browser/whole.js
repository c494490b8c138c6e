// Shared by tests of pages: waiting for a page's cases, and checks of a complete picture.

import assert from "node:assert/strict";

/** Options of the smallest picture there is, for where any will do: large ones take the emulator's time. */
export const SMALL = { model: "gemini-3.1-flash-image", aspectRatio: "1:1", imageSize: "512" };

/** Waits until the page has its cases. */
export const ready = (page) =>
  page.evaluate(
    `() => new Promise((resolve) => (function look() { globalThis.cases ? resolve() : setTimeout(look, 10) })())`,
  );

/** An image that is what it says it is. */
export function assertWhole(image, [width, height] = image.reported, scheme = "blob:") {
  assert.equal(image.error, undefined);
  assert.equal(image.scheme, scheme);
  assert.ok(width > 0 && height > 0);
  assert.deepEqual(image.shown, [width, height]);
  assert.deepEqual(image.reported, [width, height]);
  assert.equal(image.mime[0], image.mime[1]);
  assert.equal(image.bytes[0], image.bytes[1]);
  assert.equal(image.final, true);
}

/** A failure as the package's own error, with its code. */
export function assertFailed(failure, code) {
  assert.equal(failure.code, code, failure.message ?? failure.error);
  assert.equal(failure.name, "TintypeError");
  assert.equal(failure.isError, true);
}
