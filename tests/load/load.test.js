// Much at once, with bounded memory and a page that answers: sixteen 4K answers, a conversation of forty turns, an
// input of 500 MB. TINTYPE_LONG=1 runs them at their full size. The times are told, not judged: they are the machine's.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { startSite } from "../faults/harness.js";
import { BROWSERS } from "../harness/browsers.js";
import { openWatched } from "./chromium.js";
import { startService } from "./service.js";

const LONG = Boolean(process.env.TINTYPE_LONG);
const MEGABYTE = 1 << 20;
/** What the wasm memory may come to, whatever goes through it; it never shrinks. */
const MAX_WASM_BYTES = 8 * MEGABYTE;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const NOTHING = { urls: 0, timers: 0, listeners: 0, workers: 0 };
const [LARGE, TURN] = [LONG ? "20mb" : "12mb", "1mb"];

let site, service;
before(async () => {
  site = await startSite(here("../leaks/site/"), here("./site/"));
  service = await startService(["tiny", LARGE, TURN]);
});
after(() => Promise.all([site, service].map((server) => server?.close())));

const told = (context, { longestTaskMs, longestTaskCpuMs, tasksOver100Ms, peakBytes }) =>
  context.diagnostic(
    `longest task ${longestTaskMs.toFixed(0)} ms (${longestTaskCpuMs.toFixed(0)} ms of the processor), ` +
      `${tasksOver100Ms} over 100 ms, renderer's memory +${(peakBytes / MEGABYTE).toFixed(0)} MB at most`,
  );

async function assertNothingLeft(ask) {
  const { left, thrown, wasmBytes } = await ask("letGo");
  assert.deepEqual([left, thrown], [NOTHING, []]);
  assert.ok(wasmBytes <= MAX_WASM_BYTES, `${wasmBytes} bytes of wasm memory`);
  await service.isIdle();
}

for (const worker of [false, true]) {
  describe(`Chromium, in the ${worker ? "worker" : "page"}`, () => {
    let page;
    before(async () => {
      page = await openWatched(site.url);
      await page.ask("warmUp", { baseUrl: `${service.url}/tiny`, worker });
    });
    after(() => page?.close());

    test("sixteen 4K answers at once", async (context) => {
      const run = await page.watched("answers", { baseUrl: `${service.url}/${LARGE}`, worker, count: 16 });
      told(context, run);
      const { bytes, size, sha256 } = service.pictures[LARGE];
      assert.deepEqual(run.outcome, Array(16).fill({ bytes, url: "blob:", size }));
      assert.deepEqual(await page.ask("digests"), [sha256]);
      // Their base64 alone would be more, were it kept anywhere.
      if (run.peakBytes !== undefined) assert.ok(run.peakBytes < 16 * bytes * 4 / 3, `${run.peakBytes} bytes more`);
      await assertNothingLeft(page.ask);
    });

    test("a conversation of forty turns", async (context) => {
      const maxBytes = LONG ? 20 * MEGABYTE : 5 * MEGABYTE;
      service.requests.length = 0;
      const run = await page.watched("conversation", { baseUrl: `${service.url}/${TURN}`, worker, turns: 40, maxBytes });
      told(context, run);
      assert.equal(run.outcome.turns, 80);
      const first = run.outcome.warnings.findIndex((codes) => codes.includes("history-trimmed"));
      assert.ok(first > 1 && run.outcome.warnings.slice(first).every((codes) => codes.includes("history-trimmed")), `${run.outcome.warnings}`);
      const sizes = service.requests.map(({ bytes }) => bytes);
      assert.equal(sizes.length, 40);
      assert.ok(Math.max(...sizes) <= maxBytes, `a request of ${Math.max(...sizes)} bytes`);
      assert.ok(sizes.at(-1) > maxBytes / 2, "what fits is not sent");
      await assertNothingLeft(page.ask);
    });

    test("an input of 500 MB is refused, or fitted into a request", async (context) => {
      const megabytes = LONG ? 500 : 80;
      const sent = { baseUrl: `${service.url}/tiny`, worker, megabytes, address: `${service.url}/file/${megabytes}` };
      for (const name of await page.ask("inputNames")) {
        await context.test(name, async (context) => {
          service.requests.length = 0;
          const run = await page.watched("sendInput", { ...sent, name });
          told(context, run);
          const { outcome } = run;
          if (!outcome.sent) assert.equal(outcome.code, "unsupported-input", outcome.stack);
          context.diagnostic(outcome.sent ? `sent in ${service.requests[0].bytes} bytes` : outcome.message);
          assert.ok(service.requests.every(({ bytes }) => bytes < 21 * MEGABYTE));
          assert.equal(service.requests.length, outcome.sent ? 1 : 0);
        });
      }
      await context.test("a picture that may not be converted", async () => {
        const { code, message } = await page.ask("sendInput", { ...sent, name: "a picture with much behind it", convert: false });
        assert.equal(code, "unsupported-input");
        assert.match(message, /bytes, and a request takes \d+/);
      });
      await assertNothingLeft(page.ask);
    });
  });
}

for (const { name, launch } of LONG ? BROWSERS.filter(({ name }) => name !== "Chromium") : []) {
  test(`sixteen 4K answers at once in ${name}`, async (context) => {
    const page = await site.open(launch);
    context.after(() => page.close());
    const ask = (which, options) => page.evaluate(`(options) => cases.${which}(options)`, options);
    for (const worker of [false, true]) {
      const { bytes, size, sha256 } = service.pictures[LARGE];
      const outcome = await ask("answers", { baseUrl: `${service.url}/${LARGE}`, worker, count: 16 });
      assert.deepEqual(outcome, Array(16).fill({ bytes, url: "blob:", size }));
      assert.deepEqual(await ask("digests"), [sha256]);
      await assertNothingLeft(ask);
    }
  });
}
