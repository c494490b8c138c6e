// The lazy chunk of Studio: actions that need it wait until it is loaded, and then run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startStudio } from "./harness/studio.js";
import { openPage } from "../harness/chromium.js";
import { studioPage } from "./harness/studio-page.js";

let studio;
before(async () => (studio = await startStudio()));
after(() => studio.close());

/** Opens the page; `answer` handles the requests for the lazy chunk, or for `files`. */
async function open(answer, files = "**/later-*.wasm") {
  const { page, context, errors } = await openPage(studio.browser, { viewport: { width: 1280, height: 800 } });
  await context.route(files, answer);
  await page.goto(studio.url);
  await studioPage(page).prompt.waitFor();
  return { page, errors, close: () => context.close() };
}

test("clicks before the lazy chunk is loaded run afterwards, and show meanwhile that it loads", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page, errors, close } = await open((route) => held.then(() => route.continue()));
  const app = studioPage(page);
  const loading = page.getByText("Loading this part of Studio");
  await app.submit("a lighthouse");
  // The prompt of the next picture, typed while the chunk loads.
  await app.prompt.fill("a red fox");
  await app.button("Settings").click();
  await loading.waitFor();
  assert.equal(await app.pictures.count(), 0);
  release();
  await app.pictures.waitFor();
  await app.endpoint.waitFor();
  await loading.waitFor({ state: "detached" });
  await app.focused(app.endpoint);
  assert.equal(await app.pictures.getAttribute("alt"), "a lighthouse");
  assert.equal(await app.prompt.inputValue(), "a red fox");
  assert.deepEqual(errors, []);
  await close();
});

test("a click that loads the chunk opens its dialog, which is rendered after the chunk is loaded", async () => {
  const dialogs = [
    [/^Model: /, "Model and price"],
    ["Prompts", "Prompts"],
  ];
  for (const [button, dialog] of dialogs) {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const { page, errors, close } = await open((route) => held.then(() => route.continue()));
    await page.getByRole("button", { name: button }).click();
    await page.getByText("Loading this part of Studio").waitFor();
    release();
    await page.getByRole("dialog", { name: dialog }).waitFor();
    assert.deepEqual(errors, []);
    await close();
  }
});

test("a lazy chunk that fails to load is reported, no input is lost, and the next press tries again", async () => {
  const missing = [/\/later-\w+\.wasm$/, /\/later-\w+\.css$/, /\/records-\w+\.js/];
  const answer = (route) => (missing.some((name) => name.test(route.request().url())) ? route.abort() : route.continue());
  const { page, close } = await open(answer, /-[0-9a-f]+\.(wasm|css|js)/);
  const app = studioPage(page);
  const message = page.getByText("A part of Studio could not be loaded");
  await app.submit("a lighthouse");
  await message.waitFor();
  while (missing.length > 1) {
    missing.shift();
    await app.button("Dismiss").click();
    await message.waitFor({ state: "hidden" });
    await app.button("Generate").click();
    await message.waitFor();
  }
  assert.equal(await app.prompt.inputValue(), "a lighthouse");
  missing.shift();
  await app.button("Generate").click();
  await app.pictures.waitFor();
  // The chunk is loaded with its style sheet, and only once.
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 2);
  await close();
});

test("Generate that is pressed again and again until the later half is there asks once", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page, errors, close } = await open((route) => held.then(() => route.continue()));
  const app = studioPage(page);
  await app.submit("a lighthouse");
  await page.getByText("Loading this part of Studio").waitFor();
  await app.button("Generate").click();
  await app.prompt.press("Control+Enter");
  release();
  await app.pictures.waitFor();
  await app.button("Generate").waitFor();
  assert.equal(await app.pictures.count(), 1);
  assert.deepEqual(errors, []);
  await close();
});
