// Every code block of the documentation is run.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

import { BLOCKS, block, blocksOf, countOf, pages } from "./blocks.js";

test("a test of this folder runs every code block of the documentation", async () => {
  const names = (await readdir(new URL(".", import.meta.url))).filter((name) => name.endsWith(".test.js"));
  const tests = await Promise.all(names.map((name) => readFile(new URL(name, import.meta.url), "utf8")));
  const isRun = (name) => tests.some((text) => text.replaceAll(/\(\s+/g, "(").includes(`runs("${name}"`));
  assert.deepEqual([...BLOCKS.keys()].filter((name) => !isRun(name)), []);
});

test("every block has a name of its own, and an unknown name is an error", () => {
  // The proxy's script is on a page that tests/proxy runs.
  assert.equal(BLOCKS.size, countOf(pages) + 1);
  assert.throws(() => block("No such heading"), /no code block/);
});

test("a block is named by its first line or its heading, and blocks of other languages are left out", () => {
  const page = "# One\n```js\n1\n```\n```js\n2\n```\n## Two\n```sh\nrun\n```\n```js\n// a.mjs: how\n```\n";
  assert.deepEqual([...blocksOf(page, "js")], [["One", "1\n"], ["One 2", "2\n"], ["a.mjs", "// a.mjs: how\n"]]);
});
