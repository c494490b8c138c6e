// Undo and redo of every change that a user makes on the page.

import assert from "node:assert/strict";

import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

testOnBothScreens("deletions, marks, images, their order and words that were taken over go back and forth by key", async ({ page, errors, app }) => {
  const inputs = () => page.locator(".thumbnail img").evaluateAll((images) => images.map(({ alt }) => alt));
  const results = () => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));
  const marked = () => page.locator(".cell__star").count();
  const state = async () => [await app.prompt.inputValue(), await results(), await marked(), await inputs()];
  const heading = page.getByRole("heading", { name: "Results" });

  await app.make("one");
  await app.make("two");
  const states = [await state()];
  const act = async (change) => {
    await change();
    states.push(await state());
  };
  await act(async () => {
    await app.addImage("own.png", plainPng(8, 8));
    await app.thumbnails.waitFor();
  });
  await act(async () => {
    await app.button("Use as reference").first().click();
    await app.thumbnails.nth(1).waitFor();
  });
  await act(() => app.button("Move two earlier").click());
  await act(() => app.button("Remove own.png").click());
  await act(() => app.act("one", "Favourite"));
  await act(() => app.button("Delete").first().click());
  await act(() => app.button("Delete").first().click());
  await act(() => page.getByRole("button", { name: /^A robot in a neon city/ }).click());
  await app.focused(app.prompt);
  assert.equal(new Set(states.map(String)).size, states.length, "each of them is seen");

  await heading.focus();
  for (const before of states.slice(0, -1).reverse()) {
    await page.keyboard.press("ControlOrMeta+z");
    assert.deepEqual(await state(), before);
  }
  await page.keyboard.press("ControlOrMeta+z");
  assert.deepEqual(await state(), states[0], "there is nothing more to take back");
  for (const after of states.slice(1)) {
    await page.keyboard.press("ControlOrMeta+Shift+z");
    assert.deepEqual(await state(), after);
  }
  assert.deepEqual(errors, []);
});

testOnBothScreens("choices go back and forth, and what has been typed since stays", async ({ page, errors, app }) => {
  await page.getByText("Advanced").click();
  const [size, harm] = ["Image size", "Safety filter"].map((name) => page.getByLabel(name));
  const pictures = page.getByLabel("Images only");
  const state = async () => [
    await app.ratios.getByRole("radio", { checked: true }).getAttribute("value"),
    await size.inputValue(),
    await page.locator(".options__count").textContent(),
    await harm.inputValue(),
    await pictures.isChecked(),
  ];
  await harm.waitFor();
  const states = [await state()];
  const changes = [
    () => app.ratios.getByRole("radio", { name: "16:9" }).check(),
    () => size.selectOption("2K"),
    () => size.selectOption("4K"),
    () => app.button("More images").click(),
    () => harm.selectOption({ label: "Relaxed" }),
    () => pictures.check(),
  ];
  for (const change of changes) {
    await change();
    states.push(await state());
  }
  assert.equal(new Set(states.map(String)).size, states.length, "each of them is seen");
  await app.prompt.fill("typed since");
  await page.getByLabel("Seed").fill("7");

  await page.getByRole("heading", { name: "Results" }).focus();
  for (const before of states.slice(0, -1).reverse()) {
    await page.keyboard.press("ControlOrMeta+z");
    assert.deepEqual(await state(), before);
  }
  for (const after of states.slice(1)) {
    await page.keyboard.press("ControlOrMeta+Shift+z");
    assert.deepEqual(await state(), after);
  }
  assert.deepEqual([await app.prompt.inputValue(), await page.getByLabel("Seed").inputValue()], ["typed since", "7"]);
  assert.deepEqual(errors, []);
}, { model: "gemini-3.1-flash-image" });

testOnBothScreens("the two buttons do the same and say when there is nothing to do; where text is typed, the keys are the browser's", async ({ page, app }) => {
  const back = app.step("Undo");
  const forth = app.step("Redo");
  await app.make("one");
  assert.equal(await back.getAttribute("aria-disabled"), "true");
  await app.button("Favourite").click();
  assert.equal(await back.getAttribute("aria-disabled"), "false");
  await back.click();
  assert.equal(await app.button("Favourite").getAttribute("aria-pressed"), "false");
  assert.equal(await forth.getAttribute("aria-disabled"), "false");
  await forth.click();
  assert.equal(await app.button("Favourite").getAttribute("aria-pressed"), "true");

  await app.prompt.focus();
  await page.keyboard.type(" more");
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await app.button("Favourite").getAttribute("aria-pressed"), "true");
});

testOnBothScreens("of several deletions in a row the message gives the number, and names the picture that Undo brings back", async ({ page, app }) => {
  for (const words of ["one", "two", "three"]) await app.make(words);
  const message = page.locator(".notice__text");
  for (const text of ["“three” deleted.", "2 pictures deleted, “two” last.", "3 pictures deleted, “one” last."]) {
    // Pressed with the keyboard, because the message stays while its button has the focus.
    await app.button("Delete").first().press("Enter");
    await message.getByText(text, { exact: true }).waitFor();
    await app.focused(app.undo);
  }
  await app.undo.click();
  await app.pictures.waitFor();
  assert.equal(await app.pictures.getAttribute("alt"), "one");
  await app.button("Delete").click();
  await message.getByText("“one” deleted.", { exact: true }).waitFor();
});

testOnBothScreens("a message with an action stays until it ends: later messages are shown after it", async ({ page, app, service }) => {
  for (const words of ["a pear", "an owl"]) await app.make(words);
  await app.set({ endpoint: `${service}/scenario/slow;wait=2s` });
  await app.submit("a slow fig");
  await app.act("an owl", "Delete");
  await app.undo.waitFor();
  // The picture arrives outside the viewport, and its message would replace this one with another button.
  await page.setViewportSize({ width: page.viewportSize().width, height: 360 });
  await page.evaluate(() => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" }));
  await app.undo.hover();
  await page.waitForTimeout(1_500);
  assert.ok(await app.undo.isVisible());
  await page.getByText(/^2 pictures ·/).waitFor();
  // Undo moves the focus to the results, and the user scrolls away immediately.
  await page.evaluate(() => {
    document.querySelector("#undo").click();
    const away = () => scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(away));
  });
  await page.getByText(/^3 pictures ·/).waitFor();
  await page.getByText("Picture ready").waitFor();
  await app.button("Show").click();
  await app.results.getByRole("img", { name: "a slow fig" }).waitFor();
});

testOnBothScreens("a message that offers to undo goes with the next change, which it is not about", async ({ app }) => {
  await app.make("one");
  await app.make("two");
  await app.button("Delete").first().click();
  await app.undo.waitFor();
  await app.button("Favourite").click();
  await app.undo.waitFor({ state: "detached" });
  await app.step("Undo").click();
  await app.step("Undo").click();
  await app.pictures.nth(1).waitFor();
});

testOnDesktop("a message that offers to undo goes when the change is taken back by key", async ({ page, app }) => {
  await app.make("one");
  await app.make("two");
  await app.act("one", "Favourite");
  await app.button("Delete").first().click();
  await app.focused(app.undo);
  await page.keyboard.press("ControlOrMeta+z");
  await app.pictures.nth(1).waitFor();
  assert.equal(await app.undo.count(), 0);
  assert.equal(await app.button("Favourite").nth(1).getAttribute("aria-pressed"), "true");
});
