// Things that belong together are seen together: pictures of one prompt, jobs that wait, the controls of the form.

import assert from "node:assert/strict";

import { scene, story } from "./harness/story.js";
import { comeBack } from "./harness/visitor.js";

story("pictures of one prompt stand side by side, none larger than another; a single one is large", async ({ page, visitor, screen }) => {
  const widths = async () => (await page.locator(".card__image").evaluateAll((images) => images.map((image) => image.getBoundingClientRect().width))).map(Math.round);
  await visitor.make("a lighthouse");
  const [large] = await widths();
  for (let times = 0; times < 3; times += 1) await visitor.button("More images").click();
  await visitor.ask("a red fox");
  await visitor.pictures.nth(4).waitFor();
  await visitor.button("Generate").waitFor();
  const equal = (await widths()).slice(0, 4);
  assert.deepEqual(equal, Array(4).fill(equal[0]));
  if (screen === "desk") {
    assert.ok(equal[0] < large);
    const tops = await page.locator(".card__image").evaluateAll((images) => images.slice(0, 4).map((image) => Math.round(image.getBoundingClientRect().top)));
    assert.deepEqual([tops[0], tops[2]], [tops[1], tops[3]], "two and two");
  }
  await comeBack(page);
  await visitor.pictures.nth(4).waitFor();
  assert.deepEqual((await widths()).slice(0, 4), equal, "so it is after a reload");
  for (let times = 0; times < 3; times += 1) await visitor.button("Fewer images").click();
  await visitor.make("an owl");
  assert.equal((await widths())[0], large);
});

story("jobs that wait stand in their order in a list of their own, which pushes no running one out of view", async ({ page, visitor }) => {
  for (let times = 0; times < 7; times += 1) await visitor.button("More images").click();
  await visitor.ask("the first");
  for (const words of ["the second", "the third"]) {
    await visitor.prompt.fill(words);
    await visitor.button("Add to queue").click();
  }
  await visitor.button("Cancel all (24)").waitFor();
  const queue = page.locator(".queue");
  const waiting = await queue.getByRole("listitem").allInnerTexts();
  assert.equal(waiting.length, 20);
  assert.deepEqual(["first", "second", "third"].map((words) => waiting.findIndex((one) => one.includes(words))), [0, 4, 12]);
  assert.ok((await queue.boundingBox()).height < 250);
  await page.waitForTimeout(900);
  const running = await page.locator(".placeholder").first().boundingBox();
  assert.ok(running.y > 0 && running.y < page.viewportSize().height, `a running one is at ${running.y}`);
  await queue.getByRole("button", { name: "Stop the third" }).last().click();
  await visitor.button("Cancel all (23)").click();
  await queue.waitFor({ state: "detached" });
}, { scenario: "hang" });

for (const [width, height] of [[1280, 800], [1366, 650], [1440, 700], [1920, 1080]]) {
  scene(`ratios and the number of images are seen whole at ${width} × ${height}`, async ({ page, visitor }) => {
    const top = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top);
    const end = await top(visitor.button("Generate"));
    const controls = page.locator(".ratio, .options__step");
    const bottoms = await controls.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
    assert.ok(bottoms.length >= 12);
    assert.ok(Math.max(...bottoms) <= end, `${Math.max(...bottoms)} of ${end}`);
    const names = await page.locator(".ratio__name").evaluateAll((all) => all.map(({ scrollWidth, clientWidth, parentElement }) => [scrollWidth, clientWidth, parentElement.clientWidth]));
    for (const [words, , room] of names) assert.ok(words <= room, `${words} in ${room}`);
  }, { viewport: { width, height } });
}

scene("the form of a phone names the model, and a reference is told where the picture is", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  const model = page.locator(".run-bar__model");
  assert.equal(await model.innerText(), "gemini-2.5-flash-image");
  const { y, height } = await model.boundingBox();
  assert.ok(y + height <= 844 && y > 600);
  await visitor.button("Use as reference").click();
  await page.locator(".notice__text").getByText("a lighthouse was added to the images.").waitFor();
  assert.ok(await page.locator(".notice__text").isVisible());
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

scene("a phone that is turned shows the picture that was in view", async ({ page, visitor }) => {
  for (const words of ["one", "two", "three"]) await visitor.make(words);
  const image = visitor.pictures.nth(1);
  const isSeen = () => image.evaluate((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0) >= 0.9 * Math.min(height, innerHeight);
  });
  await image.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await page.waitForTimeout(400);
  for (const [width, height] of [[844, 390], [390, 844], [844, 390]]) {
    await page.setViewportSize({ width, height });
    await page.waitForTimeout(400);
    assert.ok(await isSeen(), `at ${width} × ${height}`);
  }
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
