// Much at once: a hundred jobs in the queue, a thousand pictures in the gallery.

import assert from "node:assert/strict";

import { multiply, records } from "./harness/database.js";
import { scene, story } from "./harness/story.js";
import { comeBack, plainPng } from "./harness/visitor.js";

const ENDPOINT = "http://127.0.0.1:9";

/** A service that answers with small pictures, `free` of them; later questions wait. */
async function service(context, free) {
  const seen = { asked: 0, free };
  const data = plainPng(64, 64).toString("base64");
  const parts = [{ inlineData: { mimeType: "image/png", data } }];
  const json = { candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] };
  await context.route(`${ENDPOINT}/**`, async (route) => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    if (route.request().method() === "OPTIONS") return route.fulfill({ status: 204, headers });
    seen.asked += 1;
    // One that waits is ended by the page, with the request itself.
    if (seen.asked <= seen.free) await route.fulfill({ headers, json });
  });
  return seen;
}

async function heapBytes(session) {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

/** Notes the longest time that the page is busy, in milliseconds: for the report, since machines differ. */
const WATCH = `(${() => {
  globalThis.longest = 0;
  const note = ({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration));
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "longtask" });
}})()`;
const longest = (page) => page.evaluate(() => Math.round(globalThis.longest));

scene("a hundred jobs: each picture has its own words, Cancel ends what is left, and nothing is held", async ({ page, context: browser, errors, visitor, t }) => {
  const seen = await service(browser, 1);
  await visitor.set({ endpoint: ENDPOINT, key: "sk-test" });
  await visitor.make("the first");
  const session = await browser.newCDPSession(page);
  const before = await heapBytes(session);
  await page.evaluate(WATCH);

  seen.free = 1 + 48;
  for (let number = 0; number < 100; number += 1) {
    await visitor.prompt.fill(`picture ${number}`);
    await visitor.prompt.press("Control+Enter");
  }
  await page.getByText(/^49 pictures/).waitFor();
  await visitor.progress.getByText("+51 more").waitFor();
  assert.equal(await visitor.results.getByText("Queued").count(), 48, "four run");
  // On its way out, a request that is cancelled is not counted.
  while (seen.asked < 1 + 48 + 4) await new Promise((resolve) => setTimeout(resolve, 20));
  await visitor.cancel.click();
  await visitor.button("Generate").waitFor();
  assert.equal(seen.asked, 1 + 48 + 4, "what waited was never sent");
  assert.equal(await visitor.progress.count(), 0);

  const kept = await records(page, 49);
  const prompts = kept.map(({ facts }) => facts.prompt).sort();
  const expected = ["the first", ...Array.from({ length: 48 }, (_, number) => `picture ${number}`)].sort();
  assert.deepEqual(prompts, expected);
  assert.equal(await visitor.prompt.inputValue(), "picture 99");
  const grown = (await heapBytes(session)) - before;
  t.diagnostic(`longest task ${await longest(page)} ms; the heap grew by ${Math.round(grown / 1e3)} KB`);
  assert.ok(grown < 8e6, `the heap grew by ${grown} bytes`);

  seen.free = Infinity;
  await visitor.ask("the last");
  await page.getByText(/^50 pictures/).waitFor();
  assert.deepEqual(errors.filter((error) => !error.includes("ERR_")), []);
});

for (const [count, play] of [[200, story], [1_000, scene]]) {
  play(`${count} pictures: the newest are there at once, the others as they are reached or looked for`, async ({ page, context: browser, errors, visitor, t }) => {
    await service(browser, 1);
    await visitor.set({ endpoint: ENDPOINT, key: "sk-test" });
    await visitor.make("the first of many");
    await records(page, 1);
    await multiply(page, count);
    await page.addInitScript(WATCH);
    await comeBack(page);
    await page.getByText(new RegExp(`^${count.toLocaleString("en")} pictures`)).waitFor();
    const cards = await visitor.pictures.count();
    assert.ok(cards < 60, `${cards} of them are part of the page`);
    t.diagnostic(`longest task of opening ${await longest(page)} ms`);

    await page.getByRole("searchbox").fill(`picture ${count * 0.75}`);
    await page.waitForFunction(() => document.querySelectorAll(".card__image").length === 1);
    assert.equal(await visitor.pictures.getAttribute("alt"), `picture ${count * 0.75}`);
    await page.getByRole("searchbox").fill("");
    await visitor.pictures.nth(cards - 1).waitFor({ state: "attached" });
    // To the end, as far as there is more.
    for (let number = 0; number < 200 && (await visitor.pictures.count()) < 150; number += 1) {
      await page.evaluate(() => document.querySelector(".results").lastElementChild.scrollIntoView());
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    }
    assert.ok((await visitor.pictures.count()) >= 150, "more come as they are reached");
    assert.deepEqual(errors, []);
  });
}
