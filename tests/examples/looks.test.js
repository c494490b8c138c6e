// Layout and accessibility of the example pages: small and large screens, light and dark, initial and finished state.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../e2e/harness/axe.js";
import { PAGES, screenshot, startExamples } from "./site.js";
import { STEPS } from "./steps.js";

let examples;
before(async () => (examples = await startExamples()));
after(() => examples?.close());

const SCREENS = {
  desk: { viewport: { width: 1280, height: 860 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Checks the page in its current state on every screen and in both colour schemes. */
async function assertGood(page, name) {
  for (const [screen, { viewport }] of Object.entries(SCREENS)) {
    await page.setViewportSize(viewport);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(tooWide <= 0, `${name} is ${tooWide} px too wide on a ${screen}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const look = `${name}-${screen}-${colorScheme}`;
      assert.deepEqual(await violations(page), [], look);
      await screenshot(page, look);
    }
  }
}

for (const name of ["index", ...PAGES]) {
  test(`${name}: axe finds nothing and nothing is too wide, on a desk and a phone, in light and dark`, async () => {
    const app = await examples.open(`${name}.html`);
    await assertGood(app.page, name);
    if (STEPS[name]) {
      await STEPS[name](app);
      await app.status.getByText("Done.").waitFor();
      await app.page.locator("summary").click();
      await assertGood(app.page, `${name}-done`);
    }
    assert.deepEqual(app.errors, []);
    await app.close();
  });
}

test("every target is large enough for a finger", async () => {
  for (const name of PAGES) {
    const { page, close } = await examples.open(`${name}.html`, SCREENS.phone);
    await page.locator("summary").click();
    const small = await page.evaluate(() => {
      const targets = [...document.querySelectorAll("button, input, select, textarea, summary, nav a")];
      const sizes = targets.filter((target) => target.checkVisibility()).map((target) => {
        const { width, height } = (target.closest("label") ?? target).getBoundingClientRect();
        return { name: target.outerHTML.slice(0, 60), size: Math.min(width, height) };
      });
      return sizes.filter(({ size }) => size < 40);
    });
    assert.deepEqual(small, [], name);
    await close();
  }
});

test("on a phone the outcome comes into view", async () => {
  const { button, status, close } = await examples.open("text-to-image.html", { ...SCREENS.phone, patient: true });
  const isSeen = () => status.evaluate((element) => element.getBoundingClientRect().top < innerHeight / 2);
  assert.equal(await isSeen(), false);
  await button("Draw").click();
  await status.getByText("Drawing").waitFor();
  assert.equal(await isSeen(), true);
  await close();
});
