// The actions on a result, such as copying, editing and dragging it.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import { decodePng } from "../harness/png.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { isAlive, picture, plainPng } from "./harness/studio-page.js";

testOnBothScreens("Download gives the very bytes under a name that says what they are", async ({ page, app }) => {
  const made = await picture(await app.make("A red fox, at dawn!"));
  const started = page.waitForEvent("download");
  await app.button("Download").click();
  const download = await started;
  await page.getByText("Saved as a-red-fox").waitFor();
  assert.equal(download.suggestedFilename(), `a-red-fox-at-dawn-${made.width}x${made.height}.png`);
  const bytes = await readFile(await download.path());
  assert.equal(createHash("sha256").update(bytes).digest("hex"), made.sha256);
  const { width, height } = decodePng(bytes);
  assert.deepEqual([width, height], [made.width, made.height]);
});

// Desktop only, because all pages share one clipboard.
testOnDesktop("Copy puts the picture on the clipboard and says so", async ({ page, context, app }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const made = await picture(await app.make("a copied pear"));
  await app.button("Copy").click();
  await page.getByText("The picture is on the clipboard").waitFor();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bitmap = await createImageBitmap(await item.getType("image/png"));
    return [bitmap.width, bitmap.height];
  });
  assert.deepEqual(size, [made.width, made.height]);
});

testOnBothScreens("a refused copy is reported, and nothing else happens", async ({ page, errors, app }) => {
  await app.make("a pear");
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await app.button("Copy").click();
  await page.getByText("did not allow copying").waitFor();
  assert.deepEqual(errors, []);
});

testOnBothScreens("Edit continues from a result: it becomes the input image and the prompt is ready", async ({ page, app }) => {
  const first = await picture(await app.make("a lighthouse"));
  await app.addImage("own.png", plainPng(8, 8));
  await app.thumbnails.waitFor();

  await app.button("Edit").click();
  await app.button("Remove a lighthouse").waitFor();
  assert.equal(await app.thumbnails.count(), 1);
  await app.focused(app.prompt);
  // The edit replaced the user's own image, and Undo restores it.
  await app.undo.click();
  await app.button("Remove own.png").waitFor();
  await app.button("Edit").click();
  await app.button("Remove a lighthouse").waitFor();
  await app.focused(app.prompt);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("make it green");
  await page.keyboard.press("ControlOrMeta+Enter");
  await app.pictures.nth(1).waitFor();
  const edited = await picture(app.pictures.first());
  assert.equal(edited.alt, "make it green");
  assert.notEqual(edited.sha256, first.sha256);
  assert.ok(await app.results.getByText("Made from “a lighthouse”").isVisible());
});

testOnBothScreens("Compare: an edit against what it was made from, moved by keys, against others by choice", async ({ page, errors, app }) => {
  await app.make("an owl");
  await app.make("a lighthouse");
  await app.button("Edit").first().click();
  await app.make("make it green");

  await app.button("Compare").first().click();
  const dialog = page.getByRole("dialog", { name: "Before and after" });
  await dialog.waitFor();
  const pair = () => dialog.getByRole("img").evaluateAll((images) => images.map(({ alt }) => alt));
  assert.deepEqual(await pair(), ["a lighthouse", "make it green"]);

  const divide = dialog.getByRole("slider", { name: "Divider" });
  assert.ok(await divide.evaluate((slider) => slider === document.activeElement));
  const over = dialog.getByRole("img").nth(1);
  const clip = () => over.evaluate((image) => getComputedStyle(image).clipPath);
  const before = await clip();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await clip(), before);
  await page.keyboard.press("Home");
  assert.match(await clip(), / 0%\)$/);

  await dialog.getByRole("radio", { name: "an owl" }).check();
  const other = page.getByRole("dialog", { name: "Compare" });
  await other.waitFor();
  assert.equal(await other.getByRole("img").first().getAttribute("alt"), "an owl");
  await page.keyboard.press("Escape");
  await other.waitFor({ state: "hidden" });
  assert.ok(await app.button("Compare").first().evaluate((button) => button === document.activeElement));
  assert.deepEqual(errors, []);
});

testOnBothScreens("a single picture has nothing to be compared with, and Compare says so", async ({ page, app }) => {
  await app.make("alone");
  await app.button("Compare").click();
  await page.getByText("only picture so far").waitFor();
});

testOnBothScreens("Delete can be undone; afterwards the address is dead", async ({ page, app }) => {
  await app.make("the first");
  await app.make("the second");
  const before = await picture(app.pictures.first());

  await app.button("Delete").first().click();
  await app.undo.waitFor();
  assert.equal(await app.pictures.count(), 1);
  assert.equal(await isAlive(page, before.url), false);
  await app.undo.click();
  await app.pictures.nth(1).waitFor();
  const { url, alt, sha256 } = await picture(app.pictures.first());
  assert.deepEqual([alt, sha256], ["the second", before.sha256]);

  await app.button("Delete").first().click();
  await app.button("Dismiss").click();
  await app.button("Dismiss").waitFor({ state: "detached" });
  assert.equal(await isAlive(page, url), false);
  assert.equal(await app.pictures.count(), 1);
});

testOnBothScreens("the source of an edit lives as long as the edit", async ({ page, app }) => {
  const { url } = await picture(await app.make("a lighthouse"));
  await app.button("Edit").click();
  await app.make("make it green");
  await app.thumbnails.click();
  await app.act("a lighthouse", "Delete");
  await app.button("Dismiss").click();
  assert.ok(await isAlive(page, url), "the comparison still needs it");
  await app.button("Delete").click();
  await app.button("Dismiss").click();
  await app.button("Dismiss").waitFor({ state: "detached" });
  assert.equal(await isAlive(page, url), false);
});

// Desktop only, because touch has no context menu and no dragging of pictures.
testOnDesktop("the browser's menu meets the picture, and a picture is dragged to the inputs", async ({ page, errors, app }) => {
  await app.make("a lighthouse");
  await page.evaluate(() => {
    globalThis.targets = [];
    addEventListener("contextmenu", ({ target }) => globalThis.targets.push(target.className), true);
  });
  const { x, y, width, height } = await app.pictures.first().boundingBox();
  const middle = [x + width / 2, y + height / 2];
  for (let times = 0; times < 2; times += 1) {
    await page.mouse.click(...middle, { button: "right" });
    assert.equal(await page.evaluate(() => globalThis.targets.pop()), "card__image");
    await page.mouse.click(...middle);
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    // Waits for the `close` event, because a dialog that opens between the browser's closing and that event would close
    // as well.
    await page.locator(".viewer__head").waitFor({ state: "detached" });
  }
  const tray = await page.locator(".inputs__add").boundingBox();
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 20, middle[1] + 20, { steps: 4 });
  await page.mouse.move(tray.x + tray.width / 2, tray.y + tray.height / 2, { steps: 8 });
  await page.mouse.up();
  await app.button("Remove a lighthouse").waitFor();
  assert.equal(await app.thumbnails.count(), 1);
  // Opening with the keyboard still works.
  await app.button("Open").press("Enter");
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(errors, []);
});
