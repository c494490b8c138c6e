// The comparison: the user selects the other picture by its thumbnail, and both zoom together side by side.

import assert from "node:assert/strict";

import { multiply } from "./harness/database.js";
import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { reloadWhenSaved } from "./harness/studio-page.js";

const names = (dialog) => dialog.getByRole("radio").evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel));

testOnBothScreens("arrows choose the other picture by thumbnails, and the focus stays where it is", async ({ page, app, errors }) => {
  for (const words of ["a fox", "an owl", "a heron"]) await app.make(words);
  await app.button("Compare").first().click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.waitFor();
  assert.deepEqual(await names(dialog), ["an owl", "a fox"]);
  const under = dialog.getByRole("img").first();
  assert.equal(await under.getAttribute("alt"), "an owl");
  const first = dialog.getByRole("radio", { name: "an owl" });
  assert.ok(await first.isChecked());
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await dialog.getByRole("img", { name: "a fox" }).waitFor();
  await app.focused(dialog.getByRole("radio", { name: "a fox" }));
  const seen = await dialog.locator(".compare__thumbnail").evaluateAll((all) => Promise.all(all.map((image) => image.decode().then(() => image.naturalWidth))));
  assert.ok(seen.every((width) => width > 0 && width <= 512), `${seen}`);
  assert.deepEqual(errors, []);
});

testOnBothScreens("side by side both pictures are magnified and moved together, and stay so with another choice", async ({ page, app, errors }) => {
  for (const words of ["a fox", "an owl", "a heron"]) await app.make(words);
  await app.button("Compare").first().click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.getByLabel("Side by side").check();
  const transforms = () => dialog.locator(".zoom-viewport__image").evaluateAll((all) => all.map(({ style }) => style.transform));
  const same = async () => {
    const [one, other] = await transforms();
    assert.equal(one, other);
    return one;
  };
  const whole = await same();
  const [first, second] = [0, 1].map((place) => dialog.getByRole("group", { name: "The picture, enlarged" }).nth(place));
  await first.focus();
  await page.keyboard.press("+");
  const near = await same();
  assert.notEqual(near, whole);
  await second.focus();
  await page.keyboard.press("ArrowUp");
  const moved = await same();
  assert.notEqual(moved, near);
  await dialog.getByRole("radio", { name: "a fox" }).check();
  await dialog.getByRole("img", { name: "a fox" }).waitFor();
  assert.equal(await same(), moved);
  await dialog.getByRole("button", { name: "Fit" }).click();
  assert.equal(await same(), whole);
  assert.deepEqual(errors, []);
});

testOnDesktop("of five hundred pictures a bounded number is offered; two that are selected in the gallery are compared wherever they are", async ({ page, app }) => {
  await app.make("a fox");
  await reloadWhenSaved(page);
  await multiply(page, 500);
  await page.reload();
  await app.pictures.first().waitFor();
  await app.button("Compare").first().click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.waitFor();
  const count = await dialog.getByRole("radio").count();
  assert.ok(count > 20 && count <= 60, `${count}`);
});
