// Layout and accessibility of every documentation page: small and large screens, light and dark, an empty console.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchHeadlessShell, openPage } from "../harness/chromium.js";
import { violations } from "../e2e/harness/axe.js";
import { pages, serveSite } from "./site.js";

const SCREENS = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
/** The themes differ only in their colours, so the dark theme needs only the colour rules. */
const THEMES = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };
const LOOKS = Object.keys(SCREENS).flatMap((screen) => Object.keys(THEMES).map((theme) => ({ screen, theme })));
/** The number of pages tested concurrently; a browser uses one core for its pages and another for rendering. */
const AT_ONCE = 2;

const all = await pages();
let site, browser;
before(async () => ([site, browser] = await Promise.all([serveSite(), launchHeadlessShell()])));
after(async () => {
  await browser.close();
  await site.close();
});

/** Returns the looks to test. Pages of a large group are tested in one look each, in rotation, with all rules. */
const looksOf = (address) => (isOneOfMany(address) ? [LOOKS[all.indexOf(address) % LOOKS.length]] : LOOKS);
const isOneOfMany = (address) => /\/(api|decisions|where-it-runs)\//.test(address);

/** Returns the problems of a page in its looks. */
async function problemsOf(page, address) {
  const problems = [];
  await page.goto(`${site.url}/${address}`);
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await page.setViewportSize(viewport);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (tooWide > 0) problems.push(`${tooWide} px too wide on a ${screen}`);
    for (const look of looksOf(address).filter((look) => look.screen === screen)) {
      await page.emulateMedia({ colorScheme: look.theme });
      const found = await violations(page, { ...(isOneOfMany(address) ? {} : THEMES[look.theme]), resultTypes: ["violations"] });
      problems.push(...found.map((problem) => `${screen}, ${look.theme}: ${problem}`));
    }
  }
  return problems;
}

const kinds = { "the guides": all.filter((address) => !isOneOfMany(address)), "all other pages": all.filter(isOneOfMany) };
for (const [kind, addresses] of Object.entries(kinds)) {
  test(`axe finds nothing, nothing is too wide, and the console stays empty: ${kind}`, () => assertGood(addresses));
}

async function assertGood(addresses) {
  const waiting = [...addresses];
  const work = async () => {
    const { page, context, errors, refused } = await openPage(browser);
    const messages = [];
    page.on("console", (message) => messages.push(`${page.url()}: ${message.text()}`));
    const problems = [];
    for (let address = waiting.pop(); address; address = waiting.pop()) {
      problems.push(...(await problemsOf(page, address)).map((problem) => `${address}: ${problem}`));
    }
    await context.close();
    return [...problems, ...messages, ...errors, ...refused.map((url) => `refused: ${url}`)];
  };
  const problems = await Promise.all(Array.from({ length: AT_ONCE }, work));
  assert.deepEqual(problems.flat(), []);
}
