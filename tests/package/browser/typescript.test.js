// A strict TypeScript project that uses the installed package: compiled by both rules of resolution, and what comes out
// is run, in Node and in pages.

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
import { ready } from "./whole.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TSC = here("../../node_modules/typescript/bin/tsc");

let emulator, installed, site;

before(async () => {
  installed = await installPackage();
  await cp(here("./typescript/"), installed.folder, { recursive: true });
  [emulator, site] = await Promise.all([startEmulator(), serveFolder(installed.folder)]);
});

after(() => Promise.all([emulator, site].map((server) => server?.close())).then(() => installed?.remove()));

/** Fails with the compiler's words. */
async function compile(resolution) {
  const words = [TSC, "--project", `tsconfig.${resolution}.json`, "--pretty", "false"];
  const failed = (error) => assert.fail(`tsc: ${error.stdout}${error.stderr}`);
  await promisify(execFile)(process.execPath, words, { cwd: installed.folder }).catch(failed);
}

/** What the program says of its calls, wherever it ran. */
function assertReport(report, canDraw) {
  const { shown, ...said } = report;
  assert.deepEqual(said, {
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
    said: "the key is refused",
  });
  assert.deepEqual(shown, canDraw ? [1344, 768] : undefined);
}

test("nodenext resolution, run in Node", async () => {
  await compile("nodenext");
  const { everyCall } = await import(pathToFileURL(join(installed.folder, "out-nodenext/main.js")).href);
  assertReport(await everyCall(emulator.url, false), false);
});

describe("bundler resolution, run in a page", () => {
  before(() => compile("bundler"));

  for (const { name, launch } of BROWSERS) {
    test(name, async () => {
      const page = await launch();
      try {
        await page.open(`${site.url}/`);
        await ready(page);
        const report = await page.evaluate("(url) => cases.everyCall(url, true)", emulator.url);
        assertReport(report, true);
      } finally {
        await page.close();
      }
    });
  }
});
