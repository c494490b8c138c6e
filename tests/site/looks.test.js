// Every page of the documentation for everyone: small and large screens, light and dark, with nothing to complain in the console.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchHeadlessShell, openPage } from "../harness/chromium.js";
import { violations } from "../e2e/harness/axe.js";
import { pages, serveSite } from "./site.js";

const SCREENS = { desk: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
/** Between the themes of a page nothing changes but its colours. */
const THEMES = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };
const LOOKS = Object.keys(SCREENS).flatMap((screen) => Object.keys(THEMES).map((theme) => ({ screen, theme })));
/** Pages at a time: a browser takes one processor for its pages and another one for drawing them. */
const AT_ONCE = 2;

const all = await pages();
let site, browser;
before(async () => ([site, browser] = await Promise.all([serveSite(), launchHeadlessShell()])));
after(async () => {
  await browser.close();
  await site.close();
});

/** Every look of a guide. Pages that are many of one kind are each seen in one look, in turn, and by all rules there. */
const looksOf = (address) => (isOneOfMany(address) ? [LOOKS[all.indexOf(address) % LOOKS.length]] : LOOKS);
const isOneOfMany = (address) => /\/(api|decisions|where-it-runs)\//.test(address);

/** The problems of a page in its looks. */
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
