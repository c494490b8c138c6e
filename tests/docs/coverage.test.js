// No piece of code stands in the README that is not run.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

import { BLOCKS, block, readme } from "./blocks.js";

test("every piece of code in the README is run by a test of this folder", async () => {
  const names = (await readdir(new URL(".", import.meta.url))).filter((name) => name.endsWith(".test.js"));
  const tests = await Promise.all(names.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  const isRun = (name) => tests.some((text) => text.replaceAll(/\(\s+/g, "(").includes(`runs("${name}"`));
  assert.deepEqual([...BLOCKS.keys()].filter((name) => !isRun(name)), []);
});

test("the pieces are all there are, and a name that is not there is an error", () => {
  assert.equal(BLOCKS.size, readme.match(/^```\w+$/gm).length);
  assert.throws(() => block("No such heading"), /no piece of code/);
});
