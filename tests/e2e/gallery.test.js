// The gallery: what is kept, found again, marked, and told when it cannot be kept.

import assert from "node:assert/strict";

import { hold, inDatabase, keptAs, multiply, records } from "./harness/database.js";
import { scene, story } from "./harness/story.js";
import { comeBack, goes, isAlive, picture, plainPng } from "./harness/visitor.js";

const alts = (visitor) => visitor.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

story("pictures, their order, their origin, favourites and sums are there after a reload", async ({ page, errors, visitor }) => {
  const first = await picture(await visitor.make("a lighthouse"));
  await visitor.make("an owl");
  await visitor.button("Edit").nth(1).click();
  await visitor.make("make it green");
  await visitor.button("Favourite").nth(2).click();
  const kept = await records(page, 3);
  assert.ok(kept.every(({ isBlob }) => isBlob), "bytes are kept as Blobs");
  await page.waitForFunction(() => document.querySelectorAll('[aria-pressed="true"]').length === 1);

  await comeBack(page);
  await visitor.pictures.nth(2).waitFor();
  assert.deepEqual(await alts(visitor), ["make it green", "an owl", "a lighthouse"]);
  const again = await picture(visitor.pictures.nth(2));
  assert.equal(again.sha256, first.sha256, "the very bytes");
  assert.ok(await visitor.results.getByText("Made from “a lighthouse”").isVisible());
  assert.equal(await visitor.button("Favourite").nth(2).getAttribute("aria-pressed"), "true");
  await visitor.results.getByText(/^3 pictures · [\d,]+ tokens/).waitFor();
  // How full the storage is.
  await visitor.results.getByText(/ used$/).waitFor();
  assert.deepEqual(errors, []);
});

story("the prompt, settings, usage and the file of an edit are kept beside it", async ({ page, visitor }) => {
  await visitor.addImage("pear.png", plainPng(320, 240));
  await visitor.thumbnails.waitFor();
  await visitor.ratios.getByRole("radio", { name: "16:9" }).check();
  await visitor.make("make it blue");
  const [{ facts }] = await records(page, 1);
  assert.equal(facts.prompt, "make it blue");
  assert.equal(facts.asked.ratio, "16:9");
  assert.ok(facts.tokens > 0 && facts.elapsed_ms > 0);
  await comeBack(page);
  await visitor.pictures.waitFor();
  await visitor.button("Compare").click();
  const dialog = page.getByRole("dialog", { name: "Before and after" });
  const [before] = await dialog.getByRole("img").evaluateAll((images) =>
    Promise.all(images.map((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))),
  );
  assert.deepEqual(before, [320, 240]);
});

story("search and favourites show fewer, and all again", async ({ page, visitor }) => {
  await visitor.make("a red fox");
  await visitor.make("an owl");
  const search = page.getByRole("searchbox", { name: "Search the pictures" });
  await search.fill("FOX");
  await page.waitForFunction(() => document.querySelectorAll(".card__image").length === 1);
  assert.deepEqual(await alts(visitor), ["a red fox"]);
  await search.fill("nobody");
  await page.getByText("No matches.").waitFor();
  await visitor.button("Show all").click();
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Favourite").first().click();
  await visitor.button("Favourites").click();
  await page.waitForFunction(() => document.querySelectorAll(".card__image").length === 1);
  assert.deepEqual(await alts(visitor), ["an owl"]);
});

story("a mark that is set and taken away quickly is shown as it was left, however slow the disk", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  await records(page, 1);
  const release = await hold(page);
  const mark = visitor.button("Favourite");
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
  await goes(page);
  await keptAs(page, ([one]) => one.facts.favourite);
  assert.equal(await mark.getAttribute("aria-pressed"), "true");
  assert.deepEqual(await shown.jsonValue(), [], "no answer to an older change is shown");
});

story("what is deleted stays away after a reload, and what is brought back stays", async ({ page, visitor }) => {
  await visitor.make("the first");
  await visitor.make("the second");
  await visitor.button("Delete").first().click();
  await visitor.undo.click();
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Delete").nth(1).click();
  await visitor.undo.waitFor();
  await records(page, 1);
  await comeBack(page);
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["the second"]);
});

story("what others were made from is kept, unseen, as long as they are", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.button("Delete").nth(1).click();
  await visitor.undo.waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".card__image").length === 1);
  await comeBack(page);
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["make it green"]);
  assert.ok(await visitor.results.getByText("Made from “a lighthouse”").isVisible());
  await visitor.button("Delete").click();
  await records(page, 0);
});

story("all are deleted at once, and brought back at once, with what they were made from", async ({ page, errors, visitor }) => {
  await visitor.make("a lighthouse");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.make("make it blue");
  // Seen no more, and needed by the two others.
  await visitor.button("Delete").nth(2).click();
  await visitor.button("Favourite").first().click();
  const before = await alts(visitor);
  const empty = () => page.waitForFunction(() => document.querySelectorAll(".card__image").length === 0);

  await visitor.openSettings();
  await visitor.button("Delete all").click();
  await visitor.button("Move to bin").click();
  await page.getByText("2 pictures deleted.").waitFor();
  // As somebody who may yet want it: the message stays as long as the pointer is on it.
  await visitor.undo.hover();
  await empty();
  assert.ok(await visitor.button("Delete all").isDisabled());
  await records(page, 0);
  await visitor.undo.and(page.locator(":focus")).click();
  await visitor.pictures.nth(1).waitFor();
  await records(page, 3);
  assert.deepEqual(await alts(visitor), before);

  await visitor.closeSettings();
  await page.getByRole("heading", { name: "Results" }).focus();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await empty();
  await page.keyboard.press("ControlOrMeta+z");
  await visitor.pictures.nth(1).waitFor();
  await records(page, 3);
  await comeBack(page);
  await visitor.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(visitor), before);
  assert.equal(await visitor.button("Favourite").first().getAttribute("aria-pressed"), "true");
  assert.equal(await visitor.results.getByText("Made from “a lighthouse”").count(), 2);
  assert.deepEqual(errors, []);
});

story("a full storage is told; what was kept stays kept, and the unkept one is still there to save", async ({ page, visitor }) => {
  await visitor.make("the kept one");
  await records(page, 1);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    globalThis.makeRoom = () => (IDBObjectStore.prototype.put = put);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await visitor.make("one too many");
  await page.getByText("Storage is full").waitFor();
  await visitor.results.getByText("Not saved: it will be lost").waitFor();
  assert.ok(await isAlive(page, (await picture(visitor.pictures.first())).url));

  // Once there is room again, a deletion lets the unkept one in.
  await page.evaluate(() => globalThis.makeRoom());
  await visitor.button("Delete").nth(1).click();
  await visitor.results.getByText("Not saved: it will be lost").waitFor({ state: "detached" });
  await comeBack(page);
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["one too many"]);
});

story("without a database Studio works, and says what is not kept", async ({ page, context, visitor }) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("not here", "SecurityError");
    };
  });
  await comeBack(page);
  await visitor.results.getByText("This browser saves no pictures here").waitFor();
  await visitor.make("a pear");
  await visitor.results.getByText("Not saved: it will be lost").waitFor();
});

scene("what a picture was made from is told, though it is read after it", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  await records(page, 1);
  await multiply(page, 60);
  await inDatabase(page, ({ facts }) => {
    facts.get(59).onsuccess = ({ target }) => {
      const record = JSON.parse(target.result.facts);
      facts.put({ id: 59, facts: JSON.stringify({ ...record, sources: [{ Result: { id: 1 } }] }) });
    };
  });
  await comeBack(page);
  await visitor.results.getByText("Made from “picture 1”").waitFor();
});
