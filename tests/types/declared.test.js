// Compares the declarations with the modules and with the project's rules: identical names on both sides, a comment on
// every member, a default on every option, the errors on every call.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import ts from "typescript";

import { installPackage } from "../harness/install.js";

const FILES = ["types.d.ts", "names.d.ts", "outcome.d.ts", "service.d.ts", "sandbox/index.d.ts", "proxy/index.d.ts", "proxy/node.d.ts"];

let installed, sources, checker;
const inPackage = (file) => join(installed.folder, "node_modules/tintype", file);

before(async () => {
  installed = await installPackage();
  const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, noLib: true };
  const program = ts.createProgram(FILES.map(inPackage), options);
  checker = program.getTypeChecker();
  sources = FILES.map((file) => program.getSourceFile(inPackage(file)));
});
after(() => installed?.remove());

/** Returns the exports of a declaration file that exist at run time. */
function valuesOf(source) {
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
  return exported.filter(({ flags }) => flags & ts.SymbolFlags.Value).map(({ name }) => name).sort();
}

for (const [module, declaration] of [
  ["index.js", "types.d.ts"],
  ["sandbox/index.js", "sandbox/index.d.ts"],
  ["proxy/index.js", "proxy/index.d.ts"],
  ["proxy/node.js", "proxy/node.d.ts"],
]) {
  test(`${declaration} declares what ${module} exports, no more and no less`, async () => {
    const exported = Object.keys(await import(pathToFileURL(inPackage(module)).href)).sort();
    assert.deepEqual(valuesOf(sources[FILES.indexOf(declaration)]), exported);
  });
}

/** Yields all declarations and their members with their qualified names: `[name, node]`. */
function* declared() {
  for (const source of sources) {
    for (const node of source.statements) {
      if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) continue;
      const name = (node.name ?? node.declarationList.declarations[0].name).text;
      yield [name, node];
      for (const member of node.members ?? []) yield [`${name}.${member.name?.getText() ?? "(unnamed)"}`, member];
    }
  }
}

const commentOf = (node) => ts.getJSDocCommentsAndTags(node).map((comment) => comment.getText()).join("\n");

test("every declaration and every member has a comment", () => {
  const found = [...declared()];
  assert.ok(found.length > 100, `only ${found.length} declarations were found`);
  assert.deepEqual(found.filter(([, node]) => !/\w/.test(commentOf(node))).map(([name]) => name), []);
});

test("every option says its default", () => {
  const options = [...declared()].filter(([name, node]) => /Options\./.test(name) && node.questionToken);
  assert.ok(options.length > 40, `only ${options.length} options were found`);
  const says = (node) => /@default \S|Default: \S/.test(commentOf(node));
  assert.deepEqual(options.filter(([, node]) => !says(node)).map(([name]) => name), []);
});

test("every call that promises something says how it fails", () => {
  const promises = [...declared()].filter(([, node]) => node.type?.getText().startsWith("Promise<"));
  assert.ok(promises.length >= 8, `only ${promises.length} calls were found`);
  const says = (node) => /@throws \S/.test(commentOf(node));
  assert.deepEqual(promises.filter(([, node]) => !says(node)).map(([name]) => name), []);
});

test("every kind of error and of warning says when it comes", () => {
  for (const union of ["ErrorCode", "WarningCode"]) {
    const [, { type }] = [...declared()].find(([name]) => name === union);
    for (const member of type.types) {
      // The comment precedes the bar, which the parser does not include in the member.
      const before = type.getSourceFile().text.slice(type.pos, member.getStart());
      assert.match(before, /\*\/\s*\|?\s*$/, `${union} ${member.getText()}`);
    }
  }
});
