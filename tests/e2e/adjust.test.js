// Editing a photo before it is sent, and a result: the stage with its tools, crop, rotation and straightening.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens } from "./harness/screens.js";
import { bodies, reloadWhenSaved, picture, plainPng, swipe } from "./harness/studio-page.js";

/** Draws a PNG in which every pixel has a unique colour. */
async function unique(page, width, height) {
  const bytes = await page.evaluate(
    async ([width, height]) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext("2d");
      const pixels = context.createImageData(width, height);
      for (let at = 0; at < width * height; at += 1) pixels.data.set([at & 255, (at >> 8) & 255, (at >> 16) & 255, 255], at * 4);
      context.putImageData(pixels, 0, 0);
      return [...new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer())];
    },
    [width, height],
  );
  return Buffer.from(bytes);
}

/** Returns the size of an image, and the numbers that the colours of some of its pixels encode. */
const pixels = (image, points) =>
  image.evaluate(async (element, points) => {
    const bitmap = await createImageBitmap(await (await fetch(element.src)).blob());
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const number = ([red, green, blue]) => red + (green << 8) + (blue << 16);
    return { width, height, numbers: points.map(([x, y]) => number(context.getImageData(x, y, 1, 1).data)) };
  }, points);

/** Locates the controls of a photo's stage and of the crop dialog. */
function tools(page) {
  const photo = page.getByRole("region", { name: "Photo" });
  const dialog = page.getByRole("dialog", { name: "Crop and rotate" });
  return {
    photo,
    image: photo.getByRole("img"),
    tool: (name) => photo.getByRole("button", { name, exact: true }),
    dialog,
    inDialog: (name) => dialog.getByRole("button", { name, exact: true }),
    frame: dialog.getByRole("application", { name: "The part that stays" }),
    size: dialog.locator(".adjust__size"),
  };
}

testOnBothScreens("a photo that was added stands large with its tools and ideas, until a picture is requested", async ({ page, app, screen, errors }) => {
  const { photo, image, tool } = tools(page);
  await app.addImage("pear.png", plainPng(640, 480, [120, 140, 90]));
  await image.waitFor();
  assert.equal(await image.getAttribute("alt"), "The photo, large");
  assert.ok((await image.boundingBox()).width > (screen === "desk" ? 400 : 300));
  await photo.getByText("pear.png, 640 × 480 px").waitFor();
  assert.equal(await page.getByText("Make your first picture").count(), 0);
  assert.equal(await app.pictures.count(), 0, "an input image is no result");
  await inBothThemes(page, `photo-stage-${screen}`);

  await app.addImage("cat.png", plainPng(300, 500, [90, 90, 160]));
  await photo.getByText("cat.png, 300 × 500 px").waitFor();
  await page.getByRole("button", { name: "Show pear.png large" }).click();
  await photo.getByText("pear.png, 640 × 480 px").waitFor();
  await page.getByRole("button", { name: "Remove pear.png" }).click();
  await photo.getByText("cat.png, 300 × 500 px").waitFor();

  await reloadWhenSaved(page);
  await photo.getByText("cat.png, 300 × 500 px").waitFor();
  await tool("Turn it into a watercolour on rough paper").click();
  assert.equal(await app.prompt.inputValue(), "Turn it into a watercolour on rough paper");
  await app.button("Generate").click();
  await app.pictures.first().waitFor();
  await photo.waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

testOnBothScreens("a photo is rotated, cropped and straightened before it is sent; each step is undone, and the original comes back", async ({ page, app, screen }) => {
  const { image, tool, dialog, inDialog, frame, size } = tools(page);
  const isSize = (width, height) => page.waitForFunction(([width, height]) => {
    const { naturalWidth, naturalHeight } = document.querySelector(".photo__image") ?? {};
    return naturalWidth === width && naturalHeight === height;
  }, [width, height]);
  await app.addImage("pear.png", await unique(page, 400, 300));
  await image.waitFor();
  const before = await picture(image);
  assert.equal(await tool("Original").count(), 0);

  await tool("Rotate").click();
  await isSize(300, 400);
  const at = (x, y) => y * 400 + x;
  // The photo's corners after a clockwise quarter turn; no pixel is blended.
  const corners = await pixels(image, [[0, 0], [299, 0], [299, 399], [0, 399], [100, 7]]);
  assert.deepEqual(corners.numbers, [at(0, 299), at(0, 0), at(399, 0), at(399, 299), at(7, 199)]);

  await tool("Crop").click();
  await frame.and(page.locator(":focus")).waitFor();
  assert.equal(await size.innerText(), "300 × 400 px");
  await inDialog("1:1").click();
  assert.equal(await size.innerText(), "300 × 300 px");
  await inDialog("Free").click();
  // Drags the lower right corner with a mouse or a finger.
  const box = await dialog.locator(".adjust__crop").boundingBox();
  const path = [[box.x + box.width, box.y + box.height], [box.x + box.width / 2, box.y + box.height / 2]];
  if (screen === "phone") await swipe(page, path);
  else {
    await page.mouse.move(...path[0]);
    await page.mouse.down();
    await page.mouse.move(...path[1], { steps: 4 });
    await page.mouse.up();
  }
  const [width, height] = (await size.innerText()).match(/\d+/g).map(Number);
  assert.ok(Math.abs(width - 150) < 4 && Math.abs(height - 150) < 4, `${width} × ${height}`);
  await frame.focus();
  for (let presses = 0; presses < 60; presses += 1) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await size.innerText(), `${width + 6} × ${height} px`);
  await page.keyboard.press("Enter");
  await isSize(width + 6, height);
  const cropped = await pixels(image, [[0, 0], [5, 3]]);
  assert.deepEqual(cropped.numbers.map((number) => [number % 400, Math.floor(number / 400)]).map(([x, y]) => [x, y]), [[0, 299], [3, 294]]);

  // Reopening the dialog shows the whole photo because a crop is not destructive.
  await tool("Crop").click();
  await frame.waitFor();
  const straighten = dialog.getByRole("slider", { name: "Straighten" });
  await straighten.focus();
  for (let presses = 0; presses < 50; presses += 1) await page.keyboard.press("ArrowRight");
  await dialog.getByText("5.0°").first().waitFor();
  await inBothThemes(page, `photo-adjust-${screen}`);
  await inDialog("Reset").click();
  assert.equal(await size.innerText(), "400 × 300 px");
  await straighten.focus();
  for (let presses = 0; presses < 50; presses += 1) await page.keyboard.press("ArrowLeft");
  const [smaller] = (await size.innerText()).match(/\d+/g).map(Number);
  assert.ok(smaller > 300 && smaller < 400, `${smaller}`);
  await inDialog("Apply").click();
  await dialog.waitFor({ state: "hidden" });
  await page.waitForFunction((width) => document.querySelector(".photo__image").naturalWidth === width, smaller);
  const edges = await pixels(image, [[0, 0]]);
  assert.ok(edges.numbers[0] > 0, "no corner is empty");

  const sent = bodies(page);
  await app.submit("make it green");
  await app.pictures.first().waitFor();
  const { inlineData } = sent[0].contents.at(-1).parts.find((part) => part.inlineData);
  const { width: sentWidth } = await page.evaluate(async (base64) => {
    const { width } = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    return { width };
  }, inlineData.data);
  assert.equal(sentWidth, smaller, "what is seen is what is sent");

  await page.getByRole("button", { name: "Show pear.png large" }).click();
  await app.step("Undo").click();
  await isSize(width + 6, height);
  await app.step("Undo").click();
  await isSize(300, 400);
  await app.step("Redo").click();
  await isSize(width + 6, height);
  await tool("Original").click();
  await isSize(400, 300);
  assert.equal((await picture(image)).sha256, before.sha256);
  assert.equal(await tool("Original").count(), 0);
});

testOnBothScreens("a result is cropped into a picture of its own, and a photo is retouched before it is sent", async ({ page, app, screen, errors }) => {
  const { image, tool, dialog, inDialog, size } = tools(page);
  const first = await picture(await app.make("a lighthouse"));
  await app.button("Crop").click();
  await inDialog("16:9").click();
  await inDialog("Rotate left").click();
  assert.equal(await size.innerText(), "1024 × 576 px");
  await inDialog("Apply").click();
  await dialog.waitFor({ state: "hidden" });
  await app.pictures.nth(1).waitFor();
  const second = await picture(app.pictures.first());
  assert.deepEqual([second.width, second.height, second.alt], [1024, 576, "a lighthouse"]);
  await app.results.getByText("Made from “a lighthouse”").waitFor();
  await reloadWhenSaved(page);
  await app.pictures.nth(1).waitFor();
  assert.equal((await picture(app.pictures.nth(1))).sha256, first.sha256, "the original stays as it was");

  await app.addImage("pear.png", plainPng(600, 400, [120, 140, 90]));
  await image.waitFor();
  await tool("Retouch").click();
  await page.getByRole("button", { name: "Rectangle", exact: true }).click();
  const box = await page.locator(".retouch__sheet").boundingBox();
  const path = [[0.25, 0.25], [0.5, 0.6]].map(([x, y]) => [box.x + x * box.width, box.y + y * box.height]);
  if (screen === "phone") await swipe(page, path);
  else {
    await page.mouse.move(...path[0]);
    await page.mouse.down();
    await page.mouse.move(...path[1], { steps: 4 });
    await page.mouse.up();
  }
  await page.getByLabel("What should change there?").fill("make it blue");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await app.pictures.nth(2).waitFor();
  const edited = app.pictures.first();
  const seen = await pixels(edited, [[5, 5], [590, 390], [225, 170]]);
  const plain = 120 + (140 << 8) + (90 << 16);
  assert.deepEqual([seen.width, seen.height], [600, 400]);
  assert.deepEqual(seen.numbers.map((number) => number === plain), [true, true, false]);
  await app.results.getByText("Made from “pear.png”").waitFor();
  assert.deepEqual(errors, []);
});
