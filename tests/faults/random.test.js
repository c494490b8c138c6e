// Random faults. TINTYPE_LONG=1 runs a thousand of them. The emulator replays equal faults for an equal seed and
// attempt. A browser may change the number of an attempt, because it repeats a request itself if a keep-alive
// connection breaks.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../harness/browsers.js";
import { startService } from "../load/service.js";
import { startSite } from "./harness.js";

const SEEDS = process.env.TINTYPE_LONG ? 250 : 15;

/** The allowed results of `chaos` after three failed attempts. */
const CODES = ["rate-limited", "unavailable", "server", "network", "truncated-response", "not-the-api", "timeout"];

let site, well;
before(async () => ([site, well] = await Promise.all([startSite(), startService(["tiny"])])));
after(() => Promise.all([site, well].map((server) => server?.close())));

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => (page = await site.open(launch)));
    after(() => page?.close());

    test(`${SEEDS * 4} calls that meet random faults end in a picture or a code`, async (context) => {
      const calls = Array.from({ length: SEEDS }, (_, seed) => ({
        name: String(seed),
        baseUrl: `${site.emulator.url}/scenario/chaos;seed=${seed}`,
        options: { retry: { attempts: 3, baseDelayMs: 1, maxDelayMs: 300 }, timeoutMs: 60_000 },
      }));
      const done = [];
      // Runs in batches, because a script in a page must end before the driver's timeout.
      while (calls.length > 0) {
        const batch = { calls: calls.splice(0, 25), atOnce: 8, next: `${well.url}/tiny` };
        done.push(...(await page.evaluate("(options) => cases.runAll(options)", batch)));
      }
      assert.equal(done.length, SEEDS * 4);
      for (const { name, place, mode, outcome, next } of done) {
        const what = `seed ${name}, ${place}, ${mode}: ${outcome.message} ${outcome.stack}`;
        assert.ok(outcome.images === 1 || CODES.includes(outcome.code), what);
        assert.equal(next.images, 1, `the call after ${what}: ${next.message}`);
      }
      assert.ok(done.some(({ outcome }) => outcome.code) && done.some(({ outcome }) => outcome.images), "all calls ended alike");
      assert.deepEqual(await page.evaluate("() => cases.uncaught()"), []);
      const failed = done.filter(({ outcome }) => outcome.code).length;
      context.diagnostic(`${done.length} calls: ${done.length - failed} pictures, ${failed} codes`);
    });
  });
}
