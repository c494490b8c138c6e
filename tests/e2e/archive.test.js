// Export and import: all pictures as a ZIP, and single files that contain their own metadata.

import assert from "node:assert/strict";

import { decodePng } from "../harness/png.js";
import { storedRecords, records } from "./harness/database.js";
import { testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved, inTurn, plainPng, saved } from "./harness/studio-page.js";

testOnBothScreens("all pictures as one ZIP, brought in by another user with their history, by picker and by drop", async ({ page, errors, app, another }) => {
  await app.addImage("pear.png", plainPng(320, 240));
  await app.thumbnails.waitFor();
  await app.make("make it blue");
  await app.button("Edit").click();
  await app.make("make it green");
  await app.button("Favourite").first().click();
  const before = await inTurn([0, 1].map((place) => app.pictures.nth(place)));
  await app.openSettings();
  const zip = await saved(page, () => app.button("Export ZIP").click());
  assert.equal(zip.name, "tintype-gallery.zip");
  assert.ok(zip.bytes.includes("gallery.json") && zip.bytes.includes("pictures/0001-make-it-green-"));
  const known = await records(page, 2);
  assert.deepEqual(errors, []);

  const other = await another();
  const there = other.app;
  await there.openSettings();
  const field = other.page.getByLabel("Import ZIP");
  await field.setInputFiles({ name: "mine.zip", mimeType: "application/zip", buffer: zip.bytes });
  await other.page.getByText("2 pictures imported.").waitFor();
  const after = await inTurn([0, 1].map((place) => there.pictures.nth(place)));
  assert.deepEqual(after.map(({ sha256, alt }) => [sha256, alt]), before.map(({ sha256, alt }) => [sha256, alt]));
  assert.equal(await there.button("Favourite").first().getAttribute("aria-pressed"), "true");
  await (await there.look("make it blue")).getByText("Made from “pear.png”").waitFor({ state: "attached" });
  await other.page.keyboard.press("Escape");
  await there.viewer.getByRole("heading").waitFor({ state: "detached" });

  // A second import adds nothing.
  await other.page.evaluate((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "again.zip", { type: "application/zip" }));
    document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, [...zip.bytes]);
  await other.page.getByText("0 pictures imported.").waitFor();
  assert.equal(await there.pictures.count(), 2);
  assert.deepEqual(await records(other.page, 2), known, "all that was known, to the last signature");

  await reloadWhenSaved(other.page);
  await there.pictures.nth(1).waitFor();
  assert.deepEqual(await storedRecords(other.page), known);

  // Deleted images are restored from the ZIP, including those that were only hidden.
  await there.act("make it blue", "Delete");
  await there.pictures.nth(1).waitFor({ state: "detached" });
  await there.openSettings();
  await field.setInputFiles({ name: "mine.zip", mimeType: "application/zip", buffer: zip.bytes });
  await other.page.getByText("1 picture imported.").waitFor();
  await there.pictures.nth(1).waitFor();
  assert.deepEqual(other.errors, []);
});

testOnBothScreens("a file that holds no pictures changes nothing, and says so", async ({ page, app }) => {
  await app.openSettings();
  const field = page.getByLabel("Import ZIP");
  await field.setInputFiles({ name: "odd.zip", mimeType: "application/zip", buffer: Buffer.from("no zip at all") });
  await page.getByText("odd.zip isn't a Tintype export").waitFor();
  assert.equal(await app.pictures.count(), 0);
});

testOnBothScreens("on request a download says how it was made, and says it again when it is dropped in", async ({ page, errors, app }) => {
  await app.ratios.getByRole("radio", { name: "16:9" }).check();
  await page.getByText("Advanced").click();
  await page.getByLabel("Seed").fill("7");
  await app.make("a pear, 一只梨");
  const plain = await saved(page, () => app.button("Download").click());
  assert.ok(!plain.bytes.includes("tintype"), "unasked, nothing is written");

  await app.openSettings();
  await page.getByLabel("Save prompt and settings").check();
  await app.closeSettings();
  const downloaded = await saved(page, () => app.button("Download").click());
  assert.equal(downloaded.name, plain.name);
  assert.deepEqual(decodePng(downloaded.bytes), decodePng(plain.bytes), "the picture is the same");

  await app.prompt.fill("something else");
  await page.getByLabel("Seed").fill("");
  await app.addImage("with-prompt.png", downloaded.bytes);
  await page.getByText("with-prompt.png contains its prompt.").waitFor();
  await app.button("Use this prompt").click();
  await page.waitForFunction(() => document.querySelector("#prompt").value !== "something else");
  assert.equal(await app.prompt.inputValue(), "a pear, 一只梨");
  assert.equal(await page.getByLabel("Seed").inputValue(), "7");
  assert.ok(await app.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  assert.deepEqual(errors, []);
});
