// The two wasm modules of the installed package: which of them a call loads, and the error if one is missing or belongs
// to another build.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";

let emulator, installed, folder;

before(async () => {
  [installed, emulator, folder] = await Promise.all([installPackage(), startEmulator(), mkdtemp(join(tmpdir(), "tintype-modules-"))]);
});
after(() => Promise.all([emulator?.close(), installed?.remove(), rm(folder, { recursive: true, force: true })]));

/** Copies the package and modifies the copy before it is imported. */
async function copied(name, change = async () => {}) {
  const copy = join(folder, name);
  await cp(join(installed.folder, "node_modules/tintype"), copy, { recursive: true });
  await change(copy);
  const tintype = await import(pathToFileURL(join(copy, "index.js")));
  const generateOne = (options) => tintype.generate({ baseUrl: emulator.url, apiKey: "sk-x", prompt: "a house", ...options });
  return { ...tintype, generateOne, failed: (promise) => promise.then(() => assert.fail("it worked"), (error) => error) };
}

/** Counts the modules instantiated during `work`, except for that of Node's own `fetch`, which imports from `env`. */
async function counted(work) {
  const { instantiate } = WebAssembly;
  let count = 0;
  WebAssembly.instantiate = (source, imports) => {
    if (!("env" in imports)) count += 1;
    return instantiate(source, imports);
  };
  await work().finally(() => (WebAssembly.instantiate = instantiate));
  return count;
}

test("a call from words to a picture loads one module, the first image another, and each is loaded once", async () => {
  const { generateOne, inspect, init } = await copied("whole");
  let picture;
  assert.equal(await counted(async () => ({ image: picture } = await generateOne())), 1);
  assert.equal(await counted(() => generateOne()), 0);
  assert.equal(await counted(() => generateOne({ images: picture })), 1);
  assert.equal(await counted(() => Promise.all([generateOne({ images: [picture.blob] }), inspect(picture.blob), init()])), 0);
});

test("init() takes both modules", async () => {
  const { generateOne, init } = await copied("both", async (copy) => {
    for (const name of ["tintype_bg.wasm", "tintype-images_bg.wasm"]) {
      await cp(join(copy, "wasm", name), join(copy, name));
      await rm(join(copy, "wasm", name));
    }
  });
  const bytes = (name) => readFile(join(folder, "both", name));
  assert.equal(await counted(() => init({ module: bytes("tintype_bg.wasm"), images: bytes("tintype-images_bg.wasm") })), 2);
  const { image } = await generateOne();
  assert.equal((await generateOne({ images: image })).images.length, 1);
});

test("without the second module, words work, and an image names the file that is missing", async () => {
  const { generateOne, inspect, failed } = await copied("halved", (copy) => rm(join(copy, "wasm/tintype-images_bg.wasm")));
  const { image } = await generateOne();
  for (const error of [await failed(generateOne({ images: image })), await failed(inspect(image.blob))]) {
    assert.deepEqual([error.name, error.code, error.retryable, error.attempts], ["TintypeError", "network", false, 0]);
    assert.match(error.message, /tintype-images_bg\.wasm/);
  }
});

test("modules of another build than the script are refused", async () => {
  const older = (copy) => writeFile(join(copy, "version.js"), 'export const version = "0.0.9";\nexport const build = "0123456789abcdef";\n');
  const { generateOne, failed } = await copied("mixed", older);
  const error = await failed(generateOne());
  assert.deepEqual([error.code, error.retryable], ["network", false]);
  assert.match(error.message, /another build/);
});

test("a module whose imports are of another build is named as such, and the next call loads it again", async () => {
  const file = (copy) => join(copy, "wasm/tintype_bg.wasm");
  const { generateOne, failed } = await copied("swapped", (copy) => cp(join(copy, "wasm/tintype-images_bg.wasm"), file(copy)));
  const error = await failed(generateOne());
  assert.deepEqual([error.code, error.retryable], ["network", false]);
  assert.match(error.message, /another build/);
  await cp(join(installed.folder, "node_modules/tintype/wasm/tintype_bg.wasm"), file(join(folder, "swapped")));
  assert.equal((await generateOne()).images.length, 1);
});
