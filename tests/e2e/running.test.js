// While a picture is on its way: what is shown, what is said, and how to stop it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startEmulator, startStudio } from "./harness/studio.js";
import { plainPng, visit } from "./harness/visitor.js";

let studio, emulator;
before(async () => ([studio, emulator] = await Promise.all([startStudio(), startEmulator()])));
after(() => Promise.all([studio.close(), emulator.close()]));

test("Cancel ends the request and keeps everything", async () => {
  const { page, errors, close } = await studio.open();
  const visitor = visit(page);
  await visitor.set({ endpoint: `${emulator.url}/scenario/hang`, key: "sk-test" });
  await visitor.addImage("pear.png", plainPng(8, 8));
  await visitor.thumbnails.waitFor();

  await visitor.ask("a slow lighthouse");
  await visitor.progress.waitFor();
  await visitor.progress.getByText("Waiting for the model").waitFor();
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/hang/"));
  await visitor.button("Cancel").click();
  await ended;
  await visitor.button("Generate").waitFor();

  assert.equal(await visitor.progress.count(), 0);
  assert.equal(await visitor.alert.count(), 0);
  assert.equal(await visitor.pictures.count(), 0);
  assert.equal(await visitor.prompt.inputValue(), "a slow lighthouse");
  assert.equal(await visitor.thumbnails.count(), 1);
  assert.deepEqual(errors, []);

  await visitor.set({ endpoint: emulator.url });
  await visitor.make("and on it goes");
  await close();
});

test("progress tells phase, time and bytes, and announces phases politely", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.set({ endpoint: `${emulator.url}/scenario/drip`, key: "sk-test" });
  const announced = await page.evaluateHandle(() => {
    const heard = [];
    const regions = document.querySelectorAll('[role="status"]');
    new MutationObserver((changes) => heard.push(...changes.map(({ target }) => target.textContent))).observe(
      document.body,
      { subtree: true, childList: true, characterData: true },
    );
    return { heard, regions: regions.length };
  });
  await visitor.ask("drop by drop");
  await visitor.progress.getByText(/\d+ (KB|MB)/).waitFor();
  assert.match(await visitor.progress.getAttribute("aria-valuetext"), /Receiving the picture, \d+\.\d s · \d/);
  await visitor.pictures.waitFor();
  const { heard, regions } = await announced.jsonValue();
  assert.ok(regions > 0);
  assert.ok(heard.includes("Receiving the picture"), "the phase is announced");
  assert.ok(heard.some((text) => text.startsWith("The picture is ready: 1024 by 1024 pixels")));
  await close();
});

test("a double click on Generate starts one job and does not cancel it", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.prompt.fill("twice");
  await visitor.button("Generate").dblclick();
  await visitor.pictures.waitFor();
  assert.equal(await visitor.pictures.count(), 1);
  await close();
});

test("the place of the picture is kept: nothing moves when it arrives", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.make("first");
  await page.evaluate(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
    }).observe({ type: "layout-shift" });
  });
  await visitor.ask("second");
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Generate").waitFor();
  const shift = await page.evaluate(() => globalThis.shift);
  assert.ok(shift < 0.1, `cumulative layout shift is ${shift}`);
  await close();
});
