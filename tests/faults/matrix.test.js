// Every scenario of the emulator, in the page and in the package's worker, as a whole answer and as a stream.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../harness/browsers.js";
import { startService } from "../load/service.js";
import { RANDOM, EXPECTED, PLAYED } from "./expectations.js";
import { startSite } from "./harness.js";

let site, scenarios, well;

before(async () => {
  [site, well] = await Promise.all([startSite(), startService(["tiny"])]);
  const { groups } = await (await fetch(`${site.emulator.url}/scenario`)).json();
  scenarios = groups.flatMap((group) => group.scenarios.map(({ name }) => name));
});
after(() => Promise.all([site, well].map((server) => server?.close())));

test("every scenario of the emulator is expected to end in some way", () => {
  assert.deepEqual([...Object.keys(EXPECTED), ...RANDOM].sort(), [...scenarios].sort());
});

/** Returns a call of a scenario. `turn` separates scenarios that count the attempts of a path. */
const called = (name, turn) => ({
  name,
  baseUrl: `${site.emulator.url}/scenario/${[name, PLAYED[name]?.options].filter(Boolean).join(";")}/${turn}`,
  options: { retry: { attempts: 1 }, ...PLAYED[name]?.call },
});

function assertExpected({ mode, outcome }, name) {
  const [whole, stream = whole] = [EXPECTED[name]].flat();
  const expected = mode === "stream" ? stream : whole;
  if (typeof expected === "string") {
    assert.equal(outcome.code, expected, outcome.stack ?? outcome.message);
    assert.ok(outcome.isError && outcome.name === "TintypeError" && outcome.message.length > 10);
    return;
  }
  assert.equal(outcome.code, undefined, `${outcome.message} ${outcome.stack}`);
  const { images, drafts } = outcome;
  // The model of these calls, which draws 512 pixels, is deprecated, so every scenario has this warning.
  const warnings = outcome.warnings.filter((code) => code !== "model-deprecated");
  assert.deepEqual({ images, drafts, warnings }, expected);
}

/**
 * Removes differences between two equal runs: ids and times within texts, the time until a date, and the number of
 * bytes of a broken connection that the browser still delivers.
 */
function comparable({ retryAfterMs, ...outcome }) {
  if (outcome.code === "truncated-response") delete outcome.text;
  const words = JSON.stringify(outcome).replaceAll(/\d{6,}\w*|[\d.]+ ?m?s\b/g, "…");
  return { ...JSON.parse(words), waits: retryAfterMs !== undefined };
}

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page, done;

    before(async () => {
      page = await site.open(launch);
      const calls = Object.keys(EXPECTED).map((name) => called(name, browser));
      done = await page.evaluate("(options) => cases.runAll(options)", { calls, atOnce: 8, next: `${well.url}/tiny` });
    });
    after(() => page?.close());

    test("every scenario ends as it should, in the worker as in the page", async (context) => {
      for (const name of Object.keys(EXPECTED)) {
        await context.test(name, () => {
          const runs = done.filter((run) => run.name === name);
          assert.equal(runs.length, 4);
          runs.forEach((run) => assertExpected(run, name));
          for (const { next, place, mode } of runs) assert.equal(next.images, 1, `the call after it, ${place}, ${mode}: ${next.message} ${next.stack}`);
          for (const mode of ["whole", "stream"]) {
            const [inPage, inWorker] = ["page", "worker"].map((place) => runs.find((run) => run.mode === mode && run.place === place));
            assert.deepEqual(comparable(inWorker.outcome), comparable(inPage.outcome), mode);
          }
        });
      }
    });

    test("nothing went uncaught or into the console, and nothing is under way any more", async () => {
      await well.isIdle();
      assert.deepEqual(await page.evaluate("() => cases.uncaught()"), []);
      // The browser itself reports failed fetches and CORS in the console. Uncaught errors are from the page.
      assert.deepEqual((page.errors ?? []).filter((text) => !/Failed to load resource|CORS policy|net::ERR_/.test(text)), []);
    });
  });
}
