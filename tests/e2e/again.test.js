// Repeats a picture: back into the form, with the same seed, or with another. Recalls earlier prompts with the arrow
// keys.

import assert from "node:assert/strict";

import { testOnBothScreens } from "./harness/screens.js";
import { bodies, plainPng, reloadWhenSaved } from "./harness/studio-page.js";

const seeds = (sent) => sent.map(({ generationConfig }) => generationConfig.seed);

testOnBothScreens("prompt, options, inputs and seed of a picture come back into the form, or run again with this seed or new ones", async ({ page, app, errors }) => {
  const sent = bodies(page);
  const menu = page.getByRole("group", { name: "More" });
  const again = async (name) => {
    await page.locator(".stage").getByRole("button", { name: "More", exact: true }).click();
    await menu.getByRole("button", { name, exact: true }).click();
  };
  await app.addImage("photo.png", plainPng(64, 48));
  await app.thumbnails.first().waitFor();
  await app.prompt.fill("make it sepia");
  await page.getByText("Advanced").click();
  await page.getByLabel("Seed").fill("7");
  await app.make("make it sepia");
  const [first] = sent;

  // After a reload, the request is rebuilt from the stored record.
  await reloadWhenSaved(page);
  await app.pictures.first().waitFor();
  await again("Regenerate");
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  assert.deepEqual(sent[1], first, "the same request once more");

  await again("Vary");
  await app.pictures.nth(2).waitFor();
  await app.button("Generate").waitFor();
  const other = seeds(sent)[2];
  assert.ok(Number.isInteger(other) && other !== 7, `${other}`);
  assert.deepEqual({ ...sent[2], generationConfig: { ...sent[2].generationConfig, seed: 7 } }, first, "but for the seed");

  await app.thumbnails.first().click();
  await app.prompt.fill("something else");
  await page.keyboard.press("Escape");
  await again("Use again");
  await app.focused(app.prompt);
  assert.equal(await app.prompt.inputValue(), "make it sepia");
  assert.equal(await page.getByLabel("Seed").inputValue(), String(other));
  await page.getByRole("button", { name: "Remove photo.png" }).waitFor();
  await app.button("Generate").click();
  await app.pictures.nth(3).waitFor();
  await app.button("Generate").waitFor();
  assert.deepEqual(sent[3], sent[2]);

  await app.step("Undo").click();
  assert.equal(await app.prompt.inputValue(), "something else");
  assert.equal(await app.thumbnails.count(), 0, "one step takes all of it back");
  assert.deepEqual(errors, []);
});

testOnBothScreens("arrow up in an empty prompt goes back through the prompts, arrow down forth again; a changed prompt keeps its arrows", async ({ page, app }) => {
  for (const words of ["a fox", "an owl", "a fox"]) await app.make(words);
  const value = async (key) => {
    await page.keyboard.press(key);
    return app.prompt.inputValue();
  };
  await app.prompt.fill("");
  const steps = [];
  for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown"]) steps.push(await value(key));
  assert.deepEqual(steps, ["a fox", "an owl", "an owl", "a fox", ""]);
  await page.keyboard.type("mine");
  assert.equal(await value("ArrowUp"), "mine");
  await reloadWhenSaved(page);
  await app.pictures.nth(2).waitFor();
  await app.prompt.fill("");
  assert.equal(await value("ArrowUp"), "a fox", "and after a reload");
});

testOnBothScreens("an edit can leave out the conversation before it: picture and prompt alone are sent", async ({ page, app }) => {
  const sent = bodies(page);
  await app.make("a lighthouse");
  await app.button("Edit").first().click();
  await app.make("make it blue");
  assert.ok(sent[1].contents.length > 1, "the conversation");
  await page.getByText("Advanced").click();
  await page.getByLabel("Edit without earlier prompts and images").check();
  await app.button("Edit").first().click();
  await app.make("make it green");
  assert.equal(sent[2].contents.length, 1);
  const [{ parts }] = sent[2].contents;
  assert.deepEqual(parts.map((part) => Object.keys(part)[0]), ["text", "inlineData"]);
  assert.equal(parts[0].text, "make it green");
});
