// The end of a job is visible wherever the page is scrolled, and the user's scroll position is kept.

import assert from "node:assert/strict";

import { multiply, records } from "./harness/database.js";
import { testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved } from "./harness/studio-page.js";

const SCROLLS = [0, 300, 900, 4000];

/** Whether enough of the element is in the viewport to be noticed. */
const isSeen = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return seen >= Math.min(height, innerHeight) / 2;
  });

const scrollTo = (page, y) => page.evaluate((top) => scrollTo({ top, behavior: "instant" }), y);

/** Scrolls to `y` and presses Generate with the mouse or the keyboard. */
async function press(page, app, screen, words, y) {
  await app.prompt.fill(words);
  await app.prompt.evaluate((element) => element.focus({ preventScroll: true }));
  await scrollTo(page, y);
  // Uses the keyboard at every other scroll position.
  if (SCROLLS.indexOf(y) % 2 === 1) return page.keyboard.press("Control+Enter");
  const { x, y: top, width, height } = await app.button("Generate").boundingBox();
  const at = [x + width / 2, top + height / 2];
  await (screen === "phone" ? page.touchscreen.tap(...at) : page.mouse.click(...at));
}

async function tryAll(page, app, screen, service, count) {
  for (const y of SCROLLS) {
    const about = `${count} pictures, scrolled to ${y}`;
    const words = `${count} and ${y}`;
    await press(page, app, screen, words, y);
    const image = app.results.getByRole("img", { name: words, exact: true });
    await image.waitFor();
    await page.waitForTimeout(900);
    assert.ok(await isSeen(image), `${about}: the picture is in view`);
    assert.ok(!(await app.button("Show").isVisible()), `${about}: there is no message about what is seen anyway`);
  }
  await app.set({ endpoint: `${service}/scenario/refused` });
  for (const y of SCROLLS) {
    const about = `${count} pictures, failed at ${y}`;
    await press(page, app, screen, `fails at ${y}`, y);
    await app.button("Generate").waitFor();
    await app.alert.waitFor();
    await page.waitForTimeout(900);
    assert.ok(await isSeen(app.alert), `${about}: the message is in view`);
    const line = page.locator(".run-bar__failure");
    assert.ok(await isSeen(line), `${about}: it stands under Generate too`);
    const headline = await app.alert.locator("strong").last().innerText();
    assert.ok((await line.innerText()).includes(headline), `${about}: ${headline}`);
    await scrollTo(page, 4000);
    assert.ok(await isSeen(line), `${about}: it stays there`);
  }
  await page.locator(".run-bar__failure").getByRole("button", { name: "Show" }).click();
  await page.waitForFunction(() => document.activeElement.id === "failures");
  await page.waitForTimeout(900);
  assert.ok(await isSeen(app.alert), "Show leads to it");
}

for (const count of [1, 5, 50]) {
  testOnBothScreens(`with ${count} pictures, success and failure are seen wherever the page was scrolled to`, async ({ page, errors, app, service, screen }) => {
    await app.make("a pear");
    if (count > 1) {
      await records(page, 1);
      await multiply(page, count);
      await reloadWhenSaved(page);
      await app.pictures.nth(Math.min(count, 20) - 1).waitFor();
    }
    await tryAll(page, app, screen, service, count);
    assert.deepEqual(errors.filter((error) => !error.includes("/scenario/")), []);
  });
}

testOnBothScreens("a user who scrolls while a job runs keeps the position, and gets a message with a link to the picture", async ({ page, app, service }) => {
  await app.make("a pear");
  await records(page, 1);
  await multiply(page, 12);
  await reloadWhenSaved(page);
  await app.pictures.nth(11).waitFor();
  await app.set({ endpoint: `${service}/scenario/slow;wait=2s` });
  await app.submit("a slow pear");
  await app.progress.waitFor();
  await page.waitForTimeout(900);
  await scrollTo(page, 2500);
  const card = app.cells.nth(5);
  const before = await page.evaluate(() => scrollY);
  await page.getByText("Picture ready").waitFor();
  const moved = Math.abs((await page.evaluate(() => scrollY)) - before);
  assert.ok(moved < 1000, `the page moved by ${moved} px`);
  assert.ok(!(await isSeen(app.pictures.first())));
  assert.ok(await card.isVisible());
  await app.button("Show").click();
  await page.waitForTimeout(900);
  assert.ok(await isSeen(app.pictures.first()));

  // A search does not hide the picture of the latest request.
  await app.set({ endpoint: service });
  await page.getByRole("searchbox").fill("nobody");
  await page.getByText("0 of 13 pictures").waitFor();
  await app.submit("a hidden pear");
  const hidden = app.results.getByRole("img", { name: "a hidden pear" });
  await hidden.waitFor();
  await page.waitForTimeout(900);
  assert.ok(await isSeen(hidden));
  assert.ok(!(await app.button("Show").isVisible()));
  await page.getByRole("searchbox").fill("");

  // The message disappears with the next request, because it is about an earlier picture.
  await app.set({ endpoint: `${service}/scenario/slow;wait=2s` });
  await app.submit("one more slow pear");
  await app.progress.waitFor();
  await page.waitForTimeout(900);
  await scrollTo(page, 2500);
  await app.button("Show").waitFor();
  await app.set({ endpoint: service });
  await app.submit("the last pear");
  await app.results.getByRole("img", { name: "the last pear" }).waitFor();
  assert.ok(!(await app.button("Show").isVisible()));
});
