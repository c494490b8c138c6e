// The package in bundles for Node, built by esbuild and webpack.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { build } from "esbuild";
import webpack from "webpack";

import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";

/** A program that prints the width of a picture, or the error. */
const PROGRAM = `
  import { readFileSync } from "node:fs";
  import { Client, init } from "tintype";
  const [baseUrl, wasm] = process.argv.slice(2);
  const drawn = (wasm ? init(readFileSync(wasm)) : Promise.resolve())
    .then(() => new Client({ baseUrl, apiKey: "sk-test" }).generate({ prompt: "a boat" }));
  drawn.then(({ image }) => console.log(image.width), ({ code, retryable, message }) => console.log(code, retryable, message));
`;

let installed, emulator, wasm;
before(async () => {
  [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  wasm = join(installed.folder, "node_modules/tintype/wasm");
  await writeFile(join(installed.folder, "program.mjs"), PROGRAM);
});
after(() => Promise.all([installed?.remove(), emulator?.close()]));

const run = async (file, ...words) => (await promisify(execFile)(process.execPath, [file, emulator.url, ...words])).stdout.trim();

async function bundled(format, name) {
  const folder = join(installed.folder, name);
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, format === "cjs" ? "program.cjs" : "program.mjs");
  await build({ absWorkingDir: installed.folder, entryPoints: ["program.mjs"], bundle: true, platform: "node", format, outfile, logLevel: "silent" });
  return { folder, outfile };
}

test("a bundle of esbuild finds the module beside itself, or takes its bytes", async () => {
  const { folder, outfile } = await bundled("esm", "esm");
  const missing = await run(outfile);
  assert.match(missing, /^network false .*tintype_bg\.wasm beside the script.*give its bytes to init\(\)/);
  assert.equal(await run(outfile, join(wasm, "tintype_bg.wasm")), "1024");
  for (const place of [".", "wasm"]) {
    await cp(wasm, join(folder, place), { recursive: true, filter: (file) => !/\.js$/.test(file) });
    assert.equal(await run(outfile), "1024", place);
    await rm(join(folder, place, "tintype_bg.wasm"));
  }
});

test("a bundle in CommonJS, which has no address of its own, takes the module's bytes", async () => {
  const { outfile } = await bundled("cjs", "cjs");
  assert.match(await run(outfile), /^network false .*give its bytes to init\(\)/);
  assert.equal(await run(outfile, join(wasm, "tintype_bg.wasm")), "1024");
});

test("a bundle of webpack for Node has the module among its files", async () => {
  const path = join(installed.folder, "webpack");
  const compiler = webpack({
    mode: "production", target: "node20", context: installed.folder, entry: "./program.mjs", devtool: false,
    experiments: { outputModule: true }, output: { path, filename: "program.mjs", module: true, chunkFormat: "module" },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  assert.deepEqual(stats.toJson({ all: false, errors: true, warnings: true }).errors, []);
  assert.equal(await run(join(path, "program.mjs")), "1024");
});
