// Tests that the bars are computed from the figures, both at the limit and beyond it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { bars } from "./bars.js";
import { results } from "./results.js";

const found = (name, from = results()) => {
  const all = bars(from).filter(({ figure }) => figure.startsWith(name));
  assert.equal(all.length, 1, name);
  return all[0];
};

test("a figure at its limit meets the bar", () => {
  assert.equal(found("Until decoded, full speed, × the floor").measured.median, 1.5);
  assert.equal(found("Until decoded, full speed, × the floor").met, true);
  assert.equal(found("Streaming, until decoded, 20 MB").met, true);
  assert.equal(found("Peak renderer memory beyond the floor").measured.median, 1.2);
  assert.equal(found("wasm memory").met, true);
  assert.equal(found("One `generate` call, wasm and JS, gzip").met, true);
});

test("a figure beyond its limit misses it", () => {
  assert.equal(found("Main thread with `worker: true`").measured.median, 21);
  assert.equal(found("Main thread with `worker: true`").met, false);
  assert.equal(found("Peak renderer memory, ×").measured.median, 0.44);
  assert.equal(found("Peak renderer memory, ×").met, false);
});

test("the longest task is the worst of all works, in the page and with the worker", () => {
  const { figure, measured, met } = found("Longest main-thread task");
  assert.match(figure, /worst: receive 20mb unary full/);
  assert.deepEqual([measured.median, met], [51, false]);
});

test("the median decides, within each round", () => {
  const rounds = (...times) => times.map((decodedMs) => ({ decodedMs }));
  const from = results({ floor: rounds(100, 10, 1000), tintype: rounds(140, 14, 9000) });
  assert.equal(found("Until decoded, full speed, × the floor", from).measured.median, 1.4);
});

test("an unmeasured bar is neither met nor missed", () => {
  assert.deepEqual(found("Sending 12 MB: on its way").met, undefined);
  assert.deepEqual(
    bars({ works: [] }).filter(({ met }) => met !== undefined),
    [],
  );
});
