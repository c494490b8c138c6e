// The package's own worker under unusual conditions: Chromium, with the worker modified before anything is loaded.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { hostChanged } from "./changed.js";
import { assertFailed, assertWhole } from "./whole.js";

let host;
before(async () => (host = await hostChanged()));
after(() => host?.close());

/** Runs a test in a page whose workers execute this script first. */
const withWorkers = (script, work) =>
  host.play((script) => {
    const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        super(address(`import "${address(script)}"; import "${url}";`), options);
      }
    };
  }, script, work);

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

test("an exception in a worker is no network error and not retryable", () =>
  withWorkers(
    `const { postMessage } = self;
     self.postMessage = (data) => { if ("answer" in data) throw new RangeError("out of memory"); postMessage(data); };`,
    async (call, ours) => {
      const failure = await call("failed", { ...ours, worker: true });
      assert.deepEqual([failure.code, failure.name, failure.retryable], ["malformed-response", "TintypeError", false]);
      assert.match(failure.message, /out of memory/);
    },
  ));

test("a worker that may not be started is refused by name", () =>
  host.play(() => {
    // Simulates a package from a CDN, whose worker script is cross-origin.
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        super("http://localhost/worker.js", options);
      }
    };
  }, undefined, async (call, ours) => {
    const failure = await call("failed", { ...ours, worker: true });
    assertFailed(failure, "invalid-options");
    assert.match(failure.message, /^worker: .*origin/);
  }));

test("hooks of a call in the worker are asked in the page, and the response is whole", () =>
  withWorkers("", async (call, ours) => {
    const { seen, ...rest } = await call("hookedInWorker", ours);
    assert.deepEqual(seen, [["request", "POST", ours.apiKey], ["response", 200, undefined]]);
    assert.deepEqual(rest, { status: 200, headers: true, refused: ["aborted", true] });
  }));
