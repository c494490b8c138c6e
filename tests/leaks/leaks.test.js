// Checks that many calls with every possible outcome leak nothing. TINTYPE_LONG=1 makes 2,000 calls in each
// environment.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { BROWSERS } from "../harness/browsers.js";
import { startSite } from "../faults/harness.js";
import { startChunkServer } from "./chunks.js";

const CALLS = process.env.TINTYPE_LONG ? 2000 : 150;
/** The maximum number of connections that a browser keeps open to one host, for requests and for preflights. */
const MAX_CONNECTIONS = 12;

let site, service;
before(async () => {
  site = await startSite(fileURLToPath(new URL("./site/", import.meta.url)));
  service = await startChunkServer(site.emulator.url);
});
after(() => Promise.all([site, service].map((server) => server?.close())));

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page, atRest;
    before(async () => {
      page = await site.open(launch);
      // Counted after the page has loaded, because a driver may set its own timer in the page as a script timeout.
      atRest = await page.evaluate("() => (({ wasmBytes, ...counted }) => counted)(counts())");
    });
    after(() => page?.close());

    /** Returns the objects that remain after two rounds; the memory of a worker is freed with the worker. */
    const left = async (worker) => {
      const round = (seed) => page.evaluate("(options) => cases.run(options)", { baseUrl: service.url, worker, calls: CALLS, seed });
      await round(1);
      const { wasmBytes, ...counted } = await round(2);
      assert.deepEqual(counted, atRest);
      await service.isIdle();
      assert.ok(service.connections() <= MAX_CONNECTIONS, `${service.connections()} connections`);
      return wasmBytes;
    };

    test(`${CALLS} calls in the page: addresses, timers, listeners, workers, connections, memory`, async (context) => {
      const wasmBytes = await left(false);
      assert.ok(wasmBytes <= 4 << 20, `${wasmBytes} bytes of wasm memory`);
      context.diagnostic(`${service.connections()} connections, ${wasmBytes >> 10} KB of wasm memory`);
    });

    test(`${CALLS} calls in the worker: addresses, timers, listeners, workers, connections`, () => left(true));

    test("an address outlives the object it came from", { skip: browser !== "Chromium" && "only Chromium collects on demand" }, async () => {
      const url = await page.evaluate("(options) => cases.address(options)", { baseUrl: service.url });
      await page.heapBytes();
      assert.equal(await page.evaluate("(url) => cases.isAlive(url)", url), true);
      await page.evaluate("() => URL.revokeObjectURL([...openUrls()][0])");
      assert.equal(await page.evaluate("(url) => cases.isAlive(url)", url), false);
    });

    test("the heap is where it was", { skip: browser !== "Chromium" && "only Chromium tells" }, async () => {
      const round = (seed) => page.evaluate("(options) => cases.run(options)", { baseUrl: service.url, worker: false, calls: CALLS, seed });
      await round(3);
      const before = await page.heapBytes();
      await round(4);
      const growth = (await page.heapBytes()) - before;
      assert.ok(growth < 48 * 1024, `${growth} bytes after ${CALLS} more calls`);
    });
  });
}
