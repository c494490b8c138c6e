// A running job: its display, its announcements, and how to cancel it.

import assert from "node:assert/strict";

import { testOnBothScreens } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

testOnBothScreens("Cancel ends the request and keeps everything", async ({ page, errors, app, service }) => {
  await app.addImage("pear.png", plainPng(8, 8));
  await app.thumbnails.waitFor();

  await app.submit("a slow lighthouse");
  await app.progress.waitFor();
  await app.progress.getByText("Waiting for the model").waitFor();
  const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/hang/"));
  await app.cancel.click();
  await ended;
  await app.button("Generate").waitFor();

  assert.equal(await app.progress.count(), 0);
  assert.equal(await app.alert.count(), 0);
  assert.equal(await app.pictures.count(), 0);
  assert.equal(await app.prompt.inputValue(), "a slow lighthouse");
  assert.equal(await app.thumbnails.count(), 1);
  assert.deepEqual(errors, []);

  await app.set({ endpoint: service });
  await app.make("and on it goes");
}, { scenario: "hang" });

testOnBothScreens("progress shows phase, time and bytes, and announces phases politely", async ({ page, app }) => {
  await app.prompt.waitFor();
  const announced = await page.evaluateHandle(() => {
    const messages = [];
    const texts = [];
    const regions = document.querySelectorAll('[role="status"]');
    new MutationObserver((changes) => messages.push(...changes.map(({ target }) => target.textContent))).observe(
      document.body,
      { subtree: true, childList: true, characterData: true },
    );
    new MutationObserver((changes) => texts.push(...changes.map(({ target }) => target.ariaValueText))).observe(
      document.body,
      { subtree: true, attributeFilter: ["aria-valuetext"] },
    );
    return { messages, texts, regions: regions.length };
  });
  await app.submit("drop by drop");
  await app.pictures.waitFor();
  const { messages, texts, regions } = await announced.jsonValue();
  assert.ok(texts.some((text) => /^Receiving the picture, \d+\.\d s · \d.* (KB|MB)/.test(text)), texts.join("\n"));
  assert.ok(messages.some((text) => /^[\d.]+ s · [\d.]+ (KB|MB)/.test(text)), "the bytes are shown");
  assert.ok(regions > 0);
  assert.ok(messages.includes("Receiving the picture"), "the phase is announced");
  assert.ok(messages.some((text) => text.startsWith("The picture is ready: 1024 by 1024 pixels")));
}, { scenario: "drip" });

testOnBothScreens("the place of the picture is kept: nothing moves when it arrives", async ({ page, app }) => {
  await app.make("first");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/v1beta/**", (route) => held.then(() => route.continue()));
  await app.submit("second");
  await app.button("Add to queue").waitFor();
  // Layout shift in response to the press is allowed; shift after its paint is not.
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    globalThis.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
    }).observe({ type: "layout-shift" });
  });
  release();
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  const shift = await page.evaluate(() => globalThis.shift);
  assert.ok(shift < 0.1, `cumulative layout shift is ${shift}`);
}, { reducedMotion: "no-preference" });
