// Saved prompts: from the form, from pictures, as a style appended to another prompt, and in a file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";

async function openPrompts(page, app, screen) {
  // On a phone, the form is a sheet that has to be opened first.
  if (screen === "phone") await app.prompt.click();
  await app.button("Prompts").click();
  const list = page.getByRole("dialog", { name: "Prompts" });
  await list.waitFor();
  return list;
}

const words = (list) => list.locator(".prompts__words").allInnerTexts();
const row = (list, text) => list.getByRole("listitem").filter({ hasText: text });

testOnBothScreens("a prompt is kept by its star, written into the form, or added to it as a style; Undo takes that back", async ({ page, app, screen, errors }) => {
  await app.make("a fox");
  await app.prompt.fill("in oils");
  let list = await openPrompts(page, app, screen);
  assert.deepEqual(await words(list), ["in oils", "a fox"]);
  const star = row(list, "in oils").getByRole("button", { name: "Save this prompt" });
  await star.click();
  assert.equal(await star.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");

  await app.prompt.fill("an owl");
  list = await openPrompts(page, app, screen);
  assert.deepEqual(await words(list), ["an owl", "in oils", "a fox"]);
  await row(list, "in oils").getByRole("button", { name: "Add", exact: true }).click();
  assert.equal(await app.prompt.inputValue(), "an owl, in oils");
  await app.focused(app.prompt);
  await page.reload();
  await app.prompt.waitFor();
  list = await openPrompts(page, app, screen);
  await list.getByRole("button", { name: "a fox" }).click();
  assert.equal(await app.prompt.inputValue(), "a fox");
  list = await openPrompts(page, app, screen);
  assert.deepEqual((await words(list)).slice(0, 2), ["a fox", "in oils"], "it is kept beyond a reload");
  await page.keyboard.press("Escape");
  assert.deepEqual(errors, []);
});

testOnDesktop("kept prompts go out as a file and come back from it; another file is refused by name", async ({ page, app, another, screen }) => {
  await app.prompt.fill("a “fox”\nat dusk");
  let list = await openPrompts(page, app, screen);
  await list.getByRole("button", { name: "Save this prompt" }).click();
  const started = page.waitForEvent("download");
  await list.getByRole("button", { name: "Export prompts" }).click();
  const download = await started;
  assert.equal(download.suggestedFilename(), "tintype-prompts.json");
  const buffer = await readFile(await download.path());
  assert.deepEqual(JSON.parse(buffer), ["a “fox”\nat dusk"]);

  const other = await another();
  list = await openPrompts(other.page, other.app, screen);
  const pick = list.getByLabel("Import prompts");
  await pick.setInputFiles({ name: "prompts.json", mimeType: "application/json", buffer });
  await list.getByText("1 prompts added.").waitFor();
  await pick.setInputFiles({ name: "notes.json", mimeType: "application/json", buffer: Buffer.from('{"a":1}') });
  await list.getByText("notes.json is no file of prompts.").waitFor();
  await other.page.keyboard.press("Escape");
  list = await openPrompts(other.page, other.app, screen);
  assert.deepEqual(await words(list), ["a “fox” at dusk"]);
});
