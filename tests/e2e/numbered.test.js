// Several input images: they are numbered, the prompt refers to their numbers, and the result stores all of them.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens } from "./harness/screens.js";
import { bodies, reloadWhenSaved, plainPng } from "./harness/studio-page.js";

testOnBothScreens("images have numbers; @1 in the prompt becomes words, and every image is remembered with the result", async ({ page, app, screen, errors }) => {
  const numbers = () => page.locator(".thumbnail__number").allInnerTexts();
  const hint = page.locator(".inputs__numbers");
  await app.addImage("room.png", plainPng(40, 30, [200, 200, 190]));
  await app.thumbnails.waitFor();
  assert.deepEqual(await numbers(), [""], "one alone needs no number");
  assert.equal(await hint.isVisible(), false);
  await app.addImage("cat.png", plainPng(30, 40, [90, 70, 60]));
  await hint.getByText("Write @1 or @2 in the prompt to name an image.").waitFor();
  assert.deepEqual(await numbers(), ["@1", "@2"]);
  await app.prompt.fill("Put the cat of @2 into @1, not into @3");
  await hint.getByText("@1 is room.png. @2 is cat.png. There is no image 3.").waitFor();
  await inBothThemes(page, `numbered-${screen}`);
  await page.getByRole("button", { name: "Move cat.png earlier" }).click();
  await hint.getByText("@1 is cat.png. @2 is room.png. There is no image 3.").waitFor();
  assert.deepEqual(await numbers(), ["@1", "@2"]);

  const sent = bodies(page);
  await app.submit("Put the cat of @1 into @2");
  await app.pictures.first().waitFor();
  await app.button("Generate").waitFor();
  const text = sent[0].contents.at(-1).parts.find((part) => part.text).text;
  assert.equal(text, "Put the cat of image 1 into image 2\n\nThe attached images are, in their order: image 1, image 2.");
  assert.equal(await app.pictures.first().getAttribute("alt"), "Put the cat of @1 into @2", "the prompt stays as it was typed");

  await reloadWhenSaved(page);
  await app.pictures.first().waitFor();
  await app.results.getByText("Made from “cat.png”, “room.png”").waitFor();
  assert.deepEqual(await page.locator(".stage .ancestry__row").first().getByRole("listitem").evaluateAll((all) => all.map(({ title }) => title).filter(Boolean)), ["cat.png", "room.png"]);
  await app.button("Compare").click();
  const against = page.getByRole("group", { name: "Compare with" });
  assert.deepEqual(await against.getByRole("radio").evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)), ["cat.png", "room.png"]);
  await against.getByRole("radio", { name: "room.png" }).check();
  await page.waitForFunction(() => document.querySelector(".compare__image").naturalWidth === 40);
  assert.deepEqual(errors, []);
});
