// Back and forth: whatever a person changes on the page can be taken back, and put again.

import assert from "node:assert/strict";

import { scene, story } from "./harness/story.js";
import { plainPng } from "./harness/visitor.js";

story("deletions, marks, images, their order and words that were taken over go back and forth by key", async ({ page, errors, visitor }) => {
  const inputs = () => page.locator(".thumbnail img").evaluateAll((images) => images.map(({ alt }) => alt));
  const results = () => visitor.pictures.evaluateAll((images) => images.map(({ alt }) => alt));
  const marked = () => page.locator('.card [aria-pressed="true"]').count();
  const state = async () => [await visitor.prompt.inputValue(), await results(), await marked(), await inputs()];
  const heading = page.getByRole("heading", { name: "Results" });

  await visitor.make("one");
  await visitor.make("two");
  const states = [await state()];
  const act = async (change) => {
    await change();
    states.push(await state());
  };
  await act(async () => {
    await visitor.addImage("own.png", plainPng(8, 8));
    await visitor.thumbnails.waitFor();
  });
  await act(async () => {
    await visitor.button("Use as reference").first().click();
    await visitor.thumbnails.nth(1).waitFor();
  });
  await act(() => visitor.button("Move two earlier").click());
  await act(() => visitor.button("Remove own.png").click());
  await act(() => visitor.button("Favourite").nth(1).click());
  await act(() => visitor.button("Delete").first().click());
  await act(() => visitor.button("Delete").first().click());
  await act(() => page.getByRole("button", { name: /^One pear/ }).click());
  await visitor.focused(visitor.prompt);
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

story("choices go back and forth, and what has been typed since stays", async ({ page, errors, visitor }) => {
  await page.getByText("Advanced").click();
  const [size, harm] = ["Image size", "Safety filter"].map((name) => page.getByLabel(name));
  const pictures = page.getByLabel("Images only");
  const state = async () => [
    await visitor.ratios.getByRole("radio", { checked: true }).getAttribute("value"),
    await size.inputValue(),
    await page.locator(".options__count").textContent(),
    await harm.inputValue(),
    await pictures.isChecked(),
  ];
  await harm.waitFor();
  const states = [await state()];
  const changes = [
    () => visitor.ratios.getByRole("radio", { name: "16:9" }).check(),
    () => size.selectOption("2K"),
    () => size.selectOption("4K"),
    () => visitor.button("More images").click(),
    () => harm.selectOption({ label: "Relaxed" }),
    () => pictures.check(),
  ];
  for (const change of changes) {
    await change();
    states.push(await state());
  }
  assert.equal(new Set(states.map(String)).size, states.length, "each of them is seen");
  await visitor.prompt.fill("typed since");
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
  assert.deepEqual([await visitor.prompt.inputValue(), await page.getByLabel("Seed").inputValue()], ["typed since", "7"]);
  assert.deepEqual(errors, []);
}, { model: "gemini-3.1-flash-image" });

story("the two buttons do the same and say when there is nothing to do; where text is typed, the keys are the browser's", async ({ page, visitor }) => {
  const back = visitor.step("Undo");
  const forth = visitor.step("Redo");
  await visitor.make("one");
  assert.equal(await back.getAttribute("aria-disabled"), "true");
  await visitor.button("Favourite").click();
  assert.equal(await back.getAttribute("aria-disabled"), "false");
  await back.click();
  assert.equal(await visitor.button("Favourite").getAttribute("aria-pressed"), "false");
  assert.equal(await forth.getAttribute("aria-disabled"), "false");
  await forth.click();
  assert.equal(await visitor.button("Favourite").getAttribute("aria-pressed"), "true");

  await visitor.prompt.focus();
  await page.keyboard.type(" more");
  await page.keyboard.press("ControlOrMeta+z");
  assert.equal(await visitor.button("Favourite").getAttribute("aria-pressed"), "true");
});

story("of several deletions in a row the message gives the number, and names the picture that Undo brings back", async ({ page, visitor }) => {
  for (const words of ["one", "two", "three"]) await visitor.make(words);
  const message = page.locator(".notice__text");
  for (const told of ["“three” deleted.", "2 pictures deleted, “two” last.", "3 pictures deleted, “one” last."]) {
    // By the keyboard, whose focus keeps the message for as long as it is there.
    await visitor.button("Delete").first().press("Enter");
    await message.getByText(told, { exact: true }).waitFor();
    await visitor.focused(visitor.undo);
  }
  await visitor.undo.click();
  await visitor.pictures.waitFor();
  assert.equal(await visitor.pictures.getAttribute("alt"), "one");
  await visitor.button("Delete").click();
  await message.getByText("“one” deleted.", { exact: true }).waitFor();
});

story("a message that offers something stays until it is over: what comes meanwhile is told after it", async ({ page, visitor, service }) => {
  for (const words of ["a pear", "an owl"]) await visitor.make(words);
  await visitor.set({ endpoint: `${service}/scenario/slow;wait=2s` });
  await visitor.ask("a slow fig");
  await visitor.button("Delete").first().click();
  await visitor.undo.waitFor();
  // The picture comes where it is not seen, which would be told with a button in the place of this one.
  await page.getByRole("searchbox").fill("nobody");
  await page.getByText("0 of 2 pictures").waitFor();
  await visitor.undo.hover();
  await page.waitForTimeout(1_500);
  assert.ok(await visitor.undo.isVisible());
  await visitor.undo.click();
  await page.getByText("0 of 3 pictures").waitFor();
  await page.getByText("Picture ready").waitFor();
  await visitor.button("Show").click();
  await visitor.results.getByRole("img", { name: "a slow fig" }).waitFor();
});

story("a message that offers to undo goes with the next change, which it is not about", async ({ visitor }) => {
  await visitor.make("one");
  await visitor.make("two");
  await visitor.button("Delete").first().click();
  await visitor.undo.waitFor();
  await visitor.button("Favourite").click();
  await visitor.undo.waitFor({ state: "detached" });
  await visitor.step("Undo").click();
  await visitor.step("Undo").click();
  await visitor.pictures.nth(1).waitFor();
});

scene("a message that offers to undo goes when the change is taken back by key", async ({ page, visitor }) => {
  await visitor.make("one");
  await visitor.make("two");
  await visitor.button("Favourite").nth(1).click();
  await visitor.button("Delete").first().click();
  await visitor.focused(visitor.undo);
  await page.keyboard.press("ControlOrMeta+z");
  await visitor.pictures.nth(1).waitFor();
  assert.equal(await visitor.undo.count(), 0);
  assert.equal(await visitor.button("Favourite").nth(1).getAttribute("aria-pressed"), "true");
});
