// The documentation's search in a browser, and the pages without JavaScript.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchHeadlessShell, openPage } from "../harness/chromium.js";
import { violations } from "../e2e/harness/axe.js";
import { serveSite } from "./site.js";

let site, browser;
before(async () => ([site, browser] = await Promise.all([serveSite(), launchHeadlessShell()])));
after(async () => {
  await browser.close();
  await site.close();
});

const visit = async (path, options) => {
  const opened = await openPage(browser, options);
  await opened.page.goto(`${site.url}/docs/${path}`);
  return opened;
};

test("the search finds names whole and in parts, by keys alone", async () => {
  const { page, errors, requests, context } = await visit("where-it-runs/vite.html");
  assert.ok(!requests.some((url) => url.endsWith("search.json")), "the index is loaded with the first search");
  await page.keyboard.press("/");
  const first = page.locator(".search__results a").first();
  const expected = { "rate-limited": "docs/errors.html", aspectRatio: "docs/options.html", "aspect ratio": "docs/", proxy: "docs/hide-the-key.html", lighthous: "docs/" };
  for (const [query, address] of Object.entries(expected)) {
    await page.getByLabel("Search the documentation").fill(query);
    await page.waitForFunction((query) => document.querySelector(".search").dataset.query === query, query);
    const found = await page.locator(".search__results a").evaluateAll((links) => links.map(({ href }) => href));
    assert.ok(found.some((href) => href.includes(address)), `${query}: ${found}`);
  }
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await violations(page), [], colorScheme);
  }
  await page.getByLabel("Search the documentation").fill("zzzzqqq");
  await page.getByText("Nothing was found.").waitFor();
  await page.getByLabel("Search the documentation").fill("rate-limited");
  await first.waitFor();
  await page.keyboard.press("ArrowDown");
  const target = await first.evaluate((link) => link === document.activeElement && link.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(target);
  assert.deepEqual(errors, []);
  await context.close();
});

test("without JavaScript everything but the search works, on a phone too", async () => {
  const { page, context } = await visit("errors.html", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  assert.equal(await page.getByRole("button", { name: "Search" }).isVisible(), false);
  assert.equal(await page.getByRole("link", { name: "Recipes" }).first().isVisible(), true);
  await page.getByRole("button", { name: "Menu" }).click();
  const link = page.getByRole("navigation", { name: "Documentation" }).getByRole("link", { name: "Options" });
  await link.click();
  await page.waitForURL(/options\.html$/);
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Options");
  await context.close();
});

test("the first stop of the keyboard leads to the content", async () => {
  const { page, context } = await visit("options.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "page-content");
  await context.close();
});
