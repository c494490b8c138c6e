// Pictures leave and come back: all of them as a ZIP, and each with how it was made in its own file.

import assert from "node:assert/strict";

import { decodePng } from "../harness/png.js";
import { kept, records } from "./harness/database.js";
import { story } from "./harness/story.js";
import { comeBack, picture, plainPng, saved } from "./harness/visitor.js";

story("all pictures as one ZIP, brought in by another visitor with their history, by picker and by drop", async ({ page, errors, visitor, another }) => {
  await visitor.addImage("pear.png", plainPng(320, 240));
  await visitor.thumbnails.waitFor();
  await visitor.make("make it blue");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.button("Favourite").first().click();
  const before = await Promise.all([0, 1].map((place) => picture(visitor.pictures.nth(place))));
  await visitor.openSettings();
  const zip = await saved(page, () => visitor.button("Export ZIP").click());
  assert.equal(zip.name, "tintype-gallery.zip");
  assert.ok(zip.bytes.includes("gallery.json") && zip.bytes.includes("pictures/0001-make-it-green-"));
  const known = await records(page, 2);
  assert.deepEqual(errors, []);

  const other = await another();
  const there = other.visitor;
  await there.openSettings();
  const field = other.page.getByLabel("Import ZIP");
  await field.setInputFiles({ name: "mine.zip", mimeType: "application/zip", buffer: zip.bytes });
  await other.page.getByText("2 pictures imported.").waitFor();
  const after = await Promise.all([0, 1].map((place) => picture(there.pictures.nth(place))));
  assert.deepEqual(after.map(({ sha256, alt }) => [sha256, alt]), before.map(({ sha256, alt }) => [sha256, alt]));
  assert.equal(await there.button("Favourite").first().getAttribute("aria-pressed"), "true");
  assert.ok(await there.results.getByText("Made from “pear.png”").isVisible());

  // The same again brings nothing twice.
  await other.page.evaluate((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "again.zip", { type: "application/zip" }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, [...zip.bytes]);
  await other.page.getByText("0 pictures imported.").waitFor();
  assert.equal(await there.pictures.count(), 2);
  assert.deepEqual(await records(other.page, 2), known, "all that was known, to the last signature");

  await comeBack(other.page);
  await there.pictures.nth(1).waitFor();
  assert.deepEqual(await kept(other.page), known);

  // What was deleted comes back from it, even what was only hidden.
  await there.button("Delete").nth(1).click();
  await there.pictures.nth(1).waitFor({ state: "detached" });
  await there.openSettings();
  await field.setInputFiles({ name: "mine.zip", mimeType: "application/zip", buffer: zip.bytes });
  await other.page.getByText("1 picture imported.").waitFor();
  await there.pictures.nth(1).waitFor();
  assert.deepEqual(other.errors, []);
});

story("a file that holds no pictures changes nothing, and says so", async ({ page, visitor }) => {
  await visitor.openSettings();
  const field = page.getByLabel("Import ZIP");
  await field.setInputFiles({ name: "odd.zip", mimeType: "application/zip", buffer: Buffer.from("no zip at all") });
  await page.getByText("odd.zip isn't a Tintype export").waitFor();
  assert.equal(await visitor.pictures.count(), 0);
});

story("on request a download says how it was made, and says it again when it is dropped in", async ({ page, errors, visitor }) => {
  await visitor.ratios.getByRole("radio", { name: "16:9" }).check();
  await page.getByText("Advanced").click();
  await page.getByLabel("Seed").fill("7");
  await visitor.make("a pear, 一只梨");
  const plain = await saved(page, () => visitor.button("Download").click());
  assert.ok(!plain.bytes.includes("tintype"), "unasked, nothing is written");

  await visitor.openSettings();
  await page.getByLabel("Save prompt and settings").check();
  await visitor.closeSettings();
  const told = await saved(page, () => visitor.button("Download").click());
  assert.equal(told.name, plain.name);
  assert.deepEqual(decodePng(told.bytes), decodePng(plain.bytes), "the picture is the same");

  await visitor.prompt.fill("something else");
  await page.getByLabel("Seed").fill("");
  await visitor.addImage("told.png", told.bytes);
  await page.getByText("told.png contains its prompt.").waitFor();
  await visitor.button("Use this prompt").click();
  await page.waitForFunction(() => document.querySelector("#prompt").value !== "something else");
  assert.equal(await visitor.prompt.inputValue(), "a pear, 一只梨");
  assert.equal(await page.getByLabel("Seed").inputValue(), "7");
  assert.ok(await visitor.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  assert.deepEqual(errors, []);
});
