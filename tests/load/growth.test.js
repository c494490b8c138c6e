// Checks that the cost of a call is linear in the input: every shape of response through the public API in Chromium,
// whole and as a stream, at 1, 2 and 4 times its size. Measures the page's CPU time, so that a busy machine causes no
// failures.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launchChromium } from "../bench/devtools.js";
import { ready, startSite } from "../faults/harness.js";
import { serve } from "../harness/server.js";
import { costsOf, isSteep } from "./growth.js";
import { LISTS, PICTURES, SHAPES } from "./shapes.js";

/** The size of an input in bytes at factor 1. */
const SIZE = 192 << 10;
const SIZE_OF_PICTURES = 12 << 10;

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "*, authorization", "access-control-max-age": "600" };

/** Starts a server that sends the response set last. */
async function startAnswers() {
  let answer;
  const server = await serve((request, response) => {
    request.resume();
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    const { status = 200, type, body } = answer;
    response.writeHead(status, { ...CORS, "content-type": type }).end(body);
  });
  return { ...server, play: (next) => (answer = next) };
}

let site, answers, browser, page;
before(async () => {
  [site, answers, browser] = await Promise.all([startSite(fileURLToPath(new URL("./growth/", import.meta.url))), startAnswers(), launchChromium()]);
  page = await browser.page();
  await page.open(site.url);
  await ready(page);
  await page.send("Performance.enable", { timeDomain: "threadTicks" });
});
after(() => Promise.all([site, answers, browser].map((part) => part?.close())));

/** Returns the CPU time in ms of the page's main thread, and of its whole process including the worker. */
async function processorMs() {
  const { metrics } = await page.send("Performance.getMetrics");
  const ms = (wanted) => 1000 * metrics.find(({ name }) => name === wanted).value;
  return { page: ms("ThreadTime"), worker: ms("ProcessTime") };
}

/** Measures one call, and returns its cost and its outcome. `isClean` collects the garbage of earlier calls before. */
async function measured(make, size, { isClean = true, ...given }) {
  const { place } = given;
  answers.play(make(size));
  if (isClean) await page.send("HeapProfiler.collectGarbage");
  const before = await processorMs();
  const outcome = await page.evaluate("(given) => cases.call(given)", { ...given, baseUrl: answers.url });
  const ms = (await processorMs())[place] - before[place];
  assert.ok(!outcome.thrown, outcome.thrown);
  return { ms, outcome };
}

async function assertLinear(context, name, make, size, given) {
  // Garbage makes a cost steep at most by chance, and its collection takes longer than the call. So only a steep cost is
  // measured without it.
  const cost = async (factor, round) => (await measured(make, factor * size, { ...given, isClean: round > 0 })).ms;
  const costs = await costsOf(cost);
  const shown = `${name}, ${given.mode}, ${given.place}: ${costs.map((ms) => ms.toFixed(0)).join(", ")} ms`;
  if (costs[2] > 200) context.diagnostic(shown);
  assert.ok(!isSteep(costs), shown);
}

const all = (shapes, size, modes) => Object.entries(shapes).flatMap(([name, make]) => modes.map((mode) => ({ name, make, size, mode })));
const RUNS = [...all(SHAPES, SIZE, ["whole", "stream"]), ...all(PICTURES, SIZE_OF_PICTURES, ["whole", "stream"]), ...all(LISTS, SIZE, ["models"])];

describe("the cost of an answer in Chromium", () => {
  before(async () => {
    // Warms up both threads, so that no shape includes the compilation at first use.
    for (const place of ["page", "worker"]) {
      for (const mode of ["whole", "stream", "models"]) await measured(SHAPES["many small parts"], SIZE, { place, mode });
    }
  });

  test("every shape of input costs no more than linear time, whole and as a stream", async (context) => {
    assert.ok(Object.keys({ ...SHAPES, ...PICTURES, ...LISTS }).length >= 40);
    for (const { name, make, size, mode } of RUNS) await assertLinear(context, name, make, size, { mode, place: "page" });
  });

  test("messages of a worker take linear time", async (context) => {
    for (const name of ["many small parts", "many thoughts", "events of a letter"]) {
      await assertLinear(context, name, SHAPES[name], 2 * SIZE, { mode: "stream", place: "worker" });
    }
    await assertLinear(context, "many pictures", PICTURES["many pictures"], SIZE_OF_PICTURES, { mode: "stream", place: "worker" });
  });

  test("a hundred thousand events leave the page its turns", async (context) => {
    for (const place of ["page", "worker"]) {
      const { outcome } = await measured(SHAPES["many small parts"], 1_300_000, { place, mode: "stream", isWatched: true });
      const { events, messages, turns, longestMs } = outcome;
      context.diagnostic(`${place}: ${events} events in ${messages} messages and ${turns} turns of the event loop, the longest ${longestMs.toFixed(0)} ms`);
      assert.ok(events >= 90_000, `${events} events`);
      // Each task delivers events for 20 ms, and the page works for 200 ms.
      if (place === "page") assert.ok(turns >= 5, `the page had its turn ${turns} times only`);
      // A worker sends at most a thousand events at a time. On a busy machine, its messages queue up before those that
      // count the turns.
      else assert.ok(messages >= 90, `the worker sent ${messages} messages only`);
    }
  });

  test("a growth that is quadratic is seen", async () => {
    const costs = await costsOf(async (factor) => (await measured(SHAPES["many small parts"], (factor * SIZE) / 2, { mode: "stream", place: "page", isQuadratic: true })).ms, 2);
    assert.ok(isSteep(costs), costs.map((ms) => ms.toFixed(0)).join(", "));
  });
});
