// The gallery: storage, search, favourites, and the message when storage fails.

import assert from "node:assert/strict";

import { hold, inDatabase, waitForRecords, multiply, records } from "./harness/database.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved, waitUntilSaved, isAlive, picture, plainPng } from "./harness/studio-page.js";

const cells = (app) => app.cells.evaluateAll((cells) => cells.map(({ ariaLabel }) => ariaLabel));
const alts = (app) => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

testOnBothScreens("pictures, their order, their origin, favourites and sums are there after a reload", async ({ page, errors, app }) => {
  const first = await picture(await app.make("a lighthouse"));
  await app.make("an owl");
  await app.act("a lighthouse", "Edit");
  await app.make("make it green");
  await app.act("a lighthouse", "Favourite");
  const saved = await records(page, 3);
  assert.ok(saved.every(({ isBlob }) => isBlob), "bytes are kept as Blobs");
  await page.waitForFunction(() => document.querySelectorAll(".cell__star").length === 1);

  await reloadWhenSaved(page);
  await app.pictures.nth(2).waitFor();
  assert.deepEqual(await alts(app), ["make it green", "an owl", "a lighthouse"]);
  const again = await picture(app.pictures.nth(2));
  assert.equal(again.sha256, first.sha256, "the very bytes");
  assert.ok(await app.results.getByText("Made from “a lighthouse”").isVisible());
  await app.cell("a lighthouse, favourite").waitFor();
  await app.results.getByText(/^3 pictures · [\d,]+ tokens/).waitFor();
  // The storage usage is always shown in the settings; the gallery shows it only when the storage is nearly full.
  assert.equal(await app.results.getByText(/ used$/).count(), 0);
  await app.openSettings();
  await page.locator("#settings").getByText(/ used$/).waitFor();
  assert.deepEqual(errors, []);
});

testOnBothScreens("the prompt, settings, usage and the file of an edit are kept beside it", async ({ page, app }) => {
  await app.addImage("pear.png", plainPng(320, 240));
  await app.thumbnails.waitFor();
  await app.ratios.getByRole("radio", { name: "16:9" }).check();
  await app.make("make it blue");
  const [{ facts }] = await records(page, 1);
  assert.equal(facts.prompt, "make it blue");
  assert.equal(facts.asked.ratio, "16:9");
  assert.ok(facts.tokens > 0 && facts.elapsed_ms > 0);
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  await app.button("Compare").click();
  const dialog = page.getByRole("dialog", { name: "Before and after" });
  const [before] = await dialog.getByRole("img").evaluateAll((images) =>
    Promise.all(images.map((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))),
  );
  assert.deepEqual(before, [320, 240]);
});

testOnDesktop("storage that is nearly full is named over the gallery", async ({ page, app }) => {
  await page.addInitScript(() => (navigator.storage.estimate = async () => ({ usage: 75e6, quota: 100e6 })));
  await page.reload();
  await app.make("an owl");
  await app.results.getByText(/^75(\.0)? MB of 100(\.0)? MB used$/).waitFor();
});

testOnBothScreens("search and favourites show fewer, and all again", async ({ page, app }) => {
  await app.make("a red fox");
  await app.make("an owl");
  const search = page.getByRole("searchbox", { name: "Search the pictures" });
  await search.fill("FOX");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
  assert.deepEqual(await cells(app), ["a red fox"]);
  await search.fill("nobody");
  await page.getByText("No matches.").waitFor();
  await app.button("Show all").click();
  await app.cells.nth(1).waitFor();
  await app.button("Favourite").first().click();
  await app.button("Favourites").click();
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
  assert.deepEqual(await cells(app), ["an owl, favourite"]);
});

testOnBothScreens("a mark that is set and taken away quickly is shown as it was left, however slow the disk", async ({ page, app }) => {
  await app.make("a lighthouse");
  await records(page, 1);
  const release = await hold(page);
  const mark = app.button("Favourite");
  for (const pressed of ["true", "false", "true"]) {
    await mark.click();
    assert.equal(await mark.getAttribute("aria-pressed"), pressed);
  }
  const shown = await mark.evaluateHandle((button) => {
    const shown = [];
    new MutationObserver(() => shown.push(button.ariaPressed)).observe(button, { attributeFilter: ["aria-pressed"] });
    return shown;
  });
  await release();
  await waitUntilSaved(page);
  await waitForRecords(page, ([one]) => one.facts.favourite);
  assert.equal(await mark.getAttribute("aria-pressed"), "true");
  assert.deepEqual(await shown.jsonValue(), [], "no answer to an older change is shown");
});

testOnBothScreens("deleted and restored pictures stay so after a reload", async ({ page, app }) => {
  await app.make("the first");
  await app.make("the second");
  await app.button("Delete").first().click();
  await app.undo.click();
  await app.pictures.nth(1).waitFor();
  await app.act("the first", "Delete");
  await app.undo.waitFor();
  await records(page, 1);
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  assert.deepEqual(await alts(app), ["the second"]);
});

testOnBothScreens("a deleted source is stored, hidden, as long as its edits", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.button("Edit").click();
  await app.make("make it green");
  await app.act("a lighthouse", "Delete");
  await app.undo.waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  assert.deepEqual(await alts(app), ["make it green"]);
  assert.ok(await app.results.getByText("Made from “a lighthouse”").isVisible());
  await app.button("Delete").click();
  await records(page, 0);
});

testOnBothScreens("all are deleted at once, and brought back at once, with what they were made from", async ({ page, errors, app, screen }) => {
  await app.make("a lighthouse");
  await app.button("Edit").click();
  await app.make("make it green");
  await app.make("make it blue");
  // This picture is hidden, but the two others were made from it.
  await app.act("a lighthouse", "Delete");
  await app.button("Favourite").first().click();
  const before = await alts(app);
  const empty = () => page.waitForFunction(() => document.querySelectorAll(".cell").length === 0);

  await app.openSettings();
  await app.button("Delete all").click();
  await app.button("Move to bin").click();
  await page.getByText("2 pictures deleted.").waitFor();
  // The message stays while the pointer is on it.
  await app.undo.hover();
  await empty();
  assert.ok(await app.button("Delete all").isDisabled());
  await records(page, 0);
  await app.undo.and(page.locator(":focus")).click();
  await app.pictures.nth(1).waitFor();
  await records(page, 3);
  assert.deepEqual(await alts(app), before);

  await app.closeSettings();
  await page.getByRole("heading", { name: "Results" }).focus();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await empty();
  await page.keyboard.press("ControlOrMeta+z");
  await app.pictures.nth(1).waitFor();
  await records(page, 3);
  await reloadWhenSaved(page);
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(app), before);
  assert.equal(await app.button("Favourite").first().getAttribute("aria-pressed"), "true");
  assert.ok(await app.results.getByText("Made from “a lighthouse”").isVisible());
  const viewer = await app.look("make it green");
  if (screen === "phone") await viewer.getByText("Details", { exact: true }).click();
  assert.ok(await viewer.getByText("Made from “a lighthouse”").isVisible());
  assert.deepEqual(errors, []);
});

testOnBothScreens("a full storage is reported; stored pictures stay, and the unsaved one can be downloaded", async ({ page, app }) => {
  await app.make("the kept one");
  await records(page, 1);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    globalThis.freeStorage = () => (IDBObjectStore.prototype.put = put);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await app.make("one too many");
  await page.getByText("Storage is full").waitFor();
  await app.results.getByText("Not saved: it will be lost").waitFor();
  // Its cell in the gallery shows it as well, visually and for screen readers.
  const square = app.cell("one too many, not saved");
  await square.getByTitle("Not saved: it will be lost").waitFor();
  assert.ok(await isAlive(page, (await picture(app.pictures.first())).url));

  // Once storage is free again, a deletion allows the unsaved picture to be saved.
  await page.evaluate(() => globalThis.freeStorage());
  await app.act("the kept one", "Delete");
  await app.results.getByText("Not saved: it will be lost").waitFor({ state: "detached" });
  await square.waitFor({ state: "detached" });
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  assert.deepEqual(await alts(app), ["one too many"]);
});

testOnBothScreens("without a database Studio works, and says what is not kept", async ({ page, context, app }) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("not here", "SecurityError");
    };
  });
  await reloadWhenSaved(page);
  await app.results.getByText("This browser saves no pictures here").waitFor();
  await app.make("a pear");
  await app.results.getByText("Not saved: it will be lost").waitFor();
});

testOnDesktop("the source of a picture is shown, although it is read after it", async ({ page, app }) => {
  await app.make("a lighthouse");
  await records(page, 1);
  await multiply(page, 60);
  await inDatabase(page, ({ facts }) => {
    facts.get(59).onsuccess = ({ target }) => {
      const record = JSON.parse(target.result.facts);
      facts.put({ id: 59, facts: JSON.stringify({ ...record, sources: [{ Result: { id: 1 } }] }) });
    };
  });
  await reloadWhenSaved(page);
  await (await app.look("picture 59")).getByText("Made from “picture 1”").waitFor();
});
