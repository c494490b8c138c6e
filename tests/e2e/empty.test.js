// The empty stage on the first visit, from landing to the first picture.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

testOnBothScreens("a first visit says what Studio does, and is two actions away from a picture or from editing a photo", async ({ page, app, screen, errors }) => {
  await app.results.getByRole("heading", { name: "Make or edit a picture with words." }).waitFor();
  await app.results.getByText("Make it night").waitFor();
  await inBothThemes(page, `first-${screen}`);
  await app.button("Describe a picture").click();
  await app.focused(app.prompt);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), app.button("Edit a photo").click()]);
  await chooser.setFiles({ name: "mine.png", mimeType: "image/png", buffer: plainPng(64, 48) });
  await page.getByRole("button", { name: "Remove mine.png" }).click();
  await page.keyboard.press("Escape");

  // Tests the two actions of the stage.
  await app.button("A red sailboat on a calm lake at sunset").click();
  await app.focused(app.prompt);
  await app.button("Generate").click();
  const picture = app.results.getByRole("img", { name: "A red sailboat on a calm lake at sunset" });
  await picture.first().waitFor();
  assert.equal(await app.button("Describe a picture").count(), 0);
  assert.deepEqual(errors, []);
}, { as: "new" });

testOnDesktop("the first visit in Chinese", async ({ page, app, errors }) => {
  await page.getByRole("heading", { name: "用文字生成或编辑图片。" }).waitFor();
  await app.button("描述一张图片").waitFor();
  await app.button("编辑照片").waitFor();
  assert.deepEqual(errors, []);
}, { as: "new", locale: "zh-CN" });
