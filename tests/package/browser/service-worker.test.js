// The installed package in service workers: as modules without a bundler, and as a classic script bundled by esbuild.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { BROWSERS } from "../../harness/browsers.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveFolder } from "../../harness/server.js";
import { assertFailed, assertWhole, ready } from "./whole.js";
import { nameByPath } from "./without-import-map.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

let emulator, installed, site;

before(async () => {
  installed = await installPackage();
  await cp(here("./site/"), installed.folder, { recursive: true });
  await nameByPath(installed.folder);
  await cp(here("./service/"), join(installed.folder, "module"), { recursive: true });
  await bundleClassic(join(installed.folder, "module"), join(installed.folder, "classic"));
  [emulator, site] = await Promise.all([startEmulator(), serveFolder(installed.folder)]);
});

after(() => Promise.all([emulator, site].map((server) => server?.close())).then(() => installed?.remove()));

/** Bundles a classic script. It has no `import.meta`, so the URL of the script replaces that. */
async function bundleClassic(from, to) {
  const define = { "import.meta.url": "self.location.href" };
  const entryPoints = [join(from, "service-worker.js")];
  await build({ entryPoints, outdir: to, bundle: true, format: "iife", define, logLevel: "error" });
  const wasm = { "wasm/tintype_bg.wasm": "tintype_bg.wasm", "sandbox/wasm/emulator_bg.wasm": "wasm/emulator_bg.wasm" };
  for (const [file, copy] of Object.entries(wasm)) {
    await cp(join(installed.folder, "node_modules/tintype", file), join(to, copy));
  }
  for (const file of ["index.html", "page.js"]) await cp(join(from, file), join(to, file));
}

for (const { name, launch } of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => (browser = await launch({ serviceWorkers: "allow" })));
    after(() => browser?.close());

    for (const type of ["module", "classic"]) describe(type, () => inServiceWorker(type, () => browser));
  });
}

function inServiceWorker(type, page) {
  const runCase = (work, options) => {
    const run = { work, baseUrl: emulator.url, apiKey: "sk-test", ...options };
    return page().evaluate("(options) => cases.run(options)", run);
  };

  before(async () => {
    await page().open(`${site.url}/${type}/?type=${type}`);
    await ready(page());
  });

  test("a picture, without an address since service workers have none", async () => {
    assertWhole(await runCase("generated"), [1344, 768], "");
  });

  test("a stream", async () => {
    const { image, events, error } = await runCase("streamed");
    assert.equal(error, undefined);
    assertWhole(image, [864, 1184], "");
    assert.ok(events.some((event) => event.type === "image"));
  });

  test("a picture as the answer to the page's request", async () => {
    const options = { baseUrl: emulator.url, apiKey: "sk-test", prompt: "a boat", aspectRatio: "21:9" };
    assert.deepEqual(await page().evaluate("(options) => cases.shown(options)", options), [1536, 672]);
  });

  test("a picture of the sandbox", async () => {
    assertWhole(await runCase("fromSandbox"), [1344, 768], "");
  });

  test("errors with their codes; a worker of its own is refused", async () => {
    assertFailed(await runCase("failed", { apiKey: "sk-bad-key" }), "auth");
    const refused = await runCase("failed", { worker: true });
    assertFailed(refused, "invalid-options");
    assert.match(refused.message, /worker/);
  });
}
