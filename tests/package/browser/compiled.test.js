// Projects that compile against the library and run in pages: a Rust crate, and a strict TypeScript project, which is
// compiled with both module resolutions and runs in Node too.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { BROWSERS } from "../../harness/browsers.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveFolder } from "../../harness/server.js";
import { hostRust } from "./rust.js";
import { ready } from "./whole.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TSC = here("../../node_modules/typescript/bin/tsc");

let emulator, installed, typescript, rust;

before(async () => {
  installed = await installPackage();
  await cp(here("./typescript/"), installed.folder, { recursive: true });
  [emulator, typescript, rust] = await Promise.all([startEmulator(), serveFolder(installed.folder), hostRust()]);
  await compile("bundler");
});

after(() => Promise.all([emulator, typescript, rust].map((server) => server?.close())).then(() => installed?.remove()));

/** Compiles the project, and fails with the compiler's output. */
async function compile(resolution) {
  const words = [TSC, "--project", `tsconfig.${resolution}.json`, "--pretty", "false"];
  const failed = (error) => assert.fail(`tsc: ${error.stdout}${error.stderr}`);
  await promisify(execFile)(process.execPath, words, { cwd: installed.folder }).catch(failed);
}

/** Checks the results of the TypeScript program, which do not depend on the environment. */
function assertReport(report, canDraw) {
  const { shown, ...results } = report;
  assert.deepEqual(results, {
    generated: [1344, 768],
    inspected: ["image/png", 1344, 768, "png"],
    streamed: ["text", "image"],
    edited: true,
    several: 2,
    turns: [2, 1, 2],
    modelsWithImages: true,
    composed: canDraw ? [1344, 768] : undefined,
    byWorker: canDraw ? [1024, 1024] : "invalid-options",
    fromSandbox: [1024, 1024],
    codes: ["auth", "invalid-options", "aborted", "no-image"],
    message: "the key is refused",
  });
  assert.deepEqual(shown, canDraw ? [1344, 768] : undefined);
}

test("TypeScript by nodenext resolution, run in Node", async () => {
  await compile("nodenext");
  const { everyCall } = await import(pathToFileURL(join(installed.folder, "out-nodenext/main.js")).href);
  assertReport(await everyCall(emulator.url, false), false);
});

for (const { name, launch } of BROWSERS) {
  describe(name, () => {
    let page;
    before(async () => (page = await launch()));
    after(() => page?.close());

    test("TypeScript by bundler resolution", async () => {
      await page.open(`${typescript.url}/`);
      await ready(page);
      assertReport(await page.evaluate("(url) => cases.everyCall(url, true)", emulator.url), true);
    });

    test("Rust", async () => {
      await page.open(`${rust.url}/`);
      await ready(page);
      const call = (which, options) => page.evaluate(`(options) => cases.${which}(options)`, options);
      const ours = { url: emulator.url, key: "sk-test" };

      const { made, edited, dead, streamed } = await call("pictures", ours);
      assert.deepEqual([made.shown, made.reported], [[1344, 768], [1344, 768]]);
      assert.deepEqual(edited.shown, edited.reported);
      assert.match(edited.url, /^blob:/);
      assert.notEqual(edited.url, made.url);
      assert.equal(dead, "dead", "the address outlives its picture");
      assert.equal(streamed, 1);

      assert.equal(await call("failure", { ...ours, ratio: "17:3" }), "invalid-options");
      assert.equal(await call("failure", { ...ours, ratio: "1:1", key: "sk-bad-key" }), "auth");
      const cut = `${emulator.url}/scenario/cut`;
      assert.equal(await call("failure", { ...ours, ratio: "1:1", url: cut }), "truncated-response");
    });
  });
}
