// Tests of medians, spreads and ratios.

import assert from "node:assert/strict";
import { test } from "node:test";

import { median, paired, ratios, summary } from "./statistics.js";

test("the median is the middle, whatever the order", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([10, 9]), 9.5);
});

test("a summary has the quartiles, and leaves out what was not measured", () => {
  assert.deepEqual(summary([1, undefined, 2, 3, 4, 5]), { median: 3, low: 2, high: 4, count: 5 });
  assert.deepEqual(summary([7]), { median: 7, low: 7, high: 7, count: 1 });
  assert.equal(summary([undefined, NaN]), undefined);
});

test("contestants are compared within a round; a round that one lacks is left out", () => {
  assert.deepEqual(ratios([2, 9, undefined, 8], [1, 3, 4]), [2, 3]);
  assert.deepEqual(ratios([5, 6], [0, 3]), [2]);
  assert.deepEqual(
    paired([5, 6], [1, 2], (one, other) => one - other),
    [4, 4],
  );
});
