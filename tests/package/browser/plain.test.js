// The installed package in a plain page without a bundler, with the emulator on another origin.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { BROWSERS } from "../../harness/browsers.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveAnswer, serveCut, serveFolder, unreachable } from "../../harness/server.js";
import { serveHeld } from "./held.js";
import { SMALL, assertFailed, assertWhole, ready } from "./whole.js";
import { nameByPath } from "./without-import-map.js";

const KEY = "sk-test-of-the-package";
const SITE = fileURLToPath(new URL("./site/", import.meta.url));

let emulator, installed, site, html, cut, held, closed;

before(async () => {
  installed = await installPackage();
  await cp(SITE, installed.folder, { recursive: true });
  await nameByPath(installed.folder);
  [emulator, site, html, closed] = await Promise.all([
    startEmulator(),
    serveFolder(installed.folder),
    serveAnswer({ body: "<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>" }),
    unreachable(),
  ]);
  [cut, held] = await Promise.all([serveCut(emulator.url), serveHeld()]);
});

after(() => Promise.all([emulator, site, html, cut, held].map((server) => server?.close())).then(() => installed?.remove()));

/** The failures: the options of the call, and the expected error code. */
const failures = () => [
  ["a wrong key", { baseUrl: emulator.url, apiKey: "sk-bad-key" }, "auth"],
  ["an HTML page", { baseUrl: html.url }, "not-the-api"],
  ["an unreachable host", { baseUrl: closed }, "network"],
  ["a signal that fired before", { baseUrl: emulator.url, abortWhen: "before" }, "aborted"],
  ["a signal that fires while sending", { baseUrl: emulator.url, abortWhen: "sending" }, "aborted"],
  ["a time limit", { baseUrl: `${emulator.url}/scenario/slow`, timeoutMs: 1 }, "timeout"],
  ["the emulator's own cut", { baseUrl: `${emulator.url}/scenario/cut` }, "truncated-response"],
  ["a body that never begins", { baseUrl: `${cut.url}/close/0` }, "empty-response"],
  ...[1, 20, 300, 500, 999, -1].map((kept) => [
    `a body that ends early (${kept})`,
    { baseUrl: `${cut.url}/close/${kept}` },
    "truncated-response",
  ]),
  ...[20, 500].map((kept) => [
    `a connection that breaks (${kept})`,
    { baseUrl: `${cut.url}/reset/${kept}` },
    "truncated-response",
  ]),
];

for (const { name, launch } of BROWSERS) {
  describe(name, () => {
    let page;
    const call = (which, options) => page.evaluate(`(options) => cases.${which}(options)`, options);
    const ours = () => ({ baseUrl: emulator.url, apiKey: KEY });

    before(async () => {
      page = await launch();
      await page.open(`${site.url}/`);
      await ready(page);
    });
    after(() => page?.close());

    test("importing loads no wasm", { skip: name !== "Chromium" && "only Playwright lists requests" }, () => {
      assert.deepEqual(page.requests.filter((url) => url.endsWith(".wasm")), []);
      assert.ok(page.requests.some((url) => url.endsWith("/tintype/index.js")));
    });

    test("generate() gives a blob: image of the reported size", async () => {
      assertWhole(await call("generated", ours()), [1344, 768]);
    });

    test("the same as a stream", async () => {
      const { events, image, finishReason } = await call("streamed", ours());
      const streamed = events.filter(({ type }) => type === "image");
      assert.ok(streamed.length >= 1, `no image among ${events.map(({ type }) => type)}`);
      streamed.forEach((event) => assertWhole(event));
      assertWhole(image, [864, 1184]);
      assert.equal(finishReason, "STOP");
    });

    test("an edit of a canvas's Blob", async () => {
      assertWhole(await call("edited", ours()));
    });

    test("a result is the input of the next call", async () => {
      const { image, same } = await call("continued", ours());
      assertWhole(image);
      assert.equal(same, false, "the second picture is the first, unchanged");
    });

    test("the package's own worker", async () => {
      assertWhole(await call("generatedByWorker", ours()), [1344, 768]);
    });

    test("a conversation, saved and taken up again", async () => {
      const { image, turns } = await call("conversed", ours());
      assertWhole(image);
      assert.deepEqual(turns, [2, 3]);
    });

    test("compose() keeps every pixel outside the mask", async () => {
      const { image, left, right } = await call("composed");
      assertWhole(image, [40, 20]);
      assert.deepEqual([left, right], [[255, 0, 0, 255], [0, 0, 255, 255]]);
    });

    test("a disposed image is dead, its blob lives", async () => {
      const { alive, bytes, byteLength } = await call("disposed", ours());
      assert.equal(alive, false);
      assert.equal(bytes, byteLength);
    });

    test("a dedicated worker of the page's own", async () => {
      assertWhole(await call("inWorker", { work: "generated", ...ours() }), [1344, 768]);
      assertWhole(await call("inWorker", { work: "generatedByWorker", ...ours() }), [1344, 768]);
      assertFailed(await call("inWorker", { work: "failed", ...ours(), apiKey: "sk-bad-key" }), "auth");
      assertWhole(await call("inWorker", { work: "sandboxed" }), [512, 512]);
    });

    test("an upload reports what has left, from the package's worker too", async () => {
      // More than the socket buffers hold before the service reads. Smaller for Chromium, because Playwright is slow
      // for large bodies.
      const bytes = name === "Chromium" ? 12_000_000 : 40_000_000;
      for (const worker of [false, true]) {
        const options = { baseUrl: held.url, apiKey: KEY, retry: false, worker, bytes };
        const { reports, uri } = await call("uploaded", options);
        const sent = reports.map(([sentBytes]) => sentBytes);
        assert.match(uri ?? "", /\/v1beta\/files\/held$/);
        assert.deepEqual([sent[0], sent.at(-1)], [0, bytes]);
        assert.ok(sent.some((count) => count > 0 && count < bytes), `${sent}`);
        assert.deepEqual(sent, [...sent].sort((one, other) => one - other));
        assert.ok(reports.every(([, totalBytes]) => totalBytes === bytes));

        assert.equal((await call("uploaded", { ...options, abortsWithin: true })).code, "aborted");
        // The server notices a closed connection only when it reads. WebKit closes it in another process, slightly
        // later.
        held.releaseSlowly();
        assert.equal(await held.cameWhole(), false);
        const { code } = await call("uploaded", { ...options, baseUrl: `${held.url}/redirect`, bytes: 1000 });
        assert.equal(code, "not-the-api", "a redirect is no answer of the service");
      }
    });

    test("the sandbox answers with no server", async () => {
      const before = page.requests?.length;
      assertWhole(await call("sandboxed"), [512, 512]);
      assertWhole(await call("editedInSandbox"));
      const outside = page.requests?.slice(before).filter((url) => !url.startsWith(site.url) && !url.startsWith("blob:"));
      assert.deepEqual(outside ?? [], []);
    });

    test("every failure has its code, and the page goes on working", async (context) => {
      for (const [what, options, code] of failures()) {
        await context.test(what, async () => {
          const failure = await call("failed", { apiKey: KEY, ...SMALL, ...options });
          assertFailed(failure, code);
          assert.ok(failure.message.length > 10);
          assert.equal(failure.texts.includes(KEY), false, "the key is in the error");
          if (code === "aborted") assert.equal(failure.keepsReason, true);
          assertWhole(await call("generated", { ...ours(), ...SMALL }), [512, 512]);
        });
      }
    });

    test("nothing went outside and nothing was thrown away", { skip: name !== "Chromium" }, () => {
      assert.deepEqual(page.refused, []);
      // The browser itself logs failed fetches in the console; uncaught errors come from the page.
      assert.deepEqual(page.errors.filter((text) => !/Failed to load resource|CORS policy|net::ERR_/.test(text)), []);
    });
  });
}
