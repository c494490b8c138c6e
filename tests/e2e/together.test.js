// Grouping: pictures of one prompt, queued jobs, and the controls of the form are displayed together.

import assert from "node:assert/strict";

import { multiply, records } from "./harness/database.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved } from "./harness/studio-page.js";

testOnBothScreens("pictures of one job stand together on a contact sheet; one click makes one large; a single one is large", async ({ page, app, screen }) => {
  const boxes = (selector) => page.locator(selector).evaluateAll((images) => images.map((image) => image.getBoundingClientRect()).map(({ width, top }) => ({ width: Math.round(width), top: Math.round(top) })));
  await app.make("a lighthouse");
  const [{ width: large }] = await boxes(".stage .card__image");
  for (let times = 0; times < 3; times += 1) await app.button("More images").click();
  await app.submit("a red fox");
  await app.pictures.nth(4).waitFor();
  await app.button("Generate").waitFor();
  const equal = await boxes(".sheet .card__image");
  assert.deepEqual(equal.map(({ width }) => width), Array(4).fill(equal[0].width));
  assert.deepEqual([equal[0].top, equal[2].top], [equal[1].top, equal[3].top], "two and two");
  if (screen === "desk") assert.ok(equal[0].width < large);
  await reloadWhenSaved(page);
  await app.pictures.nth(4).waitFor();
  assert.deepEqual((await boxes(".sheet .card__image")).map(({ width }) => width), equal.map(({ width }) => width), "so it is after a reload");

  await page.locator(".sheet").getByRole("button", { name: "Open" }).nth(1).click();
  await page.locator(".stage .card").waitFor();
  assert.equal(await page.locator(".sheet").getByRole("button", { name: /^Show “/ }).nth(1).getAttribute("aria-current"), "true");
  // The gallery updates one frame after the stage.
  await app.pictures.nth(4).waitFor();
  assert.equal(await app.pictures.count(), 5, "each is still there once");
  await page.getByRole("button", { name: "Show all of them" }).click();
  await app.pictures.nth(4).waitFor();
  for (let times = 0; times < 3; times += 1) await app.button("Fewer images").click();
  await app.make("an owl");
  assert.equal((await boxes(".stage .card__image"))[0].width, large);
});

testOnBothScreens("jobs that wait stand in their order in a list of their own, which pushes no running one out of view", async ({ page, app }) => {
  for (let times = 0; times < 7; times += 1) await app.button("More images").click();
  await app.submit("the first");
  for (const words of ["the second", "the third"]) {
    await app.prompt.fill(words);
    await app.button("Add to queue").click();
  }
  await app.button("Cancel all (24)").waitFor();
  const queue = page.locator(".queue");
  const waiting = await queue.getByRole("listitem").allInnerTexts();
  assert.equal(waiting.length, 20);
  assert.deepEqual(["first", "second", "third"].map((words) => waiting.findIndex((one) => one.includes(words))), [0, 4, 12]);
  assert.ok((await queue.boundingBox()).height < 250);
  await page.waitForTimeout(900);
  const running = await page.locator(".placeholder").first().boundingBox();
  assert.ok(running.y > 0 && running.y < page.viewportSize().height, `a running one is at ${running.y}`);
  await queue.getByRole("button", { name: "Stop the third" }).last().click();
  await app.button("Cancel all (23)").click();
  await queue.waitFor({ state: "detached" });
}, { scenario: "hang" });

for (const [width, height] of [[1280, 800], [1366, 650], [1440, 700], [1920, 1080]]) {
  testOnDesktop(`ratios and the number of images are seen whole at ${width} × ${height}`, async ({ page, app }) => {
    const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top);
    const end = await top(app.button("Generate"));
    const controls = page.locator(".ratio, .options__step");
    const bottoms = await controls.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
    assert.ok(bottoms.length >= 12);
    assert.ok(Math.max(...bottoms) <= end, `${Math.max(...bottoms)} of ${end}`);
    const names = await page.locator(".ratio__name").evaluateAll((all) => all.map(({ scrollWidth, clientWidth, parentElement }) => [scrollWidth, clientWidth, parentElement.clientWidth]));
    for (const [words, , maxWidth] of names) assert.ok(words <= maxWidth, `${words} in ${maxWidth}`);
  }, { viewport: { width, height } });
}

testOnDesktop("the form of a phone names the model, and a reference is announced at its picture", async ({ page, app }) => {
  await app.make("a lighthouse");
  const model = page.locator(".run-bar__model");
  assert.equal(await model.innerText(), "gemini-2.5-flash-image");
  const { y, height } = await model.boundingBox();
  assert.ok(y + height <= 844 && y > 600);
  await app.button("Use as reference").click();
  await page.locator(".notice__text").getByText("a lighthouse was added to the images.").waitFor();
  assert.ok(await page.locator(".notice__text").isVisible());
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

testOnDesktop("a phone that is turned shows the picture that was in view", async ({ page, app }) => {
  for (const words of ["one", "two", "three"]) await app.make(words);
  // Adds so many pictures that one of the gallery can be centred in the viewport.
  await records(page, 3);
  await multiply(page, 30);
  await reloadWhenSaved(page);
  await app.cells.nth(20).waitFor();
  const image = app.cell("two").locator("img");
  const isSeen = () => image.evaluate((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const end = document.querySelector(".composer").getBoundingClientRect().top;
    return Math.min(bottom, end) - Math.max(top, 0) >= 0.9 * Math.min(height, end);
  });
  await image.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await page.waitForTimeout(400);
  for (const [width, height] of [[844, 390], [390, 844], [844, 390]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(400);
    assert.ok(await isSeen(), `at ${width} × ${height}`);
  }
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
