// The glue between JavaScript and wasm. Every import that can throw must catch; the exceptions are listed here with a
// reason. An exception that passes through wasm runs no destructors, so the module cannot be used afterwards.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { program } from "../../harness/environment.js";

/** The glue script before it is minified. Both modules share it. */
const GLUE = program("TINTYPE_GLUE");

/**
 * Statements of imports without `catch`, by the reason why neither a caller nor a lack of memory can make them throw.
 */
const SAFE = {
  "the language's own operators, on any value": [
    /^typeof\(v\) === 'boolean' \? v : undefined$/, /^!arg0$/, /^typeof\(arg0\) === '(function|string)'$/, /^arg0 === (null|undefined|arg1)$/,
    /^typeof\(val\) === 'object' && val !== null$/, /^typeof\(obj\) === '(number|string)' \? obj : undefined$/, /^arg0$/, /^result$/,
    /^ArrayBuffer\.isView\(arg0\)$/,
  ],
  "a small object, array or promise of ours": [
    /^new (Array|Object)\(\)$/, /^Array\.of\(arg0(, arg1)?\)$/, /^arg0\.concat\(arg1\)$/, /^arg0\.push\(arg1\)$/, /^arg0\[arg1 >>> 0\]$/, /^arg0\.length$/, /^new Promise\(cb0\)$/,
    /^arg0\.then\(arg1(, arg2)?\)$/, /^Promise\.resolve\(arg0\)$/, /^Promise\.allSettled\(arg0\)$/, /^makeMutClosure\(/, /^arg0\._wbg_cb_unref\(\)$/, /^arg0\.run\(cb0\)$/,
  ],
  "a member of an object that was made here": [
    /^arg[01]\.(buffer|data|done|fetch|getKey|value|height|width|naturalHeight|naturalWidth|hostname|origin|url|port1|port2|signal)$/,
    /^arg0\.(entries|abort|close|decode)\(\)$/,
    /^arg0\.(body|credentials|headers|method|onmessage|quality|redirect|referrerPolicy|signal|src|type|width|height|cache|referrer|mode) = .*$/, /^arg0\[arg1\] = arg2$/,
  ],
  "a string, which has no members of its own": [/^arg0\.(slice|toLowerCase|includes)\(.*\)$/, /^getStringFromWasm0\(arg0, arg1\)$/, /^debugString\(arg1\)$/],
  "the platform's clock, timers and chance": [
    /^(performance|Date)\.now\(\)$/, /^Date\.parse\(.*\)$/, /^Math\.random\(\)$/, /^(set|clear)Timeout\(.*\)$/, /^queueMicrotask\(arg0\)$/, /^arg0\.queueMicrotask$/,
    /^typeof \w+ === 'undefined' \? null : \w+(\?\.\w+)?$/,
  ],
  "meant to end the module": [/^throw new Error\(getStringFromWasm0\(arg0, arg1\)\)$/],
};
/** Generated code that moves results between the two memories after the import was called. */
const MOVING = /^(return .*|(const|var) (ptr|len)\d = .*|getDataViewMemory0\(\)\..*|let result|const (v|val|obj) = arg[01]|\/\/ .*|const (table|offset) = .*|table\.set\(.*)$/;

const statementsOf = (body) =>
  body
    // Removes the wrapper of imports with a callback, and calls with their own `catch`.
    .replace(/try \{\nvar state0[\s\S]*?\n\};\n(const ret = .*;)[\s\S]*/, "$1")
    .replace(/try \{\nresult = arg0 instanceof \w+;\n\} catch \(_\) \{\nresult = false;\n\}\n/, "")
    .split("\n")
    .map((line) => line.trim().replace(/;$/, ""))
    .filter((line) => line && !MOVING.test(line))
    .map((line) => line.replace(/^const ret = /, ""));

function uncaughtOf(glue) {
  const imports = glue.slice(glue.indexOf("const import0"), glue.indexOf("return { $: import0 };"));
  const entries = [...imports.matchAll(/^([$\w]+): function\([^)]*\) \{([\s\S]*?)^\},$/gm)];
  assert.ok(entries.length > 50, "the glue's imports are written otherwise");
  return entries.filter(([, , body]) => !body.includes("return handleError(")).flatMap(([, , body]) => statementsOf(body));
}

const isSafe = (statement) => Object.values(SAFE).flat().some((pattern) => pattern.test(statement));

test("every import of the glue catches what it throws, or throws nothing", async () => {
  const glue = (await readFile(GLUE, "utf8")).replace(/^[ \t]+/gm, "");
  const uncaught = uncaughtOf(glue);
  assert.ok(uncaught.length > 30);
  assert.deepEqual(uncaught.filter((statement) => !isSafe(statement)), []);
});

test("calls into what a caller can patch or exhaust are not among the safe ones", () => {
  const risky = ["arg0.arrayBuffer()", "new Blob(arg0, arg1)", "new Uint8Array(arg0 >>> 0)", "arg0.set(getArrayU8FromWasm0(arg1, arg2))", "arg0.size", "Array.isArray(arg0)", "Object.entries(arg0)", "arg0.aborted"];
  assert.deepEqual(risky.filter(isSafe), []);
});
