// The half of Studio that the first screen does without: whatever asks for it waits, and happens once it is there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startStudio } from "./harness/studio.js";
import { openPage } from "../harness/chromium.js";
import { visit } from "./harness/visitor.js";

let studio;
before(async () => (studio = await startStudio()));
after(() => studio.close());

/** A visitor whose connection answers for the later half, or for these files, with `answer`. */
async function open(answer, files = "**/later-*.wasm") {
  const { page, context, errors } = await openPage(studio.browser, { viewport: { width: 1280, height: 800 } });
  await context.route(files, answer);
  await page.goto(studio.url);
  await visit(page).prompt.waitFor();
  return { page, errors, close: () => context.close() };
}

test("what is pressed before the later half is there happens when it has come, and says meanwhile what it waits for", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page, errors, close } = await open((route) => held.then(() => route.continue()));
  const visitor = visit(page);
  const loading = page.getByText("Loading this part of Studio");
  await visitor.ask("a lighthouse");
  await visitor.button("Settings").click();
  await loading.waitFor();
  assert.equal(await visitor.pictures.count(), 0);
  release();
  await visitor.pictures.waitFor();
  await visitor.endpoint.waitFor();
  await loading.waitFor({ state: "detached" });
  await visitor.focused(visitor.endpoint);
  assert.deepEqual(errors, []);
  await close();
});

test("a later half that cannot be had, or a part of it, is told, nothing typed is lost, and the next press tries again", async () => {
  const missing = [/\/later-\w+\.wasm$/, /\/later-\w+\.css$/, /\/records-\w+\.js/];
  const answer = (route) => (missing.some((name) => name.test(route.request().url())) ? route.abort() : route.continue());
  const { page, close } = await open(answer, /-[0-9a-f]+\.(wasm|css|js)/);
  const visitor = visit(page);
  const told = page.getByText("A part of Studio could not be loaded");
  await visitor.ask("a lighthouse");
  await told.waitFor();
  while (missing.length > 1) {
    missing.shift();
    await visitor.button("Dismiss").click();
    await told.waitFor({ state: "hidden" });
    await visitor.button("Generate").click();
    await told.waitFor();
  }
  assert.equal(await visitor.prompt.inputValue(), "a lighthouse");
  missing.shift();
  await visitor.button("Generate").click();
  await visitor.pictures.waitFor();
  // It is there with its style, and once.
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 2);
  await close();
});

test("Generate that is pressed again and again until the later half is there asks once", async () => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const { page, errors, close } = await open((route) => held.then(() => route.continue()));
  const visitor = visit(page);
  await visitor.ask("a lighthouse");
  await page.getByText("Loading this part of Studio").waitFor();
  await visitor.button("Generate").click();
  await visitor.prompt.press("Control+Enter");
  release();
  await visitor.pictures.waitFor();
  await visitor.button("Generate").waitFor();
  assert.equal(await visitor.pictures.count(), 1);
  assert.deepEqual(errors, []);
  await close();
});
