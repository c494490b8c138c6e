// What can be done with a result.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

import { decodePng } from "../harness/png.js";
import { scene, story } from "./harness/story.js";
import { isAlive, picture, plainPng } from "./harness/visitor.js";

story("Download gives the very bytes under a name that says what they are", async ({ page, visitor }) => {
  const made = await picture(await visitor.make("A red fox, at dawn!"));
  const started = page.waitForEvent("download");
  await visitor.button("Download").click();
  const download = await started;
  await page.getByText("Saved as a-red-fox").waitFor();
  assert.equal(download.suggestedFilename(), `a-red-fox-at-dawn-${made.width}x${made.height}.png`);
  const bytes = await readFile(await download.path());
  assert.equal(createHash("sha256").update(bytes).digest("hex"), made.sha256);
  const { width, height } = decodePng(bytes);
  assert.deepEqual([width, height], [made.width, made.height]);
});

// There is one clipboard for all pages.
scene("Copy puts the picture on the clipboard and says so", async ({ page, context, visitor }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const made = await picture(await visitor.make("a copied pear"));
  await visitor.button("Copy").click();
  await page.getByText("The picture is on the clipboard").waitFor();
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bitmap = await createImageBitmap(await item.getType("image/png"));
    return [bitmap.width, bitmap.height];
  });
  assert.deepEqual(size, [made.width, made.height]);
});

story("a browser that does not allow copying is said so, and nothing else happens", async ({ page, errors, visitor }) => {
  await visitor.make("a pear");
  await page.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await visitor.button("Copy").click();
  await page.getByText("did not allow copying").waitFor();
  assert.deepEqual(errors, []);
});

story("Edit continues from a result: it becomes the input image and the prompt is ready", async ({ page, visitor }) => {
  const first = await picture(await visitor.make("a lighthouse"));
  await visitor.addImage("own.png", plainPng(8, 8));
  await visitor.thumbnails.waitFor();

  await visitor.button("Edit").click();
  await visitor.button("Remove a lighthouse").waitFor();
  assert.equal(await visitor.thumbnails.count(), 1);
  await visitor.focused(visitor.prompt);
  // The person's own image made room, and can come back.
  await visitor.undo.click();
  await visitor.button("Remove own.png").waitFor();
  await visitor.button("Edit").click();
  await visitor.button("Remove a lighthouse").waitFor();
  await visitor.focused(visitor.prompt);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("make it green");
  await page.keyboard.press("ControlOrMeta+Enter");
  await visitor.pictures.nth(1).waitFor();
  const edited = await picture(visitor.pictures.first());
  assert.equal(edited.alt, "make it green");
  assert.notEqual(edited.sha256, first.sha256);
  assert.ok(await visitor.results.getByText("Made from “a lighthouse”").isVisible());
});

story("Compare: an edit against what it was made from, moved by keys, against others by choice", async ({ page, errors, visitor }) => {
  await visitor.make("an owl");
  await visitor.make("a lighthouse");
  await visitor.button("Edit").first().click();
  await visitor.make("make it green");

  await visitor.button("Compare").first().click();
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

  await dialog.getByLabel("Compare with").selectOption({ label: "an owl" });
  const other = page.getByRole("dialog", { name: "Compare" });
  await other.waitFor();
  assert.equal(await other.getByRole("img").first().getAttribute("alt"), "an owl");
  await page.keyboard.press("Escape");
  await other.waitFor({ state: "hidden" });
  assert.ok(await visitor.button("Compare").first().evaluate((button) => button === document.activeElement));
  assert.deepEqual(errors, []);
});

story("a single picture has nothing to be compared with, and Compare says so", async ({ page, visitor }) => {
  await visitor.make("alone");
  await visitor.button("Compare").click();
  await page.getByText("only picture so far").waitFor();
});

story("Delete can be undone; afterwards the address is dead", async ({ page, visitor }) => {
  await visitor.make("the first");
  await visitor.make("the second");
  const before = await picture(visitor.pictures.first());

  await visitor.button("Delete").first().click();
  await visitor.undo.waitFor();
  assert.equal(await visitor.pictures.count(), 1);
  assert.equal(await isAlive(page, before.url), false);
  await visitor.undo.click();
  await visitor.pictures.nth(1).waitFor();
  const { url, alt, sha256 } = await picture(visitor.pictures.first());
  assert.deepEqual([alt, sha256], ["the second", before.sha256]);

  await visitor.button("Delete").first().click();
  await visitor.button("Dismiss").click();
  await visitor.button("Dismiss").waitFor({ state: "detached" });
  assert.equal(await isAlive(page, url), false);
  assert.equal(await visitor.pictures.count(), 1);
});

story("what an edit was made from lives as long as the edit", async ({ page, visitor }) => {
  const { url } = await picture(await visitor.make("a lighthouse"));
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.thumbnails.click();
  await visitor.button("Delete").nth(1).click();
  await visitor.button("Dismiss").click();
  assert.ok(await isAlive(page, url), "the comparison still needs it");
  await visitor.button("Delete").click();
  await visitor.button("Dismiss").click();
  await visitor.button("Dismiss").waitFor({ state: "detached" });
  assert.equal(await isAlive(page, url), false);
});

// Fingers have no menu and drag no pictures.
scene("the browser's menu meets the picture, and a picture is dragged to the inputs", async ({ page, errors, visitor }) => {
  await visitor.make("a lighthouse");
  await page.evaluate(() => {
    globalThis.targets = [];
    addEventListener("contextmenu", ({ target }) => globalThis.targets.push(target.className), true);
  });
  const { x, y, width, height } = await visitor.pictures.first().boundingBox();
  const middle = [x + width / 2, y + height / 2];
  for (let times = 0; times < 2; times += 1) {
    await page.mouse.click(...middle, { button: "right" });
    assert.equal(await page.evaluate(() => globalThis.targets.pop()), "card__image");
    await page.mouse.click(...middle);
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    // Until the page has heard of it: a click between the browser's closing and its `close` event would be closed as well.
    await page.locator(".viewer__head").waitFor({ state: "detached" });
  }
  const tray = await page.locator(".inputs__add").boundingBox();
  await page.mouse.move(...middle);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 20, middle[1] + 20, { steps: 4 });
  await page.mouse.move(tray.x + tray.width / 2, tray.y + tray.height / 2, { steps: 8 });
  await page.mouse.up();
  await visitor.button("Remove a lighthouse").waitFor();
  assert.equal(await visitor.thumbnails.count(), 1);
  // By keyboard it opens as before.
  await visitor.button("Open").press("Enter");
  await page.getByRole("dialog").waitFor();
  assert.deepEqual(errors, []);
});
