// Type-checks the installed package with TypeScript as users do: strict, with the module resolution of bundlers and of
// Node.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { installPackage } from "../harness/install.js";

const TSC = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
const FILES = ["use.ts", "names.ts", "precise.ts", "proxy.ts"];

let installed;
before(async () => {
  installed = await installPackage();
  for (const file of FILES) await cp(fileURLToPath(new URL(file, import.meta.url)), join(installed.folder, file));
});
after(() => installed?.remove());

/** With and without the library that declares `Symbol.dispose`, which projects for older targets do not include. */
const DOM = ["es2022", "dom", "dom.iterable", "dom.asynciterable"];
const KINDS = [["esnext", "bundler", "esnext.disposable"], ["nodenext", "nodenext", "esnext.disposable"], ["esnext", "bundler"]];

for (const [module, moduleResolution, ...more] of KINDS) {
  test(`strict, with ${[moduleResolution, ...more].join(" and ")}`, async () => {
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: "es2022",
      lib: [...DOM, ...more],
      types: [],
      // Checks the package's declarations, but not TypeScript's own.
      skipDefaultLibCheck: true,
      module,
      moduleResolution,
    };
    const config = join(installed.folder, `tsconfig.${moduleResolution}.${more.length}.json`);
    await writeFile(config, JSON.stringify({ compilerOptions, files: FILES }));
    const { code, output } = await compile(config);
    assert.equal(output, "");
    assert.equal(code, 0);
  });
}

function compile(config) {
  return new Promise((resolve) => {
    execFile(process.execPath, [TSC, "--project", config, "--pretty", "false"], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr });
    });
  });
}
