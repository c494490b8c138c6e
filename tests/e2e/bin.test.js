// Deleted pictures wait in the bin: asked first, counted nowhere else, restored, erased by hand or by age.

import assert from "node:assert/strict";

import { binned, inDatabase, keptAs, records } from "./harness/database.js";
import { scene, story } from "./harness/story.js";
import { comeBack, picture, saved, visit } from "./harness/visitor.js";

const alts = (visitor) => visitor.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

story("Delete all asks with count and size; the bin survives a reload, counts nowhere, and gives back one or all", async ({ page, errors, visitor }) => {
  await visitor.make("a pear");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.make("an owl");
  await records(page, 3);
  const before = await Promise.all([0, 1, 2].map((place) => picture(visitor.pictures.nth(place))));
  await visitor.openSettings();
  await visitor.button("Delete all").click();
  const question = page.getByRole("dialog", { name: "Delete all pictures?" });
  assert.match(await question.innerText(), /3 pictures, \d+(\.\d+)? [KM]B\. They stay in the bin for 30 days/);
  await question.getByRole("button", { name: "Keep them" }).click();
  await question.waitFor({ state: "hidden" });
  assert.equal(await visitor.pictures.count(), 3);
  await visitor.button("Delete all").click();
  await question.getByRole("button", { name: "Move to bin" }).click();
  await page.getByText("3 pictures deleted.").waitFor();
  await records(page, 0);
  await comeBack(page);
  await visitor.prompt.waitFor();
  await visitor.openSettings();
  await page.getByText(/^Bin: 3 pictures, \d/).waitFor();
  assert.equal(await visitor.pictures.count(), 0);
  assert.ok(await visitor.button("Export ZIP").isDisabled());

  // One of them, which brings along what it was made from: hidden, as it would be had it been deleted before.
  await visitor.button("Open bin").click();
  const bin = page.getByRole("dialog", { name: "Bin" });
  assert.equal(await bin.getByRole("img").count(), 3);
  await bin.getByRole("button", { name: "Restore: make it green" }).click();
  await visitor.pictures.waitFor();
  await bin.getByRole("button", { name: "Close" }).click();
  assert.deepEqual(await alts(visitor), ["make it green"]);
  assert.equal(await visitor.results.getByText("Made from").count(), 1);
  await keptAs(page, (all) => all.length === 2 && all.some(({ facts }) => facts.is_hidden && facts.prompt === "a pear"));

  await visitor.undo.click();
  await visitor.pictures.waitFor({ state: "detached" });
  await visitor.button("Open bin").click();
  await bin.getByRole("button", { name: "Restore all" }).click();
  await page.getByText("3 pictures restored.").waitFor();
  await records(page, 3);
  await comeBack(page);
  await visitor.pictures.nth(2).waitFor();
  const after = await Promise.all([0, 1, 2].map((place) => picture(visitor.pictures.nth(place))));
  assert.deepEqual(after.map(({ sha256, alt }) => [alt, sha256]), before.map(({ sha256, alt }) => [alt, sha256]));
  assert.deepEqual(errors, []);
});

scene("the bin is emptied by hand and by age, and what one tab deletes, restores or erases the other sees", async ({ page, context, errors, visitor }) => {
  for (const words of ["a pear", "an owl", "a fig"]) await visitor.make(words);
  await records(page, 3);
  const other = await context.newPage();
  await other.goto(page.url());
  const there = visit(other);
  await there.pictures.nth(2).waitFor();
  await visitor.button("Delete").first().click();
  await there.pictures.nth(2).waitFor({ state: "detached" });
  await there.openSettings();
  await other.getByText(/^Bin: 1 picture,/).waitFor();
  await there.button("Open bin").click();
  await there.button("Restore: a fig").click();
  await visitor.pictures.nth(2).waitFor();
  await visitor.button("Delete").first().click();
  await visitor.button("Delete").first().click();
  await other.getByText(/^Bin: 2 pictures,/).waitFor();

  // Thirty days later.
  const [[id]] = Object.entries(await binned(page));
  const age = async ({ facts, all }, id) => {
    const record = (await all(facts)).find((record) => record.id === id);
    facts.put({ ...record, facts: JSON.stringify({ ...JSON.parse(record.facts), deleted_ms: Date.now() - 31 * 86_400_000 }) });
  };
  await inDatabase(page, age, Number(id));
  await comeBack(page);
  await visitor.pictures.waitFor();
  await visitor.openSettings();
  await page.getByText(/^Bin: 1 picture,/).waitFor();
  await visitor.button("Open bin").click();
  await visitor.button("Empty bin").click();
  await visitor.button("Erase 1 picture").click();
  await page.getByText(/^Bin:/).waitFor({ state: "detached" });
  await other.getByText(/^Bin:/).waitFor({ state: "detached" });
  await keptAs(page, (all) => all.length === 1);
  assert.deepEqual(await binned(page), {});
  assert.equal(await visitor.step("Undo").getAttribute("aria-disabled"), "true", "nothing brings it back");
  await visitor.make("a plum");
  const file = await saved(page, () => visitor.button("Export ZIP").click());
  assert.ok(!file.bytes.includes("an owl") && !file.bytes.includes("a fig"));
  assert.deepEqual(errors, []);
});

scene("what was erased for good is brought back by no Undo, in the tab that erased it and in another one", async ({ page, context, errors, visitor }) => {
  for (const words of ["a pear", "an owl"]) await visitor.make(words);
  await records(page, 2);
  const other = await context.newPage();
  await other.goto(page.url());
  const there = visit(other);
  await there.pictures.nth(1).waitFor();
  await visitor.button("Delete").first().click();
  await there.pictures.nth(1).waitFor({ state: "detached" });
  await there.button("Delete").click();
  await visitor.pictures.waitFor({ state: "detached" });
  const back = [visitor, there].map((who) => who.step("Undo"));
  for (const button of back) assert.equal(await button.getAttribute("aria-disabled"), "false");
  await visitor.openSettings();
  await page.getByText(/^Bin: 2 pictures,/).waitFor();
  await visitor.button("Open bin").click();
  await visitor.button("Empty bin").click();
  await visitor.button("Erase 2 pictures").click();
  await keptAs(page, (all) => all.length === 0);
  for (const button of back) await button.and(button.page().locator("[aria-disabled=true]")).waitFor();
  // The message that offered it has gone as well.
  assert.equal(await visitor.undo.count() + (await there.undo.count()), 0);
  assert.deepEqual(await binned(page), {});
  assert.deepEqual(errors, []);
});
