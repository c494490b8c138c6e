// While a picture is on its way: what is shown, what is said, and how to stop it.

import assert from "node:assert/strict";

import { story } from "./harness/story.js";
import { plainPng } from "./harness/visitor.js";

story("Cancel ends the request and keeps everything", async ({ page, errors, visitor, service }) => {
  await visitor.addImage("pear.png", plainPng(8, 8));
  await visitor.thumbnails.waitFor();

  await visitor.ask("a slow lighthouse");
  await visitor.progress.waitFor();
  await visitor.progress.getByText("Waiting for the model").waitFor();
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/hang/"));
  await visitor.cancel.click();
  await ended;
  await visitor.button("Generate").waitFor();

  assert.equal(await visitor.progress.count(), 0);
  assert.equal(await visitor.alert.count(), 0);
  assert.equal(await visitor.pictures.count(), 0);
  assert.equal(await visitor.prompt.inputValue(), "a slow lighthouse");
  assert.equal(await visitor.thumbnails.count(), 1);
  assert.deepEqual(errors, []);

  await visitor.set({ endpoint: service });
  await visitor.make("and on it goes");
}, { scenario: "hang" });

story("progress tells phase, time and bytes, and announces phases politely", async ({ page, visitor }) => {
  await visitor.prompt.waitFor();
  const announced = await page.evaluateHandle(() => {
    const heard = [];
    const told = [];
    const regions = document.querySelectorAll('[role="status"]');
    new MutationObserver((changes) => heard.push(...changes.map(({ target }) => target.textContent))).observe(
      document.body,
      { subtree: true, childList: true, characterData: true },
    );
    new MutationObserver((changes) => told.push(...changes.map(({ target }) => target.ariaValueText))).observe(
      document.body,
      { subtree: true, attributeFilter: ["aria-valuetext"] },
    );
    return { heard, told, regions: regions.length };
  });
  await visitor.ask("drop by drop");
  await visitor.pictures.waitFor();
  const { heard, told, regions } = await announced.jsonValue();
  assert.ok(told.some((text) => /^Receiving the picture, \d+\.\d s · \d.* (KB|MB)/.test(text)), told.join("\n"));
  assert.ok(heard.some((text) => /^[\d.]+ s · [\d.]+ (KB|MB)/.test(text)), "the bytes are shown");
  assert.ok(regions > 0);
  assert.ok(heard.includes("Receiving the picture"), "the phase is announced");
  assert.ok(heard.some((text) => text.startsWith("The picture is ready: 1024 by 1024 pixels")));
}, { scenario: "drip" });

story("the place of the picture is kept: nothing moves when it arrives", async ({ page, visitor }) => {
  await visitor.make("first");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/v1beta/**", (route) => held.then(() => route.continue()));
  await visitor.ask("second");
  await visitor.button("Add to queue").waitFor();
  // What moves in answer to the press is no matter; what moves after it is painted is.
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
    }).observe({ type: "layout-shift" });
  });
  release();
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Generate").waitFor();
  const shift = await page.evaluate(() => globalThis.shift);
  assert.ok(shift < 0.1, `cumulative layout shift is ${shift}`);
}, { reducedMotion: "no-preference" });
