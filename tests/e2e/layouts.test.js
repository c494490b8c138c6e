// Shortcuts on keyboard layouts of every script, and in dialogs: none of them triggers the browser's own undo of the
// prompt.

import assert from "node:assert/strict";

import { testOnDesktop } from "./harness/screens.js";

/**
 * Dispatches a key press of a layout to the focused element. The browser handles it unless the page prevents the
 * default.
 */
async function type(page, key, code, modifiers = {}) {
  return page.evaluate(
    ({ key, code, modifiers }) => {
      const event = new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true, composed: true, ...modifiers });
      document.activeElement.dispatchEvent(event);
      return event.defaultPrevented;
    },
    { key, code, modifiers },
  );
}

const CONTROL = { ctrlKey: true };
/** The characters of each layout on the keys Z, Y, P, B, E and R of a US keyboard. */
const LAYOUTS = {
  Russian: "янзиув",
  Greek: "ζυπβερ",
  Hebrew: "זטפנקר",
  Arabic: ["ئ", "غ", "ح", "لا", "ث", "ق"],
  Thai: "ผัยิำพ",
  Korean: "ㅋㅛㅔㅠㄷㄱ",
};

testOnDesktop("shortcuts hold on layouts of every script, in the page and in dialogs", async ({ page, errors, app }) => {
  await app.make("a lighthouse");
  await app.prompt.fill("words that must stay");
  const heading = page.getByRole("heading", { name: "Results" });
  const isThere = async (count) => page.waitForFunction((count) => document.querySelectorAll(".card__image").length === count, count);
  for (const [layout, letters] of Object.entries(LAYOUTS)) {
    const [z, y, p, b, e, r] = letters;
    await app.button("Delete").click();
    await isThere(0);
    await heading.focus();
    assert.ok(await type(page, z, "KeyZ", CONTROL), `${layout}: taking back is not left to the browser`);
    await isThere(1);
    assert.ok(await type(page, y, "KeyY", CONTROL), `${layout}: nor is putting again`);
    await isThere(0);
    assert.ok(await type(page, z, "KeyZ", CONTROL));
    await isThere(1);
    assert.ok(await type(page, p, "KeyP"), `${layout}: P goes to the prompt`);
    await app.focused(app.prompt);
    assert.ok(!(await type(page, z, "KeyZ", CONTROL)), `${layout}: in the prompt, undo is the browser's`);

    await app.button("Retouch").click();
    const stage = page.getByRole("application");
    await app.focused(stage);
    const [undo, eraser, rectangle] = ["Undo", "Eraser", "Rectangle"].map((name) =>
      page.getByRole("dialog").getByRole("button", { name, exact: true }),
    );
    await page.keyboard.press("Enter");
    assert.ok(await undo.isEnabled());
    assert.ok(await type(page, z, "KeyZ", CONTROL));
    assert.ok(await undo.isDisabled(), `${layout}: a stroke is taken back`);
    assert.ok(await type(page, e, "KeyE"));
    assert.equal(await eraser.getAttribute("aria-pressed"), "true", layout);
    // The shortcut works anywhere in the dialog, not only on the stage.
    await rectangle.focus();
    assert.ok(await type(page, r, "KeyR"));
    assert.equal(await rectangle.getAttribute("aria-pressed"), "true", layout);
    assert.ok(await type(page, b, "KeyB"));
    await stage.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("slider").first().focus();
    assert.ok(await type(page, z, "KeyZ", CONTROL), `${layout}: on a slider too`);
    assert.ok(await undo.isDisabled(), layout);
    assert.ok(await type(page, z, "KeyZ", CONTROL), `${layout}: with nothing left to take back, the prompt keeps its words`);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
  assert.equal(await app.prompt.inputValue(), "words that must stay");
  assert.deepEqual(errors, []);
});

testOnDesktop("AZERTY and QWERTZ are read by their letters, and no dialog lets the browser undo the prompt", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.prompt.fill("");
  await app.prompt.pressSequentially("typed");
  const heading = page.getByRole("heading", { name: "Results" });
  for (const [key, code] of [["z", "KeyY"], ["z", "KeyW"], ["Z", "KeyZ"]]) {
    await app.button("Delete").click();
    await app.undo.waitFor();
    await heading.focus();
    assert.ok(await type(page, key, code, CONTROL), `${key} at ${code}`);
    await app.pictures.waitFor();
  }
  await heading.focus();
  for (const [key, code] of [["w", "KeyZ"], ["y", "KeyP"], ["ü", "BracketLeft"]]) {
    assert.ok(!(await type(page, key, code)), `${key} at ${code} is no shortcut`);
  }
  for (const open of ["Open", "Retouch", "Keyboard shortcuts"]) {
    await app.button(open).click();
    await page.getByRole("dialog").waitFor();
    // Uses the browser's own keyboard, because an unhandled shortcut would remove characters from the prompt.
    for (let times = 0; times < 3; times += 1) await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+Shift+z");
    // Undo and redo act on the viewer's pictures: the last change was the deletion of its only picture.
    if (open === "Open") await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.equal(await app.prompt.inputValue(), "typed", open);
  }
});
