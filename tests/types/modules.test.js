// Type-checks the package's modules against its declarations with their JSDoc, strictly except for untyped parameters.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import ts from "typescript";

const CONFIG = fileURLToPath(new URL("modules/tsconfig.json", import.meta.url));

/** Returns the compiler's errors; `edit` changes the text of a file before it is compiled. */
function complaints(edit = (path, text) => text) {
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(CONFIG, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: assert.fail });
  assert.deepEqual(errors, []);
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  host.readFile = (path) => edit(path, readFile(path));
  const program = ts.createProgram(fileNames, options, host);
  const checked = program.getSourceFiles().filter(({ fileName }) => fileName.endsWith(".js"));
  assert.ok(checked.length > 45, `only ${checked.length} modules were checked`);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}` : "tsconfig.json";
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

test("the modules keep what the declarations promise", () => assert.deepEqual(complaints(), []));

test("a module that breaks a declaration is found", () => {
  const changes = [
    ["npm/index.js", "shared().generate(options)", "shared().stream(options)"],
    ["npm/client.js", "return generation;", "return { generation };"],
    ["npm/proxy/index.js", "return refusal.toResponse(access.headers);", "return refusal;"],
    ["npm/error.js", '"malformed-response"', '"misformed-response"'],
  ];
  const found = complaints((path, text) => {
    const [, from, to] = changes.find(([name]) => path.endsWith(name)) ?? [undefined, "", ""];
    return from ? text.replace(from, to) : text;
  });
  for (const [name] of changes) assert.ok(found.some((complaint) => complaint.includes(name)), `${name}: ${found}`);
});
