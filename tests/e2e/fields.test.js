// Undo and redo in text fields: each key acts on the focused field only.

import assert from "node:assert/strict";

import { testOnDesktop } from "./harness/screens.js";

/** The characters of each layout on the keys Z and Y of a US keyboard, with the codes of these keys. */
const LAYOUTS = {
  US: [["z", "KeyZ", 90], ["y", "KeyY", 89]],
  Russian: [["я", "KeyZ", 90], ["н", "KeyY", 89]],
  Greek: [["ζ", "KeyZ", 90], ["υ", "KeyY", 89]],
  Hebrew: [["ז", "KeyZ", 90], ["ט", "KeyY", 89]],
  Arabic: [["ئ", "KeyZ", 90], ["غ", "KeyY", 89]],
  AZERTY: [["z", "KeyW", 90], ["y", "KeyY", 89]],
  QWERTZ: [["z", "KeyY", 90], ["y", "KeyZ", 89]],
};
const [CONTROL, SHIFT] = [2, 8];

testOnDesktop("keys for undo and redo change the field that has the focus and never the prompt, in the page and in dialogs", async ({ page, context, errors, app }) => {
  await app.make("a lighthouse");
  await app.prompt.fill("");
  await app.prompt.pressSequentially("words that must stay");
  const session = await context.newCDPSession(page);
  const press = async ([key, code, windowsVirtualKeyCode], modifiers) => {
    const event = { key, code, windowsVirtualKeyCode, modifiers };
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...event });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...event });
  };
  const keepsUndo = async (field, about) => {
    assert.equal(await app.prompt.inputValue(), "words that must stay", about);
    assert.ok(await field.evaluate((element) => element === document.activeElement), `${about}: the focus stays`);
  };
  const all = async (field, about) => {
    await field.focus();
    const before = await field.inputValue();
    for (const [layout, [z, y]] of Object.entries(LAYOUTS)) {
      for (const [key, modifiers] of [[z, CONTROL], [z, CONTROL], [z, CONTROL | SHIFT], [y, CONTROL]]) {
        await press(key, modifiers);
        await keepsUndo(field, `${about}, ${layout}`);
      }
      assert.equal(await field.inputValue(), before, `${about}, ${layout}: it has nothing to undo`);
    }
  };
  await page.getByText("Advanced").click();
  await page.getByText("Add from URL").click();
  const seed = page.getByLabel("Seed");
  const fields = { search: page.getByRole("searchbox"), seed, web: page.locator(".inputs__web input"), system: page.getByLabel("System instruction") };
  for (const [name, field] of Object.entries(fields)) await all(field, name);

  // Undo and redo affect only the text typed into this field.
  await seed.focus();
  await page.keyboard.type("7");
  await press(LAYOUTS.US[0], CONTROL);
  assert.equal(await seed.inputValue(), "");
  await press(LAYOUTS.US[0], CONTROL);
  await keepsUndo(seed, "after all of its own is undone");
  await press(LAYOUTS.US[0], CONTROL | SHIFT);
  assert.equal(await seed.inputValue(), "7");

  await app.openSettings();
  for (const name of ["endpoint", "key", "model"]) {
    await app[name].focus();
    for (let times = 0; times < 3; times += 1) await press(LAYOUTS.Russian[0], CONTROL);
    await keepsUndo(app[name], name);
  }
  await app.closeSettings();
  await app.button("Retouch").click();
  await all(page.getByLabel("What should change there?"), "retouch");
  await page.keyboard.press("Escape");
  // In the prompt itself, the browser's own undo works as usual.
  await app.prompt.focus();
  await page.keyboard.type("!");
  await press(LAYOUTS.Greek[0], CONTROL);
  assert.notEqual(await app.prompt.inputValue(), "words that must stay!");
  assert.deepEqual(errors, []);
});
