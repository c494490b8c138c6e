// Retouching a part of a picture: only painted pixels may change.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { picture, pinch, swipe } from "./harness/studio-page.js";

/** Generates a picture and opens it for painting. */
async function openRetouch({ page, app, screen }) {
  await app.make("a lighthouse");
  await app.button("Retouch").click();
  const viewport = page.getByRole("application", { name: "Paint the area to change" });
  await viewport.waitFor();
  const sheet = page.locator(".retouch__sheet");
  /** Drags across the picture with the mouse, or on a phone with a finger. Points are fractions of its sides. */
  const drag = async (...points) => {
    const { x, y, width, height } = await sheet.boundingBox();
    const path = points.map(([across, down]) => [x + across * width, y + down * height]);
    if (screen === "phone") return swipe(page, path);
    await page.mouse.move(...path[0]);
    await page.mouse.down();
    for (const point of path.slice(1)) await page.mouse.move(...point, { steps: 4 });
    await page.mouse.up();
  };
  /** Returns the painted fraction of the mask, from 0 to 1. */
  const painted = () =>
    page.locator(".retouch__paint").evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 3; at < data.length; at += 4) count += data[at] > 0;
      return count / (canvas.width * canvas.height);
    });
  return { viewport, sheet, drag, painted };
}

/** Returns the bounding box of all pixels in which two pictures differ, and their number. */
function difference(page, before, after) {
  return page.evaluate(
    async (urls) => {
      const [a, b] = await Promise.all(
        urls.map(async (url) => {
          const bitmap = await createImageBitmap(await (await fetch(url)).blob());
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
          context.drawImage(bitmap, 0, 0);
          return context.getImageData(0, 0, bitmap.width, bitmap.height);
        }),
      );
      const found = { width: a.width, height: a.height, sameSize: a.width === b.width && a.height === b.height, count: 0, left: Infinity, top: Infinity, right: 0, bottom: 0 };
      for (let at = 0; at < a.data.length; at += 4) {
        if ([0, 1, 2, 3].every((channel) => a.data[at + channel] === b.data[at + channel])) continue;
        const [x, y] = [(at / 4) % a.width, Math.floor(at / 4 / a.width)];
        found.count += 1;
        found.left = Math.min(found.left, x);
        found.right = Math.max(found.right, x);
        found.top = Math.min(found.top, y);
        found.bottom = Math.max(found.bottom, y);
      }
      return found;
    },
    [before, after],
  );
}

const address = (image) => image.getAttribute("src");

testOnBothScreens("outside of the painted rectangle every pixel is untouched, inside it the picture has changed", async (at) => {
  const { page, errors, app } = at;
  const { drag } = await openRetouch(at);
  await app.button("Rectangle").click();
  await drag([0.25, 0.25], [0.5, 0.6]);
  await page.getByLabel("What should change there?").fill("make it green");
  await app.button("Apply").click();
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();

  const [after, before] = [await address(app.pictures.first()), (await picture(app.pictures.nth(1))).url];
  const seen = await difference(page, before, after);
  assert.ok(seen.sameSize && seen.count > 1000, `${seen.count} pixels changed`);
  // Touch positions are whole CSS pixels, each of which covers three pixels of the picture on a phone.
  const near = 4;
  const [left, right] = [0.25 * seen.width - near, 0.5 * seen.width + near];
  const [top, bottom] = [0.25 * seen.height - near, 0.6 * seen.height + near];
  assert.ok(seen.left >= left && seen.right <= right && seen.top >= top && seen.bottom <= bottom, JSON.stringify(seen));
  assert.equal(await app.pictures.first().getAttribute("alt"), "make it green");
  assert.ok(await app.results.getByText("Made from “a lighthouse”").isVisible());
  assert.deepEqual(errors, []);
});

testOnBothScreens("brush, eraser, undo and redo, by hand", async (at) => {
  const { page, app } = at;
  const { drag, painted } = await openRetouch(at);
  await drag([0.2, 0.5], [0.8, 0.5]);
  const stroke = await painted();
  assert.ok(stroke > 0.03);
  await app.button("Eraser").click();
  await drag([0.5, 0.2], [0.5, 0.8]);
  const inDialog = (name) => page.getByRole("dialog").getByRole("button", { name, exact: true });
  const erased = await painted();
  assert.ok(erased > 0 && erased < stroke);
  await inDialog("Undo").click();
  assert.equal(await painted(), stroke);
  await inDialog("Undo").click();
  assert.equal(await painted(), 0);
  await inDialog("Redo").click();
  await inDialog("Redo").click();
  assert.equal(await painted(), erased);
});

testOnBothScreens("the painted area is inverted and cleared, and Undo takes each back", async (at) => {
  const { page, app } = at;
  const { drag, painted } = await openRetouch(at);
  await app.button("Rectangle").click();
  await drag([0.25, 0.25], [0.75, 0.75]);
  const inDialog = (name) => page.getByRole("dialog").getByRole("button", { name, exact: true });
  const rectangle = await painted();
  assert.ok(rectangle > 0.2 && rectangle < 0.3, `${rectangle}`);
  await inDialog("Invert").click();
  // Pixels on the edge are partly painted, before and after inverting.
  assert.ok(Math.abs((await painted()) - (1 - rectangle)) < 0.01);
  await inDialog("Clear").click();
  assert.equal(await painted(), 0);
  await app.button("Apply").click();
  await page.getByText("First paint over the area to change.").or(page.getByText("Write what should change there.")).waitFor();
  await inDialog("Undo").click();
  await inDialog("Undo").click();
  assert.equal(await painted(), rectangle);
});

testOnBothScreens("all of it by keyboard: move, paint, size, tools, back and forth, and ask", async (at) => {
  const { page, app } = at;
  const { viewport, painted } = await openRetouch(at);
  assert.ok(await viewport.evaluate((element) => element === document.activeElement));
  await page.keyboard.press("Enter");
  const dot = await painted();
  assert.ok(dot > 0);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  const line = await painted();
  assert.ok(line > dot);
  await page.keyboard.press("Control+z");
  assert.ok((await painted()) < line);
  await page.keyboard.press("Control+Shift+z");
  assert.equal(await painted(), line);
  await page.keyboard.press("]");
  await page.keyboard.press("r");
  assert.equal(await app.button("Rectangle").getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  assert.ok((await painted()) > line);
  await page.getByLabel("What should change there?").fill("make it blue");
  await page.keyboard.press("Control+Enter");
  await app.pictures.nth(1).waitFor();
});

testOnBothScreens("two fingers look closer and paint nothing", async (at) => {
  const { page } = at;
  const { viewport, painted } = await openRetouch(at);
  await pinch(viewport);
  assert.equal(await painted(), 0);
  await page.getByText("2.0×").waitFor();
});

testOnBothScreens("missing input is reported, and typed text is there when the dialog is opened again", async (at) => {
  const { page, app } = at;
  const { sheet, drag } = await openRetouch(at);
  const change = page.getByLabel("What should change there?");
  await change.fill("make it green");
  await app.button("Apply").click();
  await page.getByText("First paint over the area to change.").waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await app.button("Retouch").click();
  assert.equal(await change.inputValue(), "make it green");
  await drag([0.3, 0.3], [0.6, 0.6]);
  await change.fill(" ");
  await app.button("Apply").click();
  await page.getByText("Write what should change there.").waitFor();
});

testOnBothScreens("axe finds nothing while a part is painted, in both themes", async (at) => {
  const { drag } = await openRetouch(at);
  await drag([0.3, 0.3], [0.6, 0.6]);
  await inBothThemes(at.page, `retouch-painted-${at.screen}`);
});

testOnDesktop("the end of a pinch paints nothing on to what was painted before", async (at) => {
  const { viewport, drag, painted } = await openRetouch(at);
  await drag([0.1, 0.1], [0.2, 0.1]);
  const stroke = await painted();
  await pinch(viewport);
  await at.page.getByText("2.0×").waitFor();
  assert.equal(await painted(), stroke);
});
