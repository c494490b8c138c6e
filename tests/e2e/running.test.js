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
  await visitor.button("Cancel").click();
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
}, { scenario: "drip" });

story("the place of the picture is kept: nothing moves when it arrives", async ({ page, visitor }) => {
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
});
