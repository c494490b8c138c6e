// Shared helpers for tests of pages: waiting for a page's cases, and checks of a complete picture.

import assert from "node:assert/strict";

/** The options of the smallest possible picture, because the emulator is slow for large ones. */
export const SMALL = { model: "gemini-3.1-flash-image", aspectRatio: "1:1", imageSize: "512" };

/** Waits until the page has defined its cases. */
export const ready = (page) =>
  page.evaluate(
    `() => new Promise((resolve) => (function look() { globalThis.cases ? resolve() : setTimeout(look, 10) })())`,
  );

/** Asserts that an image decodes to the size and type that the package reports. */
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

/** Asserts that a failure is the package's own error with this code. */
export function assertFailed(failure, code) {
  assert.equal(failure.code, code, failure.message ?? failure.error);
  assert.equal(failure.name, "TintypeError");
  assert.equal(failure.isError, true);
}
