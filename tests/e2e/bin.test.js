// Deleted pictures in the bin: confirmed first, excluded from all counts, restored, erased manually or by age.

import assert from "node:assert/strict";

import { binned, inDatabase, waitForRecords, records } from "./harness/database.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved, inTurn, saved, studioPage } from "./harness/studio-page.js";

const alts = (app) => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

testOnBothScreens("Delete all asks with count and size; the bin survives a reload, counts nowhere, and gives back one or all", async ({ page, errors, app }) => {
  await app.make("a pear");
  await app.button("Edit").click();
  await app.make("make it green");
  await app.make("an owl");
  await records(page, 3);
  const before = await inTurn([0, 1, 2].map((place) => app.pictures.nth(place)));
  await app.openSettings();
  await app.button("Delete all").click();
  const question = page.getByRole("dialog", { name: "Delete all pictures?" });
  assert.match(await question.innerText(), /3 pictures, \d+(\.\d+)? [KM]B\. They stay in the bin for 30 days/);
  await question.getByRole("button", { name: "Keep them" }).click();
  await question.waitFor({ state: "hidden" });
  assert.equal(await app.pictures.count(), 3);
  await app.button("Delete all").click();
  await question.getByRole("button", { name: "Move to bin" }).click();
  await page.getByText("3 pictures deleted.").waitFor();
  await records(page, 0);
  await reloadWhenSaved(page);
  await app.prompt.waitFor();
  await app.openSettings();
  await page.getByText(/^Bin: 3 pictures, \d/).waitFor();
  assert.equal(await app.pictures.count(), 0);
  assert.ok(await app.button("Export ZIP").isDisabled());

  // Restores one picture together with its source, which is hidden as if it had been deleted before.
  await app.button("Open bin").click();
  const bin = page.getByRole("dialog", { name: "Bin" });
  assert.equal(await bin.getByRole("img").count(), 3);
  await bin.getByRole("button", { name: "Restore: make it green" }).click();
  await app.pictures.waitFor();
  await bin.getByRole("button", { name: "Close" }).click();
  assert.deepEqual(await alts(app), ["make it green"]);
  assert.equal(await app.results.getByText("Made from").count(), 1);
  await waitForRecords(page, (all) => all.length === 2 && all.some(({ facts }) => facts.is_hidden && facts.prompt === "a pear"));

  await app.undo.click();
  await app.pictures.waitFor({ state: "detached" });
  await app.button("Open bin").click();
  await bin.getByRole("button", { name: "Restore all" }).click();
  await page.getByText("3 pictures restored.").waitFor();
  await records(page, 3);
  await reloadWhenSaved(page);
  await app.pictures.nth(2).waitFor();
  const after = await inTurn([0, 1, 2].map((place) => app.pictures.nth(place)));
  assert.deepEqual(after.map(({ sha256, alt }) => [alt, sha256]), before.map(({ sha256, alt }) => [alt, sha256]));
  assert.deepEqual(errors, []);
});

testOnDesktop("the bin is emptied by hand and by age, and what one tab deletes, restores or erases the other sees", async ({ page, context, errors, app }) => {
  for (const words of ["a pear", "an owl", "a fig"]) await app.make(words);
  await records(page, 3);
  const other = await context.newPage();
  await other.goto(page.url());
  const there = studioPage(other);
  await there.pictures.nth(2).waitFor();
  await app.button("Delete").first().click();
  await there.pictures.nth(2).waitFor({ state: "detached" });
  await there.openSettings();
  await other.getByText(/^Bin: 1 picture,/).waitFor();
  await there.button("Open bin").click();
  await there.button("Restore: a fig").click();
  await app.pictures.nth(2).waitFor();
  await app.button("Delete").first().click();
  await app.button("Delete").first().click();
  await other.getByText(/^Bin: 2 pictures,/).waitFor();

  // Simulates that thirty days have passed.
  const [[id]] = Object.entries(await binned(page));
  const age = async ({ facts, all }, id) => {
    const record = (await all(facts)).find((record) => record.id === id);
    facts.put({ ...record, facts: JSON.stringify({ ...JSON.parse(record.facts), deleted_ms: Date.now() - 31 * 86_400_000 }) });
  };
  await inDatabase(page, age, Number(id));
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  await app.openSettings();
  await page.getByText(/^Bin: 1 picture,/).waitFor();
  await app.button("Open bin").click();
  await app.button("Empty bin").click();
  await app.button("Erase 1 picture").click();
  await page.getByText(/^Bin:/).waitFor({ state: "detached" });
  await other.getByText(/^Bin:/).waitFor({ state: "detached" });
  await waitForRecords(page, (all) => all.length === 1);
  assert.deepEqual(await binned(page), {});
  assert.equal(await app.step("Undo").getAttribute("aria-disabled"), "true", "nothing brings it back");
  await app.make("a plum");
  const file = await saved(page, () => app.button("Export ZIP").click());
  assert.ok(!file.bytes.includes("an owl") && !file.bytes.includes("a fig"));
  assert.deepEqual(errors, []);
});

testOnDesktop("Undo does not restore erased pictures, in the tab that erased them and in another one", async ({ page, context, errors, app }) => {
  for (const words of ["a pear", "an owl"]) await app.make(words);
  await records(page, 2);
  const other = await context.newPage();
  await other.goto(page.url());
  const there = studioPage(other);
  await there.pictures.nth(1).waitFor();
  await app.button("Delete").first().click();
  await there.pictures.nth(1).waitFor({ state: "detached" });
  await there.button("Delete").click();
  await app.pictures.waitFor({ state: "detached" });
  const back = [app, there].map((who) => who.step("Undo"));
  for (const button of back) assert.equal(await button.getAttribute("aria-disabled"), "false");
  await app.openSettings();
  await page.getByText(/^Bin: 2 pictures,/).waitFor();
  await app.button("Open bin").click();
  await app.button("Empty bin").click();
  await app.button("Erase 2 pictures").click();
  await waitForRecords(page, (all) => all.length === 0);
  for (const button of back) await button.and(button.page().locator("[aria-disabled=true]")).waitFor();
  // The message that offered Undo is gone as well.
  assert.equal(await app.undo.count() + (await there.undo.count()), 0);
  assert.deepEqual(await binned(page), {});
  assert.deepEqual(errors, []);
});
