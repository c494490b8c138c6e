// Collections: pictures are added one by one or several at once, a filter shows one collection, and ZIP files preserve
// them.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { records } from "./harness/database.js";
import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { importZip, reloadWhenSaved, plainPng, saved } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const pictures = (count, more = {}) =>
  zip(gallery(Array.from({ length: count }, (_, at) => ({ id: at + 1, prompt: `picture ${at + 1}`, created_ms: 1e12 - at, bytes: plainPng(40, 30), ...more }))));

const dialogOf = (page) => page.getByRole("dialog", { name: "Collections" });
const filter = (page) => page.getByRole("combobox", { name: "Collection of the pictures" });
const cells = (app) => app.cells.evaluateAll((cells) => cells.map(({ ariaLabel }) => ariaLabel));

async function create(page, name) {
  await dialogOf(page).getByRole("textbox", { name: "New collection" }).fill(name);
  await page.keyboard.press("Enter");
  await dialogOf(page).getByRole("checkbox", { name: name.trim(), exact: true }).waitFor();
}

async function openFor(page, app, name) {
  await app.cell(name).hover();
  await app.cell(name).getByRole("button", { name: "More" }).click();
  await page.getByRole("group", { name: "More" }).getByRole("button", { name: "Collections", exact: true }).click();
  await dialogOf(page).waitFor();
}

testOnBothScreens("a picture is put into a new collection from its menu; the filter shows it alone; all of it outlives a reload", async ({ page, app, errors }) => {
  await app.make("a fox");
  await app.make("an owl");
  await openFor(page, app, "a fox");
  await dialogOf(page).getByText("No collections yet.").waitFor();
  await create(page, "  Forest  ");
  await create(page, "Best of 2026");
  assert.deepEqual(await dialogOf(page).getByRole("listitem").allInnerTexts(), ["Best of 2026", "Forest"]);
  await dialogOf(page).getByRole("checkbox", { name: "Best of 2026" }).uncheck();
  await page.keyboard.press("Escape");
  assert.deepEqual((await records(page, 2)).map(({ facts }) => facts.collections ?? []).sort(), [[], ["Forest"]]);
  assert.deepEqual(await filter(page).getByRole("option").allInnerTexts(), ["All collections", "Forest (1)"]);

  await reloadWhenSaved(page);
  await filter(page).selectOption("Forest");
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 1);
  assert.deepEqual(await cells(app), ["a fox"]);
  // The last picture leaves the collection. The filter stays, so that the removal can be undone.
  await openFor(page, app, "a fox");
  await dialogOf(page).getByRole("checkbox", { name: "Forest" }).uncheck();
  await page.keyboard.press("Escape");
  await page.getByText("No matches.").waitFor();
  await filter(page).selectOption("");
  await app.cells.nth(1).waitFor();
  await filter(page).waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

testOnDesktop("several selected pictures join a collection at once, and one Undo takes them all out", async ({ page, app, errors }) => {
  await importZip(page, pictures(6));
  await page.getByText("6 pictures imported.").waitFor();
  await app.closeSettings();
  await openFor(page, app, /^picture 2$/);
  await create(page, "Set");
  await page.keyboard.press("Escape");
  await app.cell(/^picture 1$/).click({ modifiers: ["ControlOrMeta"] });
  await app.cell(/^picture 4$/).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("toolbar", { name: "Selection" });
  await bar.getByRole("button", { name: "Collections" }).click();
  await dialogOf(page).getByText("4 pictures").waitFor();
  const box = dialogOf(page).getByRole("checkbox", { name: "Set" });
  assert.ok(await box.evaluate(({ indeterminate }) => indeterminate), "one of four is in it");
  await box.check();
  assert.ok(!(await box.evaluate(({ indeterminate }) => indeterminate)));
  await inBothThemes(page, "collections");
  await page.keyboard.press("Escape");
  assert.deepEqual(await filter(page).getByRole("option").allInnerTexts(), ["All collections", "Set (4)"]);
  await app.step("Undo").click();
  await filter(page).getByRole("option", { name: "Set (1)" }).waitFor({ state: "attached" });
  await app.step("Redo").click();
  await filter(page).getByRole("option", { name: "Set (4)" }).waitFor({ state: "attached" });
  assert.deepEqual(errors, []);
});

testOnDesktop("a ZIP carries the collections to another browser; names of markup and of any length do no harm", async ({ page, app, another, errors }) => {
  const long = "ä".repeat(5_000);
  await importZip(page, pictures(2, { collections: ["<b>Foxes</b> & “more”", long] }));
  await page.getByText("2 pictures imported.").waitFor();
  await app.closeSettings();
  const [, first, second] = await filter(page).getByRole("option").allInnerTexts();
  assert.equal(first, "<b>Foxes</b> & “more” (2)");
  assert.equal(second.length, 205, "200 characters, a sign, and the count");
  await app.openSettings();
  const { bytes } = await saved(page, () => app.button("Export ZIP").click());

  const other = await another();
  await importZip(other.page, bytes);
  await other.page.getByText("2 pictures imported.").waitFor();
  assert.equal((await filter(other.page).getByRole("option").allInnerTexts())[1], first);
  assert.deepEqual(errors, []);
});
