// Checks the tarball's manifest and types with the two common linters for packages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

import { installPackage } from "../../harness/install.js";

let installed, tarball;
before(async () => {
  installed = await installPackage();
  tarball = await readFile(installed.tarball);
});
after(() => installed?.remove());

test("publint, strict", async () => {
  const { buffer, byteOffset, byteLength } = tarball;
  const pack = { tarball: buffer.slice(byteOffset, byteOffset + byteLength) };
  const { messages, pkg } = await publint({ pack, strict: true });
  assert.equal(pkg.name, "tintype");
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg, { color: false })), []);
});

/**
 * The resolutions that an ESM-only package does not support: CommonJS cannot import it, and Node 10 has no `exports`.
 */
const NOT_FOR = ["node10", "node16-cjs"];

test("are the types wrong? Not for an ESM-only package", async () => {
  const { entrypoints, problems, types } = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  assert.equal(types.kind, "included");
  for (const entrypoint of [".", "./sandbox", "./proxy", "./proxy/node"]) {
    for (const resolution of ["node16-esm", "bundler"]) {
      const found = entrypoints[entrypoint].resolutions[resolution];
      assert.match(found.resolution?.fileName ?? "nothing", /\.d\.ts$/, `${entrypoint} by ${resolution}`);
    }
  }
  assert.deepEqual(problems.filter(({ resolutionKind }) => !NOT_FOR.includes(resolutionKind)), []);
});
