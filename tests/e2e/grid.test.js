// The gallery as a grid: few elements for any number of pictures, one tab stop, selection, filters, and thumbnails.

import assert from "node:assert/strict";

import { binned, multiply } from "./harness/database.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { importZip, reloadWhenSaved, waitUntilSaved, picture, plainPng, saved, swipe } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const DAY_MS = 86_400_000;
/** Builds a gallery of pictures so small that they are their own thumbnails, two a day, the newest first. */
const pictures = (count, now = Date.now()) =>
  zip(gallery(Array.from({ length: count }, (_, at) => ({ id: at + 1, prompt: `picture ${at + 1}`, created_ms: now - Math.floor(at / 2) * DAY_MS - at, bytes: plainPng(40, 30, [at % 250, 90, 40]) }))));

/** Returns the type and longer side of each stored thumbnail, with the id of its picture. */
const thumbnails = (page) =>
  page.evaluate(async () => {
    const answered = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const database = await answered(indexedDB.open("tintype.gallery"));
    const all = await answered(database.transaction("thumbnails").objectStore("thumbnails").getAll());
    database.close();
    return Promise.all(all.map(async ({ id, thumbnail }) => {
      const { width, height } = await createImageBitmap(thumbnail);
      return [id, thumbnail.type, Math.max(width, height)];
    }));
  });

const until = async (found, wanted) => {
  for (const end = Date.now() + 30_000; ; ) {
    const value = await found();
    if (wanted(value)) return value;
    assert.ok(Date.now() < end, `it is ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Computes in the page the SHA-256 of the image of the context menu, because transferring the bytes is slow. */
const digest = async () => {
  const bytes = await (await fetch(globalThis.menuAbout)).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
};

/** Draws a transparent picture. */
const fog = async () => {
  const canvas = new OffscreenCanvas(600, 400);
  canvas.getContext("2d").fillRect(0, 0, 9, 9);
  return Array.from(new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer()));
};

/**
 * Presses a key several times in quick succession. Each press goes to the element that has the focus then, as in a
 * browser.
 */
const pressQuickly = (page, key, times) =>
  page.evaluate(async ({ key, times }) => {
    for (let press = 0; press < times; press += 1) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve, press % 5));
    }
  }, { key, times });

const selected = (page) => page.locator('.cell[aria-selected="true"]').evaluateAll((cells) => cells.map(({ ariaLabel }) => ariaLabel).sort());

testOnDesktop("a thumbnail is made once, stored with its picture, goes with it, and is made for pictures of an older version", async ({ page, errors, app }) => {
  await app.make("a lighthouse");
  const [[id, type, side]] = await until(() => thumbnails(page), (all) => all.length === 1);
  // JPEG, which browsers decode at the displayed size; it has no transparency, so transparent pictures use WebP.
  assert.deepEqual([type, side], ["image/jpeg", 512]);
  // Pictures of an older Studio have no thumbnails; they are generated while the page is idle.
  await multiply(page, 12);
  await reloadWhenSaved(page);
  await until(() => thumbnails(page), (all) => all.length === 12);
  const image = app.cell("picture 7").locator("img");
  // Located again each time, because resizing the page recreates the cells.
  await until(() => image.evaluate(({ naturalWidth }) => naturalWidth), (width) => width === 512);
  // Generated once; later visits read the stored thumbnail.
  await page.addInitScript(() => {
    const make = globalThis.createImageBitmap;
    globalThis.made = 0;
    globalThis.createImageBitmap = (...given) => ((globalThis.made += 1), make(...given));
  });
  await reloadWhenSaved(page);
  await page.waitForFunction(() => document.querySelectorAll(".cell__image[src]").length === 12);
  assert.equal(await page.evaluate(() => globalThis.made), 0);

  // A thumbnail preserves transparency; pictures of odd sizes lose the pixels that do not fill a block.
  const bytes = Buffer.from(await page.evaluate(fog));
  await importZip(page, zip(gallery([{ id: 99, prompt: "fog", width: 600, height: 400, created_ms: 99, bytes }])));
  await until(() => thumbnails(page), (all) => all.some(([id, type, side]) => id === 99 && type === "image/webp" && side === 512));
  await app.closeSettings();
  await app.act("fog", "Delete");

  // The thumbnail stays while the picture is in the bin, and is erased together with it.
  await app.act("picture 7", "Delete");
  await until(() => binned(page), (bin) => bin[7]);
  assert.equal((await thumbnails(page)).length, 13);
  await app.openSettings();
  await app.button("Open bin").click();
  await app.button("Empty bin").click();
  await app.button("Erase 2 pictures").click();
  await until(() => thumbnails(page), (all) => all.length === 11 && all.some(([one]) => one === id));
  assert.deepEqual(errors, []);
});

testOnBothScreens("one tab stop: arrows move through all pictures, one key opens or downloads, and the focus outlives scrolling", async ({ page, errors, app }) => {
  await importZip(page, pictures(60));
  await page.getByText("60 pictures imported.").waitFor();
  await app.closeSettings();
  const grid = page.getByRole("grid", { name: "Gallery" });
  const stops = () => grid.evaluate((element) => [...element.querySelectorAll("[tabindex='0'], button:not([tabindex='-1'])")].length);
  assert.equal(await stops(), 1);
  await grid.locator("[tabindex='0']").focus();
  for (let times = 0; times < 49; times += 1) await page.keyboard.press("ArrowRight");
  await app.focused(app.cell("picture 50"));
  assert.equal(await stops(), 1);
  const { name } = await saved(page, () => page.keyboard.press("d"));
  assert.equal(name, "picture-50-40x30.png");
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.waitForTimeout(300);
  await page.keyboard.press("ArrowLeft");
  await app.focused(app.cell("picture 49"));
  await page.keyboard.press("Enter");
  await app.viewer.getByRole("heading", { name: "picture 49" }).waitFor();
  await page.keyboard.press("Escape");
  await app.viewer.getByRole("heading").waitFor({ state: "detached" });
  await app.focused(app.cell("picture 49"));
  await page.keyboard.press("j");
  await app.focused(app.cell("picture 50"));
  await page.keyboard.press("k");
  await app.focused(app.cell("picture 49"));
  // The list of shortcuts contains every key of the gallery and of the viewer.
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const listed = (await keys.getByRole("term").allInnerTexts()).join(" ");
  for (const key of ["←", "J", "K", "Home", "End", "Enter", "Space", "Shift ←", "D", "E", "F", "Del"]) assert.ok(listed.includes(key), `${key} in ${listed}`);
  await page.keyboard.press("Escape");
  await app.focused(app.cell("picture 49"));
  await page.keyboard.press("ControlOrMeta+Home");
  await app.focused(app.cell(/^picture 1$/));
  await page.keyboard.press("f");
  await app.cell("picture 1, favourite").waitFor();
  // No key press is lost while rows are added and removed around the focus, at any typing speed and scroll position.
  await pressQuickly(page, "ArrowRight", 40);
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await pressQuickly(page, "ArrowRight", 19);
  await app.focused(app.cell("picture 60"));
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await pressQuickly(page, "ArrowLeft", 10);
  await app.focused(app.cell("picture 50"));
  await page.keyboard.press("Enter");
  await app.viewer.getByRole("heading", { name: "picture 50" }).waitFor();
  await pressQuickly(page, "j", 7);
  await app.viewer.getByRole("heading", { name: "picture 57" }).waitFor();
  // The cell of the last viewed picture has the focus, even outside the viewport.
  await page.keyboard.press("Escape");
  await app.focused(app.cell("picture 57"));
  assert.ok(Number(await grid.getAttribute("aria-rowcount")) >= 60);
  await page.keyboard.press("Delete");
  await app.cell("picture 57").waitFor({ state: "detached" });
  await app.focused(app.undo);
  await app.cell("picture 58").focus();
  await page.keyboard.press("e");
  await app.focused(app.prompt);
  await app.button("Remove picture 58").waitFor();
  assert.deepEqual(errors, []);
});

testOnDesktop("several are selected by click, range and frame, and downloaded, marked, compared, used and deleted at once", async ({ page, errors, app }) => {
  await importZip(page, pictures(12));
  await page.getByText("12 pictures imported.").waitFor();
  await app.closeSettings();
  const bar = page.getByRole("toolbar", { name: "Selection" });
  await app.cell(/^picture 2$/).click({ modifiers: ["ControlOrMeta"] });
  await app.cell(/^picture 5$/).click({ modifiers: ["Shift"] });
  assert.deepEqual(await selected(page), ["picture 2", "picture 3", "picture 4", "picture 5"]);
  // While a selection exists, a click toggles a picture's selection instead of opening it.
  await app.cell(/^picture 3$/).click();
  await bar.getByText("3 selected").waitFor();
  const { name, bytes } = await saved(page, () => bar.getByRole("button", { name: "Download" }).click());
  assert.equal(name, "tintype-pictures.zip");
  assert.equal(bytes.toString("latin1").split("PK\x01\x02").length - 1, 4, "three pictures and their list");
  await bar.getByRole("button", { name: "Favourite" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".cell__star").length === 3);
  await app.step("Undo").click();
  await page.waitForFunction(() => document.querySelectorAll(".cell__star").length === 0);
  await bar.getByRole("button", { name: "Delete" }).click();
  await page.getByText("3 pictures deleted.").waitFor();
  await bar.waitFor({ state: "detached" });
  await app.undo.click();
  await app.cell(/^picture 5$/).waitFor();

  // Selection with the keyboard: Shift with an arrow key.
  await app.cell(/^picture 1$/).focus();
  await page.keyboard.press("Shift+ArrowRight");
  assert.deepEqual(await selected(page), ["picture 1", "picture 2"]);
  await bar.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("dialog", { name: "Compare" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Compare" }).waitFor({ state: "hidden" });
  await bar.getByRole("button", { name: "Use as inputs" }).click();
  await app.thumbnails.nth(1).waitFor();
  assert.deepEqual(await selected(page), []);

  // Selection with a rectangle, dragged from beside the last picture of a row to another.
  const [from, to] = [await app.cell(/^picture 4$/).boundingBox(), await app.cell(/^picture 5$/).boundingBox()];
  await page.mouse.move(from.x + 2.5 * from.width, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 10, { steps: 5 });
  await page.locator(".gallery__frame").waitFor();
  await page.mouse.up();
  assert.deepEqual(await selected(page), ["picture 3", "picture 4", "picture 5", "picture 6"]);
  await page.keyboard.press("Escape");
  await app.cell(/^picture 6$/).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await bar.getByText("12 selected").waitFor();
  await page.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  assert.deepEqual(errors, []);
});

testOnDesktop("a finger that rests on a picture selects it, a tap opens one, and the menu has everything", async ({ page, errors, app }) => {
  await importZip(page, pictures(9));
  await page.getByText("9 pictures imported.").waitFor();
  await app.closeSettings();
  const cell = app.cell(/^picture 5$/);
  await cell.scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
  const { x, y, width, height } = await cell.boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x: x + width / 2, y: y + height / 3 }]);
  await page.waitForFunction(() => document.querySelectorAll('.cell[aria-selected="true"]').length === 1);
  await touch("touchEnd", []);
  assert.deepEqual(await selected(page), ["picture 5"]);
  assert.ok(!(await app.viewer.isVisible()));
  await page.getByRole("button", { name: "Clear selection" }).click();
  await app.cell(/^picture 3$/).getByRole("button", { name: "More" }).click();
  const menu = page.locator("#picture-menu");
  await menu.getByRole("button").first().waitFor();
  const names = await menu.getByRole("button").allInnerTexts();
  assert.deepEqual(names, ["Open", "Edit", "Download", "Favourite", "Collections", "Use again", "Regenerate", "Vary", "Retouch", "Crop", "Expand", "Use as reference", "Copy", "Copy link to the prompt", "Compare", "Delete"]);
  const box = await menu.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844);
  await menu.getByRole("button", { name: "Delete" }).click();
  await page.getByText("“picture 3” deleted.").waitFor();
  await app.undo.click();
  await app.cell(/^picture 3$/).waitFor();

  // A swipe in the viewer shows the next picture.
  await app.look("picture 4");
  const stage = await page.locator(".zoom-viewport").boundingBox();
  const middle = stage.y + stage.height / 2;
  await swipe(page, [[300, middle], [90, middle]]);
  await app.viewer.getByRole("heading", { name: "picture 5" }).waitFor();
  await swipe(page, [[90, middle], [300, middle]]);
  await app.viewer.getByRole("heading", { name: "picture 4" }).waitFor();
  assert.deepEqual(errors, []);
}, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

testOnDesktop("filters say how much they find; the size of the pictures is kept; the browser's menu is about the picture itself", async ({ page, errors, app }) => {
  const first = await picture(await app.make("a lighthouse"));
  await app.button("Edit").click();
  await app.make("make it green");
  await app.make("an owl");
  const filter = (name) => app.results.getByRole("button", { name, exact: true });
  assert.match(await filter("Edits").innerText(), /Edits\s*2$/);
  await filter("Edits").click();
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 2);
  await app.results.getByText("2 of 3 pictures").waitFor();
  await filter("Edits").click();
  await page.waitForFunction(() => document.querySelectorAll(".cell").length === 3);
  const wide = (await app.cells.first().boundingBox()).width;
  await app.button("Large").click();
  await page.waitForFunction((wide) => document.querySelector(".cell").getBoundingClientRect().width > 1.2 * wide, wide);
  await waitUntilSaved(page);
  await reloadWhenSaved(page);
  await app.cells.nth(2).waitFor();
  assert.equal(await app.button("Large").getAttribute("aria-pressed"), "true");

  // "Save image as" saves the bytes of the picture, not of its thumbnail.
  const cell = app.cell("a lighthouse");
  await until(() => cell.locator("img").evaluate(({ naturalWidth }) => naturalWidth), (width) => width === 512);
  await page.evaluate(() => addEventListener("contextmenu", ({ target }) => (globalThis.menuAbout = target.src)));
  await cell.click({ button: "right" });
  assert.equal(await page.evaluate(digest), first.sha256);
  // A drag adds the picture to the form, or saves its file in another program.
  const carried = await cell.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    element.dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer }));
    return dataTransfer.getData("DownloadURL");
  });
  assert.match(carried, /^image\/png:a-lighthouse-1024x1024\.png:blob:/);
  await cell.dragTo(page.locator(".inputs__add"));
  await app.button("Remove a lighthouse").nth(1).waitFor();
  assert.deepEqual(errors, []);
});

testOnDesktop("the viewer goes on by keys, and shows a picture pixel for pixel", async ({ page, errors, app }) => {
  await app.make("a lighthouse");
  await app.make("an owl");
  await app.make("a red fox");
  const shows = (words) => app.viewer.getByRole("heading", { name: words }).waitFor();
  await app.look("an owl");
  for (const [key, words] of [["ArrowRight", "a lighthouse"], ["k", "an owl"], ["ArrowLeft", "a red fox"], ["j", "an owl"]]) {
    await page.keyboard.press(key);
    await shows(words);
    await app.focused(page.locator("#viewer-viewport"));
  }
  await app.viewer.getByRole("button", { name: "Next picture" }).click();
  await shows("a lighthouse");
  assert.equal(await app.viewer.getByRole("button", { name: "Next picture" }).count(), 0, "it is the last");
  await app.viewer.getByTitle("True size").click();
  await page.waitForFunction(() => {
    const { width } = document.querySelector(".zoom-viewport__image").getBoundingClientRect();
    const { height } = document.querySelector(".zoom-viewport__image").getBoundingClientRect();
    return Math.abs(Math.min(width, height) * devicePixelRatio - 1024) < 2;
  });
  assert.equal(await page.locator(".zoom-buttons__value").textContent(), "100 %");
  await page.keyboard.press("f");
  await app.viewer.getByRole("button", { name: "Favourite", pressed: true }).waitFor();
  assert.equal((await saved(page, () => page.keyboard.press("d"))).name, "a-lighthouse-1024x1024.png");

  // A deletion shows the next picture, or the previous one at the end; Undo shows the picture again, by button and by
  // key.
  const leads = async (key, words) => {
    await page.keyboard.press(key);
    await shows(words);
    await app.focused(page.locator("#viewer-viewport"));
  };
  await leads("Delete", "an owl");
  await app.viewer.getByText("“a lighthouse” deleted.").waitFor();
  await app.viewer.getByRole("button", { name: "Undo" }).click();
  await shows("a lighthouse");
  await app.focused(page.locator("#viewer-viewport"));
  assert.equal(await app.viewer.getByRole("button", { name: "Undo" }).count(), 0);
  await leads("ControlOrMeta+Shift+z", "an owl");
  await leads("ControlOrMeta+z", "a lighthouse");
  await leads("k", "an owl");
  await leads("Backspace", "a lighthouse");
  // Undo also reverts other changes of pictures.
  await page.keyboard.press("f");
  await app.viewer.getByRole("button", { name: "Favourite", pressed: false }).waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await app.viewer.getByRole("button", { name: "Favourite", pressed: true }).waitFor();
  await leads("Delete", "a red fox");
  await page.keyboard.press("Delete");
  await app.viewer.waitFor({ state: "hidden" });
  await app.focused(app.undo);
  await page.keyboard.press("Enter");
  await app.look("a red fox");
  await page.keyboard.press("e");
  await app.focused(app.prompt);
  await app.button("Remove a red fox").waitFor();
  assert.deepEqual(errors, []);
});
