// Runs axe-core in the page, which reports accessibility violations.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { screenshot } from "./studio.js";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the violations on the page in its current state, one line per element; `options` are those of axe. */
export async function violations(page, options = {}) {
  await settle(page);
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (options) => {
    const { violations } = await globalThis.axe.run(options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
  }, options);
}

/** The themes differ only in their colours, so the dark theme needs only the colour rules. */
const THEMES = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };

/**
 * Fails if axe reports violations in the light or the dark theme. Switches the theme with the page's own attribute, so
 * that the rest of the state does not change.
 */
export async function inBothThemes(page, state) {
  for (const [theme, options] of Object.entries(THEMES)) {
    await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
    assert.deepEqual(await violations(page, options), [], `${state}, ${theme}`);
    await screenshot(page, `${state}-${theme}`);
  }
  await page.evaluate(() => delete document.documentElement.dataset.theme);
}

/** Finishes all finite animations, so that the colour rules do not report elements that are fading in. */
function settle(page) {
  return page.evaluate(() => {
    const ends = (animation) => animation.effect.getComputedTiming().endTime !== Infinity;
    document.getAnimations().filter(ends).forEach((animation) => animation.finish());
  });
}
