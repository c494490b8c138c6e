// The gallery: what is kept, found again, marked, and told when it cannot be kept.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startStudio } from "./harness/studio.js";
import { isAlive, picture, plainPng, visit } from "./harness/visitor.js";

let studio;
before(async () => (studio = await startStudio()));
after(() => studio.close());

/** Waits until the database holds so many records, and gives their facts. */
function records(page, count) {
  return page.evaluate(async (count) => {
    for (;;) {
      const database = await new Promise((resolve) => {
        const opening = indexedDB.open("tintype.gallery");
        opening.onsuccess = () => resolve(opening.result);
      });
      const all = await new Promise((resolve) => {
        const request = database.transaction("pictures").objectStore("pictures").getAll();
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
      if (all.length === count) return all.map(({ id, facts, picture }) => ({ id, facts: JSON.parse(facts), isBlob: picture instanceof Blob }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, count);
}

const alts = (visitor) => visitor.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

test("pictures, their order, their origin, favourites and sums are there after a reload", async () => {
  const { page, errors, close } = await studio.open();
  const visitor = visit(page);
  const first = await picture(await visitor.make("a lighthouse"));
  await visitor.make("an owl");
  await visitor.button("Edit").nth(1).click();
  await visitor.make("make it green");
  await visitor.button("Favourite").nth(2).click();
  const kept = await records(page, 3);
  assert.ok(kept.every(({ isBlob }) => isBlob), "bytes are kept as Blobs");
  await page.waitForFunction(() => document.querySelectorAll('[aria-pressed="true"]').length === 1);

  await page.reload();
  await visitor.pictures.nth(2).waitFor();
  assert.deepEqual(await alts(visitor), ["make it green", "an owl", "a lighthouse"]);
  const again = await picture(visitor.pictures.nth(2));
  assert.equal(again.sha256, first.sha256, "the very bytes");
  assert.ok(await visitor.results.getByText("Made from “a lighthouse”").isVisible());
  assert.equal(await visitor.button("Favourite").nth(2).getAttribute("aria-pressed"), "true");
  assert.ok(await visitor.results.getByText(/^3 pictures · [\d,]+ tokens$/).isVisible());
  assert.ok(await visitor.results.getByText(/ used$/).isVisible(), "how full the storage is");
  assert.deepEqual(errors, []);
  await close();
});

test("the prompt, settings, usage and the file of an edit are kept beside it", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.addImage("pear.png", plainPng(320, 240));
  await visitor.thumbnails.waitFor();
  await visitor.ratios.getByRole("radio", { name: "16:9" }).check();
  await visitor.make("make it blue");
  const [{ facts }] = await records(page, 1);
  assert.equal(facts.prompt, "make it blue");
  assert.equal(facts.asked.ratio, "16:9");
  assert.ok(facts.tokens > 0 && facts.elapsed_ms > 0);
  await page.reload();
  await visitor.pictures.waitFor();
  await visitor.button("Compare").click();
  const dialog = page.getByRole("dialog", { name: "Before and after" });
  const [before] = await dialog.getByRole("img").evaluateAll((images) =>
    Promise.all(images.map((image) => image.decode().then(() => [image.naturalWidth, image.naturalHeight]))),
  );
  assert.deepEqual(before, [320, 240]);
  await close();
});

test("search and favourites show fewer, and all again", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.make("a red fox");
  await visitor.make("an owl");
  const search = page.getByRole("searchbox", { name: "Search the pictures" });
  await search.fill("FOX");
  await page.waitForFunction(() => document.querySelectorAll(".plate__image").length === 1);
  assert.deepEqual(await alts(visitor), ["a red fox"]);
  await search.fill("nobody");
  await page.getByText("No picture fits.").waitFor();
  await visitor.button("Show all").click();
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Favourite").first().click();
  await visitor.button("Favourites").click();
  await page.waitForFunction(() => document.querySelectorAll(".plate__image").length === 1);
  assert.deepEqual(await alts(visitor), ["an owl"]);
  await close();
});

test("what is deleted stays away after a reload, and what is brought back stays", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.make("the first");
  await visitor.make("the second");
  await visitor.button("Delete").first().click();
  await visitor.button("Undo").click();
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Delete").nth(1).click();
  await visitor.button("Undo").waitFor();
  await records(page, 1);
  await page.reload();
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["the second"]);
  await close();
});

test("what others were made from is kept, unseen, as long as they are", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.make("a lighthouse");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.button("Delete").nth(1).click();
  await visitor.button("Undo").waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".plate__image").length === 1);
  await page.reload();
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["make it green"]);
  assert.ok(await visitor.results.getByText("Made from “a lighthouse”").isVisible());
  await visitor.button("Delete").click();
  await records(page, 0);
  await close();
});

test("a record that cannot be read is told, and hides no other", async () => {
  const { page, errors, close } = await studio.open();
  const visitor = visit(page);
  await visitor.make("a pear");
  await visitor.make("an owl");
  await records(page, 2);
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      const opening = indexedDB.open("tintype.gallery");
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction("pictures", "readwrite").objectStore("pictures");
    const all = await new Promise((resolve) => {
      const request = store.getAll();
      request.onsuccess = () => resolve(request.result);
    });
    const pear = all.find(({ facts }) => facts.includes("pear"));
    store.put({ ...pear, facts: "{" });
    store.put({ id: 7, facts: pear.facts, picture: "not bytes" });
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await page.getByText("Kept pictures that cannot be read: 2.").waitFor();
  assert.deepEqual(await alts(visitor), ["an owl"]);
  assert.deepEqual(errors, []);
  await close();
});

test("a full storage is told; what was kept stays kept, and the unkept one is still there to save", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
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
  await page.getByText("The storage is full").waitFor();
  await visitor.results.getByText("Not kept: this picture is gone").waitFor();
  assert.ok(await isAlive(page, (await picture(visitor.pictures.first())).url));

  // Once there is room again, a deletion lets the unkept one in.
  await page.evaluate(() => globalThis.makeRoom());
  await visitor.button("Delete").nth(1).click();
  await visitor.results.getByText("Not kept: this picture is gone").waitFor({ state: "detached" });
  await page.reload();
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["one too many"]);
  await close();
});

test("without a database Studio works, and says what is not kept", async () => {
  const { page, context, close } = await studio.open();
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("not here", "SecurityError");
    };
  });
  await page.reload();
  const visitor = visit(page);
  await visitor.make("a pear");
  await visitor.results.getByText("Not kept: this picture is gone").waitFor();
  await close();
});

test("two hundred pictures: the page opens with all of them and stays quick to use", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.make("the first of many");
  await records(page, 1);
  await page.evaluate(async () => {
    const database = await new Promise((resolve) => {
      const opening = indexedDB.open("tintype.gallery");
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction("pictures", "readwrite").objectStore("pictures");
    const [one] = await new Promise((resolve) => {
      const request = store.getAll();
      request.onsuccess = () => resolve(request.result);
    });
    for (let number = 1; number < 200; number += 1) {
      const facts = { ...JSON.parse(one.facts), id: number, prompt: `picture ${number}`, created_ms: number };
      store.put({ ...one, id: number, facts: JSON.stringify(facts) });
    }
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    database.close();
  });
  await page.reload();
  await visitor.pictures.nth(199).waitFor({ state: "attached" });
  await page.getByText(/^200 pictures/).waitFor();
  await page.getByRole("searchbox").fill("picture 199");
  await page.waitForFunction(() => document.querySelectorAll(".plate__image").length === 1);
  await close();
});
