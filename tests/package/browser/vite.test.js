// The installed package in an app that Vite builds, served below a path.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "vite";

import { BROWSERS } from "../../harness/browsers.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveFolder } from "../../harness/server.js";

const APP = fileURLToPath(new URL("./vite-app/", import.meta.url));

let emulator, installed, site;

before(async () => {
  installed = await installPackage();
  await cp(APP, installed.folder, { recursive: true });
  await build({ root: installed.folder, base: "./", logLevel: "warn" });
  emulator = await startEmulator();
  site = await serveFolder(join(installed.folder, "dist"), { prefix: "/built/app/" });
});

after(() => Promise.all([emulator, site].map((server) => server?.close())).then(() => installed?.remove()));

for (const { name, launch } of BROWSERS) {
  describe(name, () => {
    let page;
    before(async () => {
      page = await launch();
      await page.open(`${site.url}/`);
    });
    after(() => page?.close());

    test("generate() in a built app", async () => {
      const options = { baseUrl: emulator.url, apiKey: "sk-test" };
      const { shown, reported, url } = await page.evaluate("(options) => cases.generated(options)", options);
      assert.deepEqual(shown, reported);
      assert.match(url, /^blob:/);
    });

    test("the package's own worker in a built app", async () => {
      const options = { baseUrl: emulator.url, apiKey: "sk-test" };
      const { shown, reported } = await page.evaluate("(options) => cases.generatedByWorker(options)", options);
      assert.deepEqual(shown, reported);
    });

    test("the sandbox in a built app", async () => {
      const { shown, reported } = await page.evaluate("() => cases.sandboxed()");
      assert.deepEqual(shown, reported);
    });
  });
}
