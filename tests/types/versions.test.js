// Type-checks the package with the oldest supported TypeScript and the newest, and with the libraries of servers in
// place of the DOM.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { installPackage } from "../harness/install.js";

const MODULES = fileURLToPath(new URL("../node_modules/", import.meta.url));
const COMPILERS = ["typescript-5.0", "typescript", "typescript-7"];
const SHARED = ["@types/node", "@types/bun", "bun-types", "undici-types", "@types/react"];

/** The libraries that projects use in place of the DOM. */
const LIBRARIES = {
  "the DOM": { lib: ["es2022", "dom", "dom.iterable"], types: [] },
  "workers of browsers": { lib: ["es2022", "webworker", "webworker.iterable"], types: [] },
  "Node": { lib: ["es2022"], types: ["node"] },
  "Bun": { lib: ["esnext"], types: ["bun"] },
};

let installed;
before(async () => {
  installed = await installPackage();
  await cp(fileURLToPath(new URL("server.ts", import.meta.url)), join(installed.folder, "server.ts"));
  for (const name of SHARED) {
    await mkdir(join(installed.folder, "node_modules", name, ".."), { recursive: true });
    await symlink(join(MODULES, name), join(installed.folder, "node_modules", name), "junction");
  }
});
after(() => installed?.remove());

for (const compiler of COMPILERS) {
  for (const [name, library] of Object.entries(LIBRARIES)) {
    // These runtimes' declarations need newer compilers.
    if (compiler === "typescript-5.0" && library.types.length > 0) continue;
    test(`${compiler}: strict, for ${name}`, async () => assert.equal(await compiled(compiler, name, library), ""));
  }
}

async function compiled(compiler, name, { lib, types }) {
  const compilerOptions = {
    strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler",
    lib, types, skipLibCheck: false, skipDefaultLibCheck: true,
  };
  const config = join(installed.folder, `tsconfig.${compiler}.${name.replaceAll(" ", "-")}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, files: ["server.ts"] }));
  const words = [join(MODULES, compiler, "bin/tsc"), "--project", config, "--pretty", "false"];
  return new Promise((resolve) => execFile(process.execPath, words, (error, stdout, stderr) => resolve(stdout + stderr)));
}
