// A photo on a larger canvas: a model fills the new area, and every pixel of the photo stays unchanged.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens } from "./harness/screens.js";
import { bodies, reloadWhenSaved, plainPng, swipe } from "./harness/studio-page.js";

const COLOUR = [120, 140, 90];

/** Counts the pixels of this colour inside and outside a rectangle of an image, and returns the image's size. */
const count = (page, url, [left, top, width, height], colour) =>
  page.evaluate(
    async ([url, left, top, width, height, colour]) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const found = { width: bitmap.width, height: bitmap.height, inside: 0, outside: 0 };
      for (let at = 0; at < data.length; at += 4) {
        if (!colour.every((value, channel) => data[at + channel] === value)) continue;
        const [x, y] = [(at / 4) % bitmap.width, Math.floor(at / 4 / bitmap.width)];
        const isInside = x >= left && x < left + width && y >= top && y < top + height;
        found[isInside ? "inside" : "outside"] += 1;
      }
      return found;
    },
    [url, left, top, width, height, colour],
  );

testOnBothScreens("a photo is put on a larger canvas; the new area is filled, and not one pixel of the photo changes", async ({ page, app, screen, errors }) => {
  const dialog = page.getByRole("dialog", { name: "Expand" });
  const inDialog = (name) => dialog.getByRole("button", { name, exact: true });
  const photo = page.getByRole("region", { name: "Photo" });
  const canvas = dialog.getByRole("application", { name: "The place of the photo on its canvas" });
  const size = dialog.locator(".expand__size");
  await app.addImage("pear.png", plainPng(600, 400, COLOUR));
  await photo.getByRole("button", { name: "Expand", exact: true }).click();
  await canvas.and(page.locator(":focus")).waitFor();
  assert.equal(await size.innerText(), "900 × 600 px");
  await inBothThemes(page, `photo-expand-${screen}`);

  // A canvas without a new area sends no request.
  await dialog.getByRole("slider", { name: "Margin" }).fill("1");
  await inDialog("Fill new area").click();
  await dialog.getByText("Choose another shape or a larger margin first.").waitFor();
  await inDialog("1:1").click();
  assert.equal(await size.innerText(), "600 × 600 px");
  // Arrow keys move the photo to the top edge, and a pointer drags it down again.
  const image = dialog.getByRole("img");
  const canvasBox = await dialog.locator(".expand__canvas").boundingBox();
  const top = async () => Math.round(((await image.boundingBox()).y - canvasBox.y) / canvasBox.height * 600);
  assert.equal(await top(), 100);
  await canvas.focus();
  for (let presses = 0; presses < 10; presses += 1) await page.keyboard.press("ArrowUp");
  assert.equal(await top(), 0);
  const [x, y] = [canvasBox.x + canvasBox.width / 2, canvasBox.y + canvasBox.height / 4];
  const path = [[x, y], [x, y + 3 * canvasBox.height]];
  if (screen === "phone") await swipe(page, [path[0], [x, y + canvasBox.height / 2]]);
  else {
    await page.mouse.move(...path[0]);
    await page.mouse.down();
    await page.mouse.move(x, y + canvasBox.height / 2, { steps: 4 });
    await page.mouse.up();
  }
  assert.equal(await top(), 200);

  const sent = bodies(page);
  await inDialog("Fill new area").click();
  await app.pictures.first().waitFor();
  await app.button("Generate").waitFor();
  const { contents, generationConfig } = sent[0];
  const parts = contents.at(-1).parts;
  assert.match(parts.find((part) => part.text).text, /beyond its edges[^]*between 0% and 100% of the width[^]*between 33% and 100% of the height/);
  assert.equal(generationConfig.imageConfig.aspectRatio, "1:1");
  const { mimeType, data } = parts.find((part) => part.inlineData).inlineData;
  const canvasSent = await count(page, `data:${mimeType};base64,${data}`, [0, 200, 600, 400], COLOUR);
  assert.deepEqual(canvasSent, { width: 600, height: 600, inside: 240_000, outside: 0 });
  const grey = await count(page, `data:${mimeType};base64,${data}`, [0, 0, 600, 200], [128, 128, 128]);
  assert.deepEqual([grey.inside, grey.outside], [120_000, 0]);

  const url = await app.pictures.first().getAttribute("src");
  const made = await count(page, url, [0, 200, 600, 400], COLOUR);
  assert.deepEqual([made.width, made.height, made.inside], [600, 600, 240_000], "every pixel of the photo");
  const left = await count(page, url, [0, 0, 600, 200], [128, 128, 128]);
  // The emulated service draws into the canvas and leaves some of its grey.
  assert.ok(made.outside < 1000 && left.inside < 60_000, `${made.outside} and ${left.inside} of 120,000 pixels are not new`);
  assert.equal(await app.pictures.first().getAttribute("alt"), "Continue the picture naturally beyond its edges");
  await app.results.getByText("Made from “pear.png”").waitFor();

  // A result can be expanded as well, and its history leads to the original.
  await app.results.getByRole("button", { name: "Expand", exact: true }).click();
  await dialog.getByLabel("What should be around it?").fill("a wide meadow");
  await inDialog("Fill new area").click();
  await app.pictures.nth(1).waitFor();
  await reloadWhenSaved(page);
  await app.pictures.nth(1).waitFor();
  assert.equal(await app.pictures.first().getAttribute("alt"), "a wide meadow");
  await app.results.getByText("Made from “Continue the picture").waitFor();
  assert.deepEqual(errors, []);
});
