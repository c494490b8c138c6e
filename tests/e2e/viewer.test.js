// The viewer: picture and controls are visible for every length of the prompt, and Back closes it.

import assert from "node:assert/strict";

import { testOnBothScreens } from "./harness/screens.js";

const words = (length) => "A lighthouse on a cliff at dusk, ".repeat(Math.ceil(length / 33)).slice(0, length).trim();

/** Fails unless each of these elements is completely inside the viewport. */
async function onScreen(page, locators, about) {
  const { width, height } = page.viewportSize();
  for (const locator of locators) {
    const box = await locator.boundingBox();
    const isInside = box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    assert.ok(isInside, `${about}: ${locator} is at ${JSON.stringify(box)} of ${width} × ${height}`);
  }
}

testOnBothScreens("the viewer's picture and controls are on the screen, whatever the prompt and the width", async ({ page, errors, app, screen }) => {
  const prompts = [30, 300, 10_000].map(words);
  for (const prompt of prompts) await app.make(prompt);
  const sizes = { desk: [[1280, 800], [1920, 1080], [1366, 650]], phone: [[390, 844], [320, 640], [844, 390]] };
  const viewer = page.locator("dialog.viewer");
  const controls = ["Close", "Zoom in", "Zoom out", "Fit", "Edit", "Download", "Delete"].map((name) =>
    viewer.getByRole("button", { name, exact: true }),
  );
  const image = viewer.getByRole("group", { name: "The picture, enlarged" });
  const more = viewer.locator(".viewer__head .clamped__more");
  for (const [width, height] of sizes[screen]) {
    await page.setViewportSize({ width, height });
    for (const [index, prompt] of prompts.toReversed().entries()) {
      const about = `${prompt.length} characters at ${width} × ${height}`;
      // Pressed with the keyboard, because a rotated phone scrolls for some frames and a click would miss.
      await app.cells.nth(index).press("Enter");
      await onScreen(page, [image, ...controls], about);
      const box = await image.boundingBox();
      assert.ok(box.width >= 200 && box.height >= 120, `${about}: the picture has ${box.width} × ${box.height}`);
      const heading = viewer.getByRole("heading");
      if (prompt.length < 10_000) {
        assert.equal(await heading.innerText(), prompt);
      } else {
        // The heading is truncated until the user expands it.
        assert.equal(await heading.innerText(), `${prompt.slice(0, 2_000)}…`);
        await more.click();
        await heading.getByText(prompt, { exact: true }).waitFor();
        await onScreen(page, [image, ...controls, more], `${about}, opened`);
        await heading.press("End");
        await page.waitForFunction(() => {
          const { scrollTop, clientHeight, scrollHeight } = document.querySelector(".viewer__title");
          return scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
        });
        await more.click();
      }
      if (prompt.length === 30) {
        assert.ok(!(await more.isVisible()), `${about}: there is nothing more to show`);
      }
      await viewer.getByRole("button", { name: "Close", exact: true }).click();
      await viewer.waitFor({ state: "hidden" });
    }
  }
  assert.deepEqual(errors, []);
});

testOnBothScreens("the browser's Back closes a dialog and stays on the page; closing leaves nothing to go back to", async ({ page, errors, app }) => {
  await app.make("a lighthouse");
  await app.make("an owl");
  // The bin is available once it contains a picture.
  await app.button("Delete").first().click();
  await app.pictures.nth(1).waitFor({ state: "detached" });
  const address = page.url();
  const dialog = page.getByRole("dialog");
  for (const name of ["Open", "Retouch"]) {
    await app.button(name).click();
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(page.url(), address);
  }
  await app.openSettings();
  for (const name of ["Open bin", "Delete all"]) {
    await app.button(name).click();
    await dialog.waitFor();
    await page.goBack();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(page.url(), address);
  }
  await app.closeSettings();
  // Opening a dialog closes another, and closing it by any means restores the length of the session history.
  const length = await page.evaluate(() => history.length);
  for (let times = 0; times < 3; times += 1) {
    await app.button("Open").click();
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await app.button("Retouch").click();
    await dialog.waitFor();
    await dialog.getByRole("button", { name: "Close", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
  }
  await page.waitForFunction(() => history.state === null);
  assert.equal(await page.evaluate(() => history.length), length);
  await app.pictures.waitFor();
  await page.goBack();
  assert.notEqual(page.url(), address, "with no dialog open, Back leaves the page");
  assert.deepEqual(errors, []);
});
