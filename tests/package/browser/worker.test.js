// The package's own worker where something is not as usual: in Chromium, with the worker changed before anything is loaded.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveFolder } from "../../harness/server.js";
import { SMALL, assertFailed, assertWhole, ready } from "./whole.js";

let emulator, installed, site, browser;

before(async () => {
  installed = await installPackage();
  for (const folder of ["./site/", "./without/"]) await cp(fileURLToPath(new URL(folder, import.meta.url)), installed.folder, { recursive: true });
  [emulator, site, browser] = await Promise.all([startEmulator(), serveFolder(installed.folder), launchChromium()]);
});
after(async () => {
  await Promise.all([emulator, site, browser].map((one) => one?.close()));
  await installed?.remove();
});

/** A page whose workers begin with this script; `work` gets what calls a case of it. */
async function withWorkers(script, work) {
  const { context, page } = await openPage(browser);
  await context.addInitScript((script) => {
    const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        super(address(`import "${address(script)}"; import "${url}";`), options);
      }
    };
  }, script);
  await page.goto(`${site.url}/without.html`);
  await ready({ evaluate: (script) => page.evaluate(`(${script})()`) });
  const call = (which, options) => page.evaluate(`cases.${which}(${JSON.stringify(options)})`);
  await work(call, { baseUrl: emulator.url, apiKey: "sk-test", ...SMALL });
  await context.close();
}

const LOADS_NOTHING = `
  const { fetch } = self;
  self.fetch = (what) => (/\\.wasm/.test(what?.url ?? what) ? Promise.reject(new TypeError("gone")) : fetch(what));`;

for (const source of ["bytes", "response", "request", "module"]) {
  test(`what init() was given as ${source} reaches the worker`, () =>
    withWorkers(LOADS_NOTHING, async (call, ours) => {
      await call("begunWith", source);
      assertWhole(await call("generatedByWorker", ours));
    }));
}

test("an address for init() is relative to what the page's own are relative to", () =>
  withWorkers("", async (call, ours) => {
    await call("begunInBase");
    assertWhole(await call("generatedByWorker", ours));
  }));

test("a second init() changes nothing, for workers either", () =>
  withWorkers("", async (call, ours) => {
    await call("begunTwice");
    assertWhole(await call("generatedByWorker", ours));
  }));

test("what is thrown in a worker is neither the network's fault nor worth another try", () =>
  withWorkers(
    `const { postMessage } = self;
     self.postMessage = (data) => { if ("record" in data) throw new RangeError("no room"); postMessage(data); };`,
    async (call, ours) => {
      const failure = await call("failed", { ...ours, worker: true });
      assert.deepEqual([failure.code, failure.name, failure.message], [undefined, "RangeError", "no room"]);
    },
  ));

test("a worker that may not be started is refused by name", async () => {
  const { context, page } = await openPage(browser);
  await context.addInitScript(() => {
    // As if the package came from a CDN: a script of another origin.
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        super("http://localhost/worker.js", options);
      }
    };
  });
  await page.goto(`${site.url}/without.html`);
  await ready({ evaluate: (script) => page.evaluate(`(${script})()`) });
  const options = { baseUrl: emulator.url, apiKey: "sk-test", worker: true };
  const failure = await page.evaluate(`cases.failed(${JSON.stringify(options)})`);
  assertFailed(failure, "invalid-options");
  assert.match(failure.message, /^worker: .*origin/);
  await context.close();
});
