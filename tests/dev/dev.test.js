// The page of `cargo xtask serve --dev` follows each kind of change by itself.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchHeadlessShell, openPage } from "../harness/chromium.js";
import { startDevServer } from "./dev-server.js";

const WORDS = "crates/studio/src/text/english_shell.rs";
const BUILD_MS = 290_000;

let server, browser, page;
before(async () => {
  [server, browser] = await Promise.all([startDevServer(), launchHeadlessShell()]);
  ({ page } = await openPage(browser));
  // The server answers once the first build has ended.
  await page.goto(server.url, { timeout: BUILD_MS });
  await page.getByText("Describe a picture").waitFor({ timeout: BUILD_MS });
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/**
 * Marks the page, changes a file, waits, and reports the time. `isReloaded` is true if the mark is gone. `isShown` is a
 * function, because the page's policy forbids the evaluation of text.
 */
async function change(context, [path, text, other], isShown) {
  await page.evaluate("globalThis.isOld = true");
  const started = Date.now();
  await server.edit(path, text, other);
  await page.waitForFunction(isShown, undefined, { timeout: BUILD_MS });
  context.diagnostic(`${path}: ${Date.now() - started} ms`);
  return { isReloaded: !(await page.evaluate("globalThis.isOld")) };
}

test("a style sheet is replaced in the page, which keeps its state", async (context) => {
  const edit = ["crates/studio/src/components/header/header.css", ".header {", ".header {\n  outline: 3px solid rgb(1, 2, 3);"];
  const isShown = () => getComputedStyle(document.querySelector(".header")).outlineColor === "rgb(1, 2, 3)";
  assert.deepEqual(await change(context, edit, isShown), { isReloaded: false });
});

test("a change of Studio's code reloads the page", async (context) => {
  const isShown = () => document.body.innerText.includes("Describe another picture");
  const edit = [WORDS, `"Describe a picture"`, `"Describe another picture"`];
  assert.deepEqual(await change(context, edit, isShown), { isReloaded: true });
});

test("a change of a component reloads the page", async (context) => {
  const isShown = () => document.querySelector(".header").title === "Changed";
  const edit = ["crates/studio/src/components/header/mod.rs", `<header class="header">`, `<header class="header" title="Changed">`];
  assert.deepEqual(await change(context, edit, isShown), { isReloaded: true });
});

test("a change of the library reloads the page", async (context) => {
  const isShown = () => document.body.innerText.includes("22:9");
  assert.deepEqual(await change(context, ["crates/protocol/src/model.rs", `"21:9"`, `"22:9"`], isShown), { isReloaded: true });
});

test("a change of the page itself reloads it", async (context) => {
  const edit = ["index.html", "<title>", "<title>Changed: "];
  assert.deepEqual(await change(context, edit, () => document.title.startsWith("Changed")), { isReloaded: true });
});

test("code that does not compile leaves the page as it was, and the next change is built", async (context) => {
  const printed = server.lines.length;
  await server.edit(WORDS, `"Describe another picture"`, `1`);
  await server.printed(/^error: /, printed);
  assert.match(await page.evaluate("document.body.innerText"), /Describe another picture/);
  const isShown = () => document.body.innerText.includes("Describe a third picture");
  assert.deepEqual(await change(context, [WORDS, `: 1,`, `: "Describe a third picture",`], isShown), { isReloaded: true });
});
