// The package in browsers that lack a feature: Chromium, with the feature removed before anything is loaded. The table
// in docs/browsers.md documents these results.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { hostChanged } from "./changed.js";
import { assertFailed, assertWhole } from "./whole.js";

let host;
before(async () => (host = await hostChanged()));
after(() => host?.close());

/**
 * Registers a test without a feature. `take` removes it before any script runs; `work` receives a function that calls
 * the page's cases.
 */
function without(what, take, work) {
  test(`without ${what}`, () => host.play(take, undefined, work));
}

/** Asserts that every feature works for the caller. */
async function everything(call, ours) {
  assertWhole(await call("generated", ours), [512, 512]);
  assertWhole((await call("streamed", ours)).image, [512, 512]);
  assertWhole(await call("edited", ours));
  assertWhole(await call("generatedByWorker", ours));
  assertWhole((await call("conversed", ours)).image);
  assertWhole((await call("composed")).image, [40, 20]);
}

without("byte streams", () => {
  const { getReader } = ReadableStream.prototype;
  ReadableStream.prototype.getReader = function (options) {
    if (options?.mode === "byob") throw new TypeError("not implemented");
    return getReader.call(this, options);
  };
  delete globalThis.ReadableStreamBYOBReader;
}, everything);

without("`min` for byte streams", () => {
  const { read } = ReadableStreamBYOBReader.prototype;
  ReadableStreamBYOBReader.prototype.read = function (view) {
    return read.call(this, view);
  };
}, everything);

without("the conveniences of newer engines", () => {
  delete ReadableStream.prototype[Symbol.asyncIterator];
  delete ReadableStream.prototype.values;
  delete WebAssembly.instantiateStreaming;
  delete Uint8Array.fromBase64;
  delete Uint8Array.prototype.toBase64;
  for (const name of ["FinalizationRegistry", "WeakRef", "trustedTypes", "scheduler"]) delete globalThis[name];
  for (const name of ["any", "timeout"]) delete AbortSignal[name];
  delete Promise.withResolvers;
  delete Promise.try;
}, everything);

without("a way to write WebP", () => {
  const { convertToBlob } = OffscreenCanvas.prototype;
  OffscreenCanvas.prototype.convertToBlob = function (options) {
    return convertToBlob.call(this, options?.type === "image/webp" ? { ...options, type: "image/png" } : options);
  };
}, async (call, ours) => {
  const { sent, code } = await call("fitted", { ...ours, input: { maxBytes: 60_000 } });
  assert.equal(code, undefined);
  assert.equal(sent.type, "image/png");
  assert.ok(sent.bytes < 60_000, `${sent.bytes} bytes`);
});

const needsPixels = async (call, ours) => {
  // Types that the service accepts need no decoding.
  assertWhole(await call("generated", ours), [512, 512]);
  assertWhole(await call("edited", ours));
  assert.equal((await call("fitted", { ...ours, kind: "heic" })).sent.type, "image/heic");
  for (const kind of ["canvas", "bmp", "avif"]) assertFailed(await call("fitted", { ...ours, kind }), "unsupported-input");
  assertFailed(await call("fitted", { ...ours, input: { maxBytes: 60_000 } }), "unsupported-input");
  assertFailed(await call("composedOrNot"), "unsupported-input");
};
without("OffscreenCanvas", () => delete globalThis.OffscreenCanvas, needsPixels);
without("createImageBitmap", () => delete globalThis.createImageBitmap, needsPixels);

without("a decoder for AVIF and HEIC", () => {
  const decode = globalThis.createImageBitmap;
  globalThis.createImageBitmap = (source, ...words) =>
    source instanceof Blob ? Promise.reject(new DOMException("The source image could not be decoded.", "InvalidStateError")) : decode(source, ...words);
}, async (call, ours) => {
  assert.equal((await call("fitted", { ...ours, kind: "heic" })).sent.type, "image/heic");
  const failure = await call("fitted", { ...ours, kind: "avif" });
  assertFailed(failure, "unsupported-input");
  assert.match(failure.message, /This browser cannot decode/);
});

without("workers", () => delete globalThis.Worker, async (call, ours) => {
  assertWhole(await call("generated", ours), [512, 512]);
  const failure = await call("failed", { ...ours, worker: true });
  assertFailed(failure, "invalid-options");
  assert.match(failure.message, /worker: this environment has no workers/);
});

without("a worker script, which turns out while an input is read", () => {
  let fail;
  const failed = new Promise((resolve) => (fail = resolve));
  globalThis.Worker = class extends Worker {
    constructor(url, options) {
      super(URL.createObjectURL(new Blob(["throw new Error('no script')"], { type: "text/javascript" })), options);
      // Rejects in a later task, after the package has received the event too.
      this.addEventListener("error", () => setTimeout(fail));
    }
  };
  const read = globalThis.createImageBitmap;
  globalThis.createImageBitmap = async (...words) => {
    await failed;
    return read(...words);
  };
}, async (call, ours) => {
  assertFailed(await call("editedCanvas", { ...ours, worker: true }), "network");
});
