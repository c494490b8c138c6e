// The half of Studio that the first screen does without: whatever asks for it waits, and happens once it is there.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startStudio } from "./harness/studio.js";
import { openPage } from "../harness/chromium.js";
import { visit } from "./harness/visitor.js";

let studio;
before(async () => (studio = await startStudio()));
after(() => studio.close());

/** A visitor whose connection answers for the later half with `answer`. */
async function open(answer) {
  const { page, context, errors } = await openPage(studio.browser, { viewport: { width: 1280, height: 800 } });
  await context.route("**/later-*.wasm", answer);
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

test("a later half that cannot be had is told, nothing typed is lost, and the next press tries again", async () => {
  let isThere = false;
  const { page, close } = await open((route) => (isThere ? route.continue() : route.abort()));
  const visitor = visit(page);
  await visitor.ask("a lighthouse");
  await page.getByText("A part of Studio could not be loaded").waitFor();
  assert.equal(await visitor.prompt.inputValue(), "a lighthouse");
  isThere = true;
  await visitor.button("Generate").click();
  await visitor.pictures.waitFor();
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
