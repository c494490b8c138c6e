// Responses that exceed a page's resources, and pages where memory, the module or its worker fails. Every call ends
// with an error code or a picture, and the next one works.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

import { BROWSERS } from "../harness/browsers.js";
import { startSite } from "../faults/harness.js";
import { plainPng } from "../e2e/harness/studio-page.js";
import { answer, image, neverDone, serveHostile } from "./hostile.js";

const SITE = fileURLToPath(new URL("./site/", import.meta.url));
const PLACES = ["page", "worker"];
const MODES = ["whole", "stream"];
const GIF = Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1");
/** The maximum number of images kept of one response. */
const MAX_IMAGES = 512;

const packed = ({ body }) => {
  const bytes = gzipSync(body);
  return () => ({ body: bytes, headers: { "content-encoding": "gzip" } });
};
const many = (count, part) => packed(answer(...Array(count).fill(part)));
const words = (megabytes) => ({ text: "w".repeat(megabytes << 20) });
const vast = Buffer.concat([plainPng(3, 2), Buffer.alloc(130 << 20)]);

const ANSWERS = {
  good: () => answer({ text: "Here." }, image(plainPng(3, 2))),
  hanging: () => ({ body: '{"candidates":[', rest: neverDone("", 0) }),
  "no-images": many(4_300, { inlineData: { data: "AAAA" } }),
  gifs: many(5_000, image(GIF, "image/gif")),
  "many-gifs": many(10_000, image(GIF, "image/gif")),
  "data-urls": packed(answer({ text: `![x](data:image/gif;base64,${GIF.toString("base64")})`.repeat(10_000) })),
  words: packed(answer(words(17), image(plainPng(3, 2)))),
  "some-words": packed(answer(words(10), image(plainPng(3, 2)))),
  vast: packed(answer(image(vast))),
  "vast-beside": packed(answer(image(vast), image(plainPng(3, 2)))),
};

let site, hostile;
before(async () => ([site, hostile] = await Promise.all([startSite(SITE), serveHostile(ANSWERS)])));
after(() => Promise.all([site?.close(), hostile?.close()]));

const at = (path, more) => ({ baseUrl: `${hostile.url}/${path}`, ...more });

function assertTyped({ code, name, retryable, message, images }, what) {
  if (images !== undefined) return;
  assert.equal(name, "TintypeError", `${what}: ${message}`);
  assert.equal(typeof code, "string", what);
  assert.equal(retryable, false, `${what}: ${code} ${message}`);
}

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => (page = await site.open(launch)));
    after(() => page?.close());

    const run = (name, given) => page.evaluate(`(given) => harm.${name}(given)`, { next: at("good"), ...given });
    const call = (path, options, rest) => run("callAndNext", { options: at(path, options), ...rest });

    test("thousands of tiny images end in those that are kept, or in a code", async () => {
      for (const place of PLACES) {
        for (const mode of MODES) {
          for (const path of ["no-images", "many-gifs", "data-urls", ...(browser === "Chromium" ? ["gifs"] : [])]) {
            const { outcome, after } = await call(path, {}, { place, mode });
            const what = `${path}, ${place}, ${mode}: ${outcome.message}`;
            if (path === "no-images") assert.deepEqual([outcome.code, outcome.retryable], ["malformed-response", false], what);
            else assert.deepEqual([outcome.images, outcome.warnings], [MAX_IMAGES, ["partial"]], what);
            assert.equal(after.images, 1, `after ${what}: ${after.message}`);
          }
        }
      }
    });

    test("the words of all requests of a call have a bound, and are never left out in silence", async () => {
      // Fewer environments, because this test reads much data and the limits are enforced by shared code.
      for (const place of browser === "Chromium" ? PLACES : ["page"]) {
        const refused = await call("words", { n: browser === "Chromium" && place === "page" ? 30 : 2 }, { place });
        assert.deepEqual([refused.outcome.code, refused.outcome.retryable], ["malformed-response", false], refused.outcome.message);
        assert.equal(refused.after.images, 1, refused.after.message);
        const { outcome, after } = await call("some-words", { n: 8 }, { place });
        assert.deepEqual([outcome.images, outcome.textLength, outcome.failures], [6, 60 << 20, ["malformed-response", "malformed-response"]], outcome.message);
        assert.equal(after.images, 1, after.message);
      }
    });

    test("an image of more than 128 MB is left out, and what came beside it is kept", async () => {
      // In WebKit, each takes half a minute on a busy machine.
      for (const place of browser === "WebKit" ? ["page"] : PLACES) {
        const alone = await call("vast", {}, { place });
        assert.deepEqual([alone.outcome.code, alone.outcome.retryable], ["malformed-response", false], alone.outcome.message);
        assert.match(alone.outcome.message, /128 MB/);
        const { outcome, after } = await call("vast-beside", {}, { place });
        assert.deepEqual([outcome.images, outcome.warnings, after.images], [1, ["partial"], 1], outcome.message);
      }
    });

    test("an allocation that fails, at any place, ends its call with a code, and the next call works", async (context) => {
      for (const place of PLACES) {
        const done = [];
        const options = at("good", { inputBytes: [...plainPng(5, 4)] });
        // Every call starts a new worker there, so the test skips allocations.
        const step = place === "worker" ? 7 : 1;
        // In batches, because a driver limits the run time of a script.
        do done.push(...(await run("callsWithoutMemory", { place, options, from: 1 + done.length * step, count: 10, step })));
        while (done.at(-1).failedAt && done.length < 500);
        for (const { at, failedAt, outcome, after } of done) {
          const what = `${place}, allocation ${at} (${failedAt})`;
          assertTyped(outcome, what);
          assert.equal(after.images, 1, `the call after ${what}: ${after.message}`);
        }
        assert.equal(done.at(-1).outcome.images, 1, `${place}: the last call is whole`);
        // The order of allocations varies between calls, so a place that occurs only once may be missed.
        const places = new Set(done.map(({ failedAt }) => failedAt));
        if (step === 1) for (const name of ["Uint8Array", "subarray"]) assert.ok(places.has(name), `${name} never failed`);
        context.diagnostic(`${place}: ${done.length - 1} places`);
      }
    });

    test("when the module is killed, its calls end with a code, and the next one has a fresh module", async () => {
      for (const place of PLACES) {
        const { outcome, ended, after } = await run("killed", { place, hanging: at("hanging") });
        for (const { code, retryable, message, attempts } of [outcome, ...ended]) {
          assert.deepEqual([code, retryable], ["truncated-response", false], `${place}: ${message}`);
          assert.match(message, /module stopped.*billed/, place);
          assert.ok(attempts <= 1);
        }
        for (const { images, message } of after) assert.equal(images, 1, `${place}: ${message}`);
      }
    });

    test("Blobs, signals, responses and options whose members throw end in a code", async () => {
      const { found, after } = await run("hostileObjects", { options: { png: plainPng(3, 2).toString("base64"), call: at("good") } });
      for (const [name, outcome] of Object.entries(found)) {
        assertTyped({ ...outcome, retryable: false }, name);
        assert.ok(outcome.timeMs < 5_000, `${name}: ${outcome.timeMs} ms`);
        // The library never reads some members, so these may throw.
        const isOfBlob = /arrayBuffer|slice|size|Blob/.test(name);
        if (isOfBlob && outcome.images === undefined) assert.equal(outcome.code, "unsupported-input", `${name}: ${outcome.message}`);
        if (/^(no )?(slice|size)|gives|hostile/.test(name) && isOfBlob) assert.equal(outcome.images, undefined, name);
        assert.doesNotMatch(outcome.message ?? "", /module stopped/, name);
      }
      assert.equal(after.images, 1, after.message);
    });

    test("a signal and timeoutMs hold when the module answers no more", async () => {
      // Only in Chromium, because the timeout takes ten seconds and its code is shared.
      const waits = browser === "Chromium";
      for (const place of PLACES) {
        const { aborted, abortMs, timed, after } = await run("mute", { place, options: { ...at("hanging"), waits } });
        assert.equal(aborted.code, "aborted", `${place}: ${aborted.message}`);
        assert.ok(abortMs < 1000, `${place}: ${abortMs} ms`);
        if (!waits) continue;
        assert.deepEqual([timed.code, timed.retryable], ["timeout", false], `${place}: ${timed.message}`);
        assert.ok(timed.timeMs < 20_000, `${place}: ${timed.timeMs} ms`);
        assert.equal(after.images, 1, `${place}: ${after.message}`);
      }
    });

    test("the page gets no uncaught error of it", async () => {
      assert.deepEqual(await run("errors"), []);
    });
  });
}
