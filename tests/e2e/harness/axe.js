// axe-core in the page: what it finds wrong for people who do not see, hear or point.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { screenshot } from "./studio.js";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations on the page as it stands, one line for each element; `options` are those of axe. */
export async function violations(page, options = {}) {
  await settle(page);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (options) => {
    const { violations } = await globalThis.axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
  }, options);
}

/** Between the themes of a page nothing changes but its colours. */
const THEMES = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };

/**
 * Fails where axe finds something in light or in dark, between which the page is switched as it stands: by its own
 * mark, so that nothing else of the screen changes.
 */
export async function inBothThemes(page, state) {
  for (const [theme, options] of Object.entries(THEMES)) {
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    assert.deepEqual(await violations(page, options), [], `${state}, ${theme}`);
    await screenshot(page, `${state}-${theme}`);
  }
  await page.evaluate(() => delete document.documentElement.dataset.theme);
}

/** Lets whatever fades in be there at once: the rules look at colours, and half-faded ones are no finding. */
function settle(page) {
  return page.evaluate(() => {
    const ends = (animation) => animation.effect.getComputedTiming().endTime !== Infinity;
    document.getAnimations().filter(ends).forEach((animation) => animation.finish());
  });
}
