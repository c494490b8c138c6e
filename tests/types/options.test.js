// The table of options in the Rust sources is authoritative. The declarations, the package, the documentation and the
// Rust builder have identical options with identical values and fields.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { installPackage } from "../harness/install.js";
import { builderProblems, declaredOptions, optionTable, pageProblems, typeProblems } from "./option-table.js";

const text = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

const declared = declaredOptions();
let table, page;
before(async () => {
  [table, page] = await Promise.all([optionTable(), text("docs/options.md")]);
});

test("the declared options have the types, values and limits of the table", () => {
  assert.ok(table.length > 10, `only ${table.length} options were found`);
  assert.deepEqual(typeProblems(table, declared), []);
});

test("the documented options are those of the table and of the declarations", () => {
  assert.deepEqual(pageProblems(page, table, declared), []);
});

test("the builder of the Rust crate has a method for each option of the table, with its limits", async () => {
  assert.deepEqual(builderProblems(await text("crates/core/src/generate.rs"), table), []);
});

/** Values of which at least one is wrong for any kind of option. */
const WRONG = [{}, () => {}, 7];

/** Returns the names of options for which `generate` rejects no wrong value. */
async function unread(generate, names) {
  const refused = async (options) => {
    // No request is sent, because `fetch` blocks this port.
    const error = await generate({ prompt: "a fox", apiKey: "sk-key", baseUrl: "http://127.0.0.1:9", retry: false, ...options }).catch((reason) => reason);
    return error.code === "invalid-options" ? error.details?.map(({ field }) => field.split("[")[0]) ?? [error.field] : [];
  };
  const isRead = async (name) => (await Promise.all(WRONG.map((value) => refused({ [name]: value })))).flat().includes(name);
  const read = await Promise.all(names.map(isRead));
  return names.filter((_, at) => !read[at]);
}

test("the package reads every declared option: a wrong value is refused by its name", async (t) => {
  const installed = await installPackage();
  t.after(() => installed.remove());
  const { generate } = await import(pathToFileURL(join(installed.folder, "node_modules/tintype/index.js")).href);
  assert.deepEqual(await unread(generate, [...declared.client.keys(), ...declared.call.keys()]), []);
  assert.deepEqual(await unread(generate, ["sede"]), ["sede"]);
});

test("a declaration that differs from the table is found", () => {
  for (const [option, from, to] of [
    ["topK", "topK?: number", "topK?: string"],
    ["seed", "  seed?: number | undefined;", ""],
    ["store", "store?: boolean", "store?: boolean | string"],
    ["extra", "extra?: Record<string, unknown>", "extra?: Record<string, unknown>[]"],
    ["tools", "tools?: readonly Record<string, unknown>[]", "tools?: readonly string[]"],
    ["systemInstruction", "systemInstruction?: string", "systemInstruction?: \"one\""],
    ["stopSequences", "stopSequences?: readonly string[]", "stopSequences?: string"],
    ["modalities", '("TEXT" | "IMAGE")[]', '("TEXT" | "IMAGE" | "AUDIO")[]'],
    ["modalities", '("TEXT" | "IMAGE")[]', "string[]"],
    ["modalities", 'readonly ("TEXT" | "IMAGE")[]', '("TEXT" | "IMAGE")[]'],
    ["aspectRatio", '| "8:1"', ""],
    ["imageSize", '"4K"', '"4K" | "8K"'],
    ["model", '  | "gemini-3-pro-image"\n', ""],
    ["temperature", "0 to 2", "0 to 3"],
  ]) {
    const problems = typeProblems(table, declaredOptions((file) => file.replace(from, to)));
    assert.equal(problems.length, 1, `${to}: ${problems}`);
    assert.ok(problems[0].startsWith(`${option}:`), problems[0]);
  }
});

test("a builder that differs from the table is found", async () => {
  const builder = await text("crates/core/src/generate.rs");
  for (const [problem, from, to] of [
    [/lack topK/, 'self.with("topK"', 'self.set("topK"'],
    [/have sede/, "    /// Sets the sampling temperature", '    /// Sets a seed.\n    pub fn sede(self) -> Self {\n        self.with("sede", 1)\n    }\n\n    /// Sets the sampling temperature'],
    [/^temperature:.*0 to 2/, "temperature, from 0 to 2", "temperature, from 0 to 3"],
  ]) {
    const problems = builderProblems(builder.replace(from, to), table);
    assert.equal(problems.length, 1, `${problem}: ${problems}`);
    assert.match(problems[0], problem);
  }
});

test("a page that differs from the table or from the declarations is found", () => {
  for (const [problem, from, to] of [
    [/^topP:.*0 to 1/, "| 0 to 1 |", "| 0 to 2 |"],
    [/^topP:.*generationConfig\.topP/, "`generationConfig.topP`", "`topP`"],
    [/lack timeoutMs/, /\n\| `timeoutMs`.*/, ""],
    [/have sede/, "\n| `signal` ", "\n| `sede` | | | | |\n| `signal` "],
    [/`worker`: the default is false/, "| `worker` | `false`", "| `worker` | `true`"],
    [/lack .*gemini-3-pro-image/, /\n\| `gemini-3-pro-image`.*/, ""],
  ]) {
    const problems = pageProblems(page.replace(from, to), table, declared);
    assert.equal(problems.length, 1, `${problem}: ${problems.join("\n")}`);
    assert.match(problems[0], problem);
  }
});
