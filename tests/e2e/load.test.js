// Load: a hundred jobs in the queue, a thousand pictures in the gallery.

import assert from "node:assert/strict";

import { multiply, records } from "./harness/database.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved, plainPng } from "./harness/studio-page.js";

const ENDPOINT = "http://127.0.0.1:9";

/** Stubs a service that answers the first `free` requests with small pictures; later requests stay pending. */
async function service(context, free) {
  const seen = { requests: 0, free };
  const data = plainPng(64, 64).toString("base64");
  const parts = [{ inlineData: { mimeType: "image/png", data } }];
  const json = { candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] };
  await context.route(`${ENDPOINT}/**`, async (route) => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    if (route.request().method() === "OPTIONS") return route.fulfill({ status: 204, headers });
    seen.requests += 1;
    // The page ends a pending request itself by aborting it.
    if (seen.requests <= seen.free) await route.fulfill({ headers, json });
  });
  return seen;
}

async function heapBytes(session) {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

/** Records the longest task of the page in ms. Only reported, because machines differ. */
const WATCH = `(${() => {
  globalThis.longest = 0;
  const note = ({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration));
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "longtask" });
}})()`;
const longest = (page) => page.evaluate(() => Math.round(globalThis.longest));

testOnDesktop("a hundred jobs: each picture has its own words, Cancel ends what is left, and nothing is held", async ({ page, context: browser, errors, app, t }) => {
  const seen = await service(browser, 1);
  await app.set({ endpoint: ENDPOINT, key: "sk-test" });
  await app.make("the first");
  const session = await browser.newCDPSession(page);
  const before = await heapBytes(session);
  await page.evaluate(WATCH);

  seen.free = 1 + 48;
  for (let number = 0; number < 100; number += 1) {
    await app.prompt.fill(`picture ${number}`);
    await app.prompt.press("Control+Enter");
  }
  await page.locator(".gallery-bar__totals").getByText(/^49 pictures/).waitFor();
  await app.progress.getByText("+51 more").waitFor();
  assert.equal(await app.results.getByText("Queued").count(), 48, "four run");
  // Waits for the running requests, because a request that is cancelled before it is sent is not counted.
  while (seen.requests < 1 + 48 + 4) await new Promise((resolve) => setTimeout(resolve, 20));
  await app.cancel.click();
  await app.button("Generate").waitFor();
  assert.equal(seen.requests, 1 + 48 + 4, "what waited was never sent");
  assert.equal(await app.progress.count(), 0);

  const saved = await records(page, 49);
  const prompts = saved.map(({ facts }) => facts.prompt).sort();
  const expected = ["the first", ...Array.from({ length: 48 }, (_, number) => `picture ${number}`)].sort();
  assert.deepEqual(prompts, expected);
  assert.equal(await app.prompt.inputValue(), "picture 99");
  const grown = (await heapBytes(session)) - before;
  t.diagnostic(`longest task ${await longest(page)} ms; the heap grew by ${Math.round(grown / 1e3)} KB`);
  assert.ok(grown < 8e6, `the heap grew by ${grown} bytes`);

  seen.free = Infinity;
  await app.submit("the last");
  await page.locator(".gallery-bar__totals").getByText(/^50 pictures/).waitFor();
  assert.deepEqual(errors.filter((error) => !error.includes("ERR_")), []);
});

for (const [count, play] of [[200, testOnBothScreens], [1_000, testOnDesktop]]) {
  play(`${count} pictures: the newest are there at once, the others as they are reached or looked for, and the page stays small`, async ({ page, context: browser, errors, app, t }) => {
    await service(browser, 1);
    await app.set({ endpoint: ENDPOINT, key: "sk-test" });
    await app.make("the first of many");
    await records(page, 1);
    await multiply(page, count);
    await page.addInitScript(WATCH);
    await reloadWhenSaved(page);
    await page.locator(".gallery-bar__totals").getByText(new RegExp(`^${count.toLocaleString("en")} pictures`)).waitFor();
    const cells = await app.cells.count();
    assert.ok(cells < 100, `${cells} of them are part of the page`);
    t.diagnostic(`longest task of opening ${await longest(page)} ms`);

    await page.getByRole("searchbox").fill(`picture ${count * 0.75}`);
    await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
    assert.equal(await app.cells.getAttribute("aria-label"), `picture ${count * 0.75}`);
    await page.getByRole("searchbox").fill("");
    await app.cells.nth(1).waitFor();
    // Scrolls to the end, which is rendered immediately, and the number of elements stays bounded.
    await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
    await app.cell("picture 1").last().waitFor();
    assert.ok((await app.cells.count()) < 100);
    assert.ok((await page.evaluate(() => document.querySelectorAll("*").length)) < 3_000);
    assert.deepEqual(errors, []);
  });
}
