// Compares the sets of names in the declarations with the Rust sources, so that a name added there must be added here.
// The names of models and of option values are compared in options.test.js.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import ts from "typescript";

const ROOT = new URL("../../", import.meta.url);
const text = (path) => readFile(new URL(path, ROOT), "utf8");

/** Returns the names of a union in the declarations, or of the union of a member. */
async function declared(file, union, member) {
  const source = ts.createSourceFile(file, await text(`crates/core/npm/${file}`), ts.ScriptTarget.Latest);
  const node = source.statements.find(({ name }) => name?.text === union);
  const { type } = member ? node.members.find(({ name }) => name?.text === member) : node;
  return type.types.map(({ literal }) => literal.text);
}

/** Returns every match's first group within the part of a source from `start` to the first `end` after it. */
async function inRust(path, start, end, pattern = /"([^"]+)"/g) {
  const whole = await text(`crates/protocol/src/${path}`);
  const at = whole.indexOf(start);
  assert.ok(at >= 0, `${path} has no ${start}`);
  const part = whole.slice(at, whole.indexOf(end, at + start.length));
  return [...part.matchAll(pattern)].map(([, name]) => name);
}

const ARM = /=> "([^"]+)"/g;
/** Matches the first cell of a row, on the line of its bracket or on the next. */
const NAME = /\(\s*"([A-Z_]+)"/g;

const SETS = [
  ["ImageMimeType", ["names.d.ts", "ImageMimeType"], [["image/sniff/image_type.rs", "fn mime_type", "\n    }\n", ARM]]],
  ["FinishReason", ["names.d.ts", "FinishReason"], [
    ["response/assemble/reason.rs", "const FINISH_REASONS", ";"],
    ["response/assemble/reason.rs", "const REFUSALS", "];\n", NAME],
    ["response/assemble/reason.rs", "const OTHER_REASONS", "];\n", NAME],
  ]],
  ["BlockReason", ["names.d.ts", "BlockReason"], [["response/assemble/reason.rs", "const BLOCK_REASONS", ";"]]],
  ["WarningCode", ["outcome.d.ts", "WarningCode"], [["response/generation.rs", "impl WarningCode", "\n}\n", ARM]]],
  ["Progress.phase", ["outcome.d.ts", "Progress", "phase"], [["progress.rs", "impl Phase", "\n}\n", ARM]]],
  ["ErrorCode", ["types.d.ts", "ErrorCode"], [["error/kind.rs", "kinds! {", "\n}\n", /^ +[A-Z]\w+ = "([a-z-]+)",/gm]]],
];

for (const [name, declaration, sources] of SETS) {
  test(`${name} names what the library knows`, async () => {
    const known = new Set((await Promise.all(sources.map((source) => inRust(...source)))).flat());
    assert.ok(known.size > 2, `only ${[...known]} were found in the sources`);
    assert.deepEqual((await declared(...declaration)).sort(), [...known].sort());
  });
}

test("the default model of the modules is that of the library", async () => {
  const [, inModules] = /DEFAULT_MODEL = "(.+)"/.exec(await text("crates/core/npm/options.js"));
  const [inLibrary] = await inRust("model.rs", "const DEFAULT_MODEL", ";");
  assert.equal(inModules, inLibrary);
});
