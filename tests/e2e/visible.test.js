// The end of a job is seen wherever the page was scrolled to, and nobody's scrolling is taken over.

import assert from "node:assert/strict";

import { multiply, records } from "./harness/database.js";
import { story } from "./harness/story.js";
import { comeBack } from "./harness/visitor.js";

const SCROLLS = [0, 300, 900, 4000];

/** Is enough of the element on the screen to be noticed? */
const isSeen = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return seen >= Math.min(height, innerHeight) / 2;
  });

const scrollTo = (page, y) => page.evaluate((top) => scrollTo({ top, behavior: "instant" }), y);

/** Presses Generate where the page is scrolled to, by the mouse or by the keyboard. */
async function press(page, visitor, screen, words, y) {
  await visitor.prompt.fill(words);
  await visitor.prompt.evaluate((element) => element.focus({ preventScroll: true }));
  await scrollTo(page, y);
  // Every other place by the keyboard.
  if (SCROLLS.indexOf(y) % 2 === 1) return page.keyboard.press("Control+Enter");
  const { x, y: top, width, height } = await visitor.button("Generate").boundingBox();
  const at = [x + width / 2, top + height / 2];
  await (screen === "phone" ? page.touchscreen.tap(...at) : page.mouse.click(...at));
}

async function tryAll(page, visitor, screen, service, count) {
  for (const y of SCROLLS) {
    const about = `${count} pictures, scrolled to ${y}`;
    const words = `${count} and ${y}`;
    await press(page, visitor, screen, words, y);
    const image = visitor.results.getByRole("img", { name: words, exact: true });
    await image.waitFor();
    await page.waitForTimeout(900);
    assert.ok(await isSeen(image), `${about}: the picture is in view`);
    assert.ok(!(await visitor.button("Show").isVisible()), `${about}: there is no message about what is seen anyway`);
  }
  await visitor.set({ endpoint: `${service}/scenario/refused` });
  for (const y of SCROLLS) {
    const about = `${count} pictures, failed at ${y}`;
    await press(page, visitor, screen, `fails at ${y}`, y);
    await visitor.button("Generate").waitFor();
    await visitor.alert.waitFor();
    await page.waitForTimeout(900);
    assert.ok(await isSeen(visitor.alert), `${about}: the message is in view`);
    const line = page.locator(".run-bar__failure");
    assert.ok(await isSeen(line), `${about}: it stands under Generate too`);
    const headline = await visitor.alert.locator("strong").last().innerText();
    assert.ok((await line.innerText()).includes(headline), `${about}: ${headline}`);
    await scrollTo(page, 4000);
    assert.ok(await isSeen(line), `${about}: it stays there`);
  }
  await page.locator(".run-bar__failure").getByRole("button", { name: "Show" }).click();
  await page.waitForFunction(() => document.activeElement.id === "failures");
  await page.waitForTimeout(900);
  assert.ok(await isSeen(visitor.alert), "Show leads to it");
}

for (const count of [1, 5, 50]) {
  story(`with ${count} pictures, success and failure are seen wherever the page was scrolled to`, async ({ page, errors, visitor, service, screen }) => {
    await visitor.make("a pear");
    if (count > 1) {
      await records(page, 1);
      await multiply(page, count);
      await comeBack(page);
      await visitor.pictures.nth(Math.min(count, 20) - 1).waitFor();
    }
    await tryAll(page, visitor, screen, service, count);
    assert.deepEqual(errors.filter((error) => !error.includes("/scenario/")), []);
  });
}

story("who scrolls on while a job runs stays there, and is told with a way to the picture", async ({ page, visitor, service }) => {
  await visitor.make("a pear");
  await records(page, 1);
  await multiply(page, 12);
  await comeBack(page);
  await visitor.pictures.nth(11).waitFor();
  await visitor.set({ endpoint: `${service}/scenario/slow;wait=2s` });
  await visitor.ask("a slow pear");
  await visitor.progress.waitFor();
  await page.waitForTimeout(900);
  await scrollTo(page, 2500);
  const card = page.locator(".card").filter({ has: page.getByRole("img") }).nth(5);
  const before = await page.evaluate(() => scrollY);
  await page.getByText("Picture ready").waitFor();
  const moved = Math.abs((await page.evaluate(() => scrollY)) - before);
  assert.ok(moved < 1000, `the page moved by ${moved} px`);
  assert.ok(!(await isSeen(visitor.pictures.first())));
  assert.ok(await card.isVisible());
  await visitor.button("Show").click();
  await page.waitForTimeout(900);
  assert.ok(await isSeen(visitor.pictures.first()));

  // A picture that the search hides is told of as well, and Show brings it back.
  await visitor.set({ endpoint: service });
  await page.getByRole("searchbox").fill("nobody");
  await page.getByText("0 of 13 pictures").waitFor();
  await visitor.ask("a hidden pear");
  await visitor.button("Show").click();
  await visitor.results.getByRole("img", { name: "a hidden pear" }).waitFor();
  await page.waitForTimeout(900);
  assert.ok(await isSeen(visitor.results.getByRole("img", { name: "a hidden pear" })));

  // The message goes when the next picture is asked for, which it is not about.
  await page.getByRole("searchbox").fill("nobody");
  await visitor.ask("one more hidden pear");
  await visitor.button("Show").waitFor();
  await page.getByRole("searchbox").fill("");
  await visitor.ask("the last pear");
  await visitor.results.getByRole("img", { name: "the last pear" }).waitFor();
  assert.ok(!(await visitor.button("Show").isVisible()));
});
