// One prompt for many photos: one press edits each of them in a separate request.

import assert from "node:assert/strict";

import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { bodies, plainPng } from "./harness/studio-page.js";

const photo = (number) => ({ name: `photo-${number}.png`, mimeType: "image/png", buffer: plainPng(16 + number, 8) });
const photos = (count) => Array.from({ length: count }, (_, number) => photo(number + 1));
const imagesOf = ({ contents }) => contents.at(-1).parts.filter((part) => part.inlineData).length;

testOnBothScreens("two photos that are edited by themselves are two requests with one image each, and the price says so", async ({ page, app, screen, errors }) => {
  const sent = bodies(page);
  await app.files.setInputFiles(photos(2));
  await app.thumbnails.nth(1).waitFor();
  if (screen === "phone") await app.prompt.click();
  const each = page.getByLabel("Edit each image by itself");
  await each.check();
  await page.getByText("2 × $0.039").first().waitFor();
  await app.submit("make it sepia");
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  assert.deepEqual(sent.map(imagesOf), [1, 1]);
  const bytes = sent.map(({ contents }) => contents.at(-1).parts.find((part) => part.inlineData).inlineData.data);
  assert.notEqual(bytes[0], bytes[1]);
  if (screen === "phone") await app.prompt.click();
  await each.uncheck();
  await app.submit("put both together");
  await app.pictures.nth(2).waitFor();
  assert.equal(imagesOf(sent[2]), 2);
  assert.deepEqual(errors, []);
});

testOnDesktop("more photos than a request takes are edited one by one; the choice is offered, kept, and cannot be left while they are too many", async ({ page, app, errors }) => {
  const sent = bodies(page);
  await app.files.setInputFiles(photos(6));
  await page.getByText("3 of 6 added: gemini-2.5-flash-image takes 3. To edit more, let each be edited by itself: up to 50.").waitFor();
  const each = page.getByLabel("Edit each image by itself");
  await each.check();
  await app.files.setInputFiles(photos(6).slice(3));
  await app.thumbnails.nth(5).waitFor();
  assert.ok(await each.isDisabled());
  await app.submit("make it sepia");
  await app.pictures.nth(5).waitFor();
  await app.button("Generate").waitFor();
  assert.deepEqual(sent.map(imagesOf), Array(6).fill(1));
  await page.reload();
  await app.thumbnails.nth(5).waitFor();
  assert.ok(await each.isChecked(), "a reload keeps it");
  for (let left = 6; left > 3; left -= 1) await app.thumbnails.first().click();
  await each.uncheck();
  assert.deepEqual(errors, []);
});
