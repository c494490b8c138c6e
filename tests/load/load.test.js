// Heavy load with bounded memory and a responsive page: sixteen 4K responses, a conversation of forty turns, an input
// of 500 MB. TINTYPE_LONG=1 runs them at full size. Tasks are judged by CPU time; the long run also judges wall time if
// the machine is idle at its start.

import assert from "node:assert/strict";
import { availableParallelism, loadavg } from "node:os";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { startSite } from "../faults/harness.js";
import { BROWSERS } from "../harness/browsers.js";
import { openWatched } from "./chromium.js";
import { startService } from "./service.js";

const LONG = Boolean(process.env.TINTYPE_LONG);
/** Whether wall time is judged; it includes the time that a task waits for other processes. */
const JUDGES_CLOCK = LONG && loadavg()[0] < availableParallelism() / 2;
const MEGABYTE = 1 << 20;
/** The maximum duration of a task of the page. */
const MAX_TASK_MS = 100;
/** An input rejected before it is read uses no memory; a body of unknown length is read up to 128 MB. */
const MAX_REFUSED_BYTES = 32 * MEGABYTE;
const MAX_READ_BYTES = 160 * MEGABYTE;
/** The limit of the wasm memory for any data; wasm memory never shrinks. */
const MAX_WASM_BYTES = 8 * MEGABYTE;

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [LARGE, TURN] = [LONG ? "20mb" : "12mb", "1mb"];

let site, service;
before(async () => {
  site = await startSite(here("../leaks/site/"), here("./site/"));
  service = await startService(["tiny", LARGE, TURN]);
});
after(() => Promise.all([site, service].map((server) => server?.close())));

/** Reports the measurements, and asserts that the page stayed responsive. */
function report(context, { longestTaskMs, longestTaskCpuMs, tasksOver100Ms, peakBytes }) {
  context.diagnostic(
    `longest task ${longestTaskMs.toFixed(0)} ms (${longestTaskCpuMs.toFixed(0)} ms of the processor), ` +
      `${tasksOver100Ms} over 100 ms${JUDGES_CLOCK ? "" : " (not judged)"}, renderer's memory +${(peakBytes / MEGABYTE).toFixed(0)} MB at most`,
  );
  assert.ok(longestTaskCpuMs <= MAX_TASK_MS, `a task of ${longestTaskCpuMs} ms of the processor`);
  if (JUDGES_CLOCK) assert.ok(longestTaskMs <= MAX_TASK_MS, `a task of ${longestTaskMs} ms`);
}

/** Disposes all results and compares the remaining objects with `atRest`, the counts before the first call. */
async function assertNothingLeft(context, runCase, atRest) {
  const { left, thrown, wasmBytes } = await runCase("letGo");
  assert.deepEqual([left, thrown], [atRest, []]);
  assert.ok(wasmBytes <= MAX_WASM_BYTES, `${wasmBytes} bytes of wasm memory`);
  await service.isIdle();
  context.diagnostic(`wasm memory ${(wasmBytes / MEGABYTE).toFixed(1)} MB`);
}

for (const worker of [false, true]) {
  describe(`Chromium, in the ${worker ? "worker" : "page"}`, () => {
    let page, atRest;
    before(async () => {
      page = await openWatched(site.url);
      atRest = await page.runCase("atRest");
      await page.runCase("warmUp", { baseUrl: `${service.url}/tiny`, worker });
    });
    after(() => page?.close());

    test("sixteen 4K answers at once", async (context) => {
      const run = await page.watched("answers", { baseUrl: `${service.url}/${LARGE}`, worker, count: 16 });
      report(context, run);
      const { bytes, size, sha256 } = service.pictures[LARGE];
      assert.deepEqual(run.outcome, Array(16).fill({ bytes, url: "blob:", size }));
      assert.deepEqual(await page.runCase("digests"), [sha256]);
      // The base64 of all responses alone would exceed this limit if it were stored anywhere.
      if (run.peakBytes !== undefined) assert.ok(run.peakBytes < 16 * bytes * 4 / 3, `${run.peakBytes} bytes more`);
      await assertNothingLeft(context, page.runCase, atRest);
    });

    test("a conversation of forty turns", async (context) => {
      const maxBytes = LONG ? 20 * MEGABYTE : 5 * MEGABYTE;
      service.requests.length = 0;
      const run = await page.watched("conversation", { baseUrl: `${service.url}/${TURN}`, worker, turns: 40, maxBytes });
      report(context, run);
      assert.equal(run.outcome.turns, 40);
      const first = run.outcome.warnings.findIndex((codes) => codes.includes("history-trimmed"));
      assert.ok(first > 1 && run.outcome.warnings.slice(first).every((codes) => codes.includes("history-trimmed")), `${run.outcome.warnings}`);
      const sizes = service.requests.map(({ bytes }) => bytes);
      assert.equal(sizes.length, 40);
      assert.ok(Math.max(...sizes) <= maxBytes, `a request of ${Math.max(...sizes)} bytes`);
      assert.ok(sizes.at(-1) > maxBytes / 2, "what fits is not sent");
      await assertNothingLeft(context, page.runCase, atRest);
    });

    /** Sends an input of this many megabytes in each form. */
    async function sendAll(context, megabytes, judge) {
      const sent = { baseUrl: `${service.url}/tiny`, worker, megabytes, address: `${service.url}/file/${megabytes}` };
      for (const name of await page.runCase("inputNames")) {
        await context.test(name, async (context) => {
          service.requests.length = 0;
          const run = await page.watched("sendInput", { ...sent, name });
          report(context, run);
          const { outcome } = run;
          context.diagnostic(outcome.sent ? `sent in ${service.requests[0].bytes} bytes` : outcome.message);
          if (!outcome.sent) assert.equal(outcome.code, "unsupported-input", outcome.stack);
          assert.equal(service.requests.length, outcome.sent ? 1 : 0);
          judge(name, run);
        });
      }
      await context.test("a picture that may not be converted", async () => {
        const { code, message } = await page.runCase("sendInput", { ...sent, name: "a picture with much behind it", convert: false });
        assert.equal(code, "unsupported-input");
        assert.match(message, /bytes, and a request takes \d+|at most \d+ can be read/);
      });
      await assertNothingLeft(context, page.runCase, atRest);
    }

    test("an input that is large, but not too large to be read, is fitted or refused", (context) =>
      sendAll(context, LONG ? 120 : 80, (name, { outcome }) => {
        assert.equal(outcome.sent ?? false, name === "a picture with much behind it", outcome.message);
        assert.ok(service.requests.every(({ bytes }) => bytes < 21 * MEGABYTE));
      }));

    test("an input of 500 MB is refused before it is read", (context) =>
      sendAll(context, 500, (name, { outcome, peakBytes }) => {
        assert.match(outcome.message, /is no image|at most 134217728/);
        const most = name.endsWith("does not tell its length") ? MAX_READ_BYTES : MAX_REFUSED_BYTES;
        if (peakBytes !== undefined) assert.ok(peakBytes < most, `${peakBytes} bytes more`);
      }));
  });
}

for (const { name, launch } of LONG ? BROWSERS.filter(({ name }) => name !== "Chromium") : []) {
  test(`sixteen 4K answers at once in ${name}`, async (context) => {
    const page = await site.open(launch);
    context.after(() => page.close());
    const runCase = (which, options) => page.evaluate(`(options) => cases.${which}(options)`, options);
    const atRest = await runCase("atRest");
    for (const worker of [false, true]) {
      const { bytes, size, sha256 } = service.pictures[LARGE];
      const outcome = await runCase("answers", { baseUrl: `${service.url}/${LARGE}`, worker, count: 16 });
      assert.deepEqual(outcome, Array(16).fill({ bytes, url: "blob:", size }));
      assert.deepEqual(await runCase("digests"), [sha256]);
      await assertNothingLeft(context, runCase, atRest);
    }
  });
}
