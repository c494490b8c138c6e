// Tests the tables, and how they are inserted into docs/benchmarks.md.

import assert from "node:assert/strict";
import { test } from "node:test";

import { unfit, withResults } from "./docs.js";
import { rounded } from "./figures.js";
import { failures, report, table } from "./report.js";
import { results } from "./results.js";

/** Returns the cells of the row that starts with this text. */
const row = (text, start) =>
  text
    .split("\n")
    .find((line) => line.startsWith(`| ${start}`))
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

test("a table is lined up, text to the left and numbers to the right", () => {
  assert.equal(table(["name", "ms"], [["a", "12345"]]), "| name |    ms |\n|:-----|------:|\n| a    | 12345 |");
});

test("numbers keep three digits", () => {
  assert.deepEqual([1234.5, 99.96, 12.34, 1.234, 4, 0, -0.001].map(rounded), [
    "1235",
    "100",
    "12.3",
    "1.23",
    "4",
    "0",
    "0",
  ]);
});

test("each bar says what was measured and whether it is met", () => {
  const text = report(results());
  assert.deepEqual(row(text, "Until decoded, full speed, × the floor").slice(1), ["≤ 1.5×", "1.50×", "met"]);
  assert.deepEqual(row(text, "Main thread with").slice(1), ["≤ 20 ms", "21 ms", "missed"]);
  assert.deepEqual(row(text, "Last byte to URL").slice(1), ["≤ 0.35×", "", "not measured"]);
});

test("a work has a row for each contestant, with its ratio to the first", () => {
  const tintype = [{ decodedMs: 150 }, { decodedMs: 170 }];
  const floor = [{ decodedMs: 100 }, { decodedMs: 100 }];
  const text = report({ ...results(), works: results({ floor, tintype }).works });
  const cells = row(text.slice(text.indexOf("### receive 20mb unary full")), "tintype ");
  assert.ok(cells.includes("160 ±5 · 1.60×"), cells.join());
});

test("failed works are reported, without figures", () => {
  const broken = results({ floor: [{ decodedMs: 100 }, { error: "Error: gone\n at x" }] });
  assert.deepEqual(failures(broken), ["receive 20mb unary full, floor: 1 of 2: Error: gone"]);
  assert.match(report(broken), /### Failed\n\n- receive 20mb unary full, floor: 1 of 2/);
  assert.doesNotMatch(report(results()), /### Failed/);
});

test("the documentation keeps its words and gets the results", () => {
  const [start, end] = ["<!-- from here on written by `cargo xtask bench --write-docs` -->", "<!-- up to here -->"];
  const written = withResults(`before\n${start}\nold\n${end}\nafter\n`, results());
  assert.match(written, /^before\n/);
  assert.match(written, /\nafter\n$/);
  assert.doesNotMatch(written, /\nold\n/);
  assert.match(written, /Some CPU \(x64\), 2 cores, 8 GB/);
  assert.match(written, /### The bars/);
  assert.equal(withResults(written, results()), written);
  assert.throws(() => withResults("no place", results()), /lacks the line/);
});

test("only a full run is kept", () => {
  assert.equal(unfit({ filter: "", runs: 7 }), undefined);
  assert.match(unfit({ filter: "20mb", runs: 7 }), /filtered/);
  assert.match(unfit({ filter: "", runs: 6 }), /at least 7/);
  assert.match(unfit({ filter: "", runs: 7, isWhole: false }), /interrupted/);
});
