// The installed package in bundled apps: each bundler builds an identical app, tested in each browser.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { BROWSERS } from "../../harness/browsers.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { BUNDLERS } from "./bundlers.js";
import { assertFailed, assertWhole, ready } from "./whole.js";

const FOLDERS = ["./site/", "./app/"].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

let emulator, installed;
const sites = new Map();

before(async () => {
  installed = await installPackage();
  // Copied last, so that the app's files replace those of the page without a bundler.
  for (const folder of FOLDERS) await cp(folder, installed.folder, { recursive: true });
  for (const { name, host } of BUNDLERS) sites.set(name, await host(installed.folder));
  emulator = await startEmulator();
});

after(async () => {
  await Promise.all([emulator, ...sites.values()].map((server) => server?.close()));
  await installed?.remove();
});

for (const { name, launch } of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch()));
    after(() => browser?.close());

    // A bundler's output is identical for all engines, so WebKit runs only the two that differ most.
    const isShown = {
      Chromium: () => true,
      Firefox: ({ isOlder }) => !isOlder,
      WebKit: ({ name }) => /Vite, built|esbuild/.test(name),
    };
    const shown = BUNDLERS.filter(isShown[name]);
    for (const bundler of shown) describe(bundler.name, () => bundled(bundler.name, () => browser));
  });
}

function bundled(bundler, page) {
  const call = (which, options) => page().evaluate(`(options) => cases.${which}(options)`, options);
  const ours = () => ({ baseUrl: emulator.url, apiKey: "sk-test" });

  before(async () => {
    await page().open(`${sites.get(bundler).url}/`);
    await ready(page());
  });

  test("a picture", async () => {
    assertWhole(await call("generated", ours()), [1344, 768]);
  });

  test("an error with its code", async () => {
    assertFailed(await call("failed", { ...ours(), apiKey: "sk-bad-key" }), "auth");
  });

  test("the package's own worker", async () => {
    assertWhole(await call("generatedByWorker", ours()), [1344, 768]);
  });

  test("the sandbox", async () => {
    assertWhole(await call("sandboxed"), [512, 512]);
  });

  test("a dedicated worker of the app's own", async () => {
    assertWhole(await call("inWorker", { work: "generated", ...ours() }), [1344, 768]);
    assertFailed(await call("inWorker", { work: "failed", ...ours(), apiKey: "sk-bad-key" }), "auth");
  });

  test("in it the package's own worker, and the sandbox", async () => {
    assertWhole(await call("inWorker", { work: "generatedByWorker", ...ours() }), [1344, 768]);
    assertWhole(await call("inWorker", { work: "sandboxed" }), [512, 512]);
  });
}
