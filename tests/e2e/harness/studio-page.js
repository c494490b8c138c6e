// The page object of Studio: every control is found by the name that a person or a screen reader knows it by.

import { readFile } from "node:fs/promises";

import { pngOf, RGB } from "../../harness/png.js";

/** The controls of Studio's page, and what users do with them. */
export function studioPage(page) {
  // Where the focus goes next, a frame after what sends it there: what is typed before would go elsewhere.
  const focused = (element) => element.and(page.locator(":focus")).waitFor();
  const button = (name) => page.getByRole("button", { name, exact: true });
  const region = page.getByRole("region", { name: "Results" });
  const studio = {
    button,
    prompt: page.getByRole("textbox", { name: "Prompt" }),
    files: page.getByLabel("Add images"),
    ratios: page.getByRole("group", { name: "Aspect ratio" }),
    results: region,
    /** The Undo of a message. */
    undo: page.locator("#undo"),
    /** Undo or Redo of the history, beside the results' heading. */
    step: (name) => region.getByRole("button", { name, exact: true }),
    /** Generate, while something runs. */
    cancel: page.getByRole("button", { name: /^Cancel( all \(\d+\))?$/ }),
    /** Each once: those on the stage first, then the others of the gallery. */
    pictures: region.getByRole("img"),
    /** The squares of the gallery that are in the page. */
    cells: region.getByRole("gridcell"),
    /** A square of the gallery by its words. */
    cell: (words) => region.getByRole("gridcell", { name: words }),
    viewer: page.locator("dialog.viewer"),
    alert: page.getByRole("alert"),
    progress: page.getByRole("progressbar"),
    thumbnails: page.getByRole("button", { name: /^Remove / }),
    sandboxLabel: page.getByRole("complementary", { name: "Demo mode" }),
    endpoint: page.getByLabel("Endpoint", { exact: true }),
    key: page.getByLabel("API key", { exact: true }),
    model: page.getByLabel("Model", { exact: true }),

    /** Types and presses Generate, and does not wait. */
    async submit(words) {
      await studio.prompt.fill(words);
      await button("Generate").click();
    },
    /** Types, presses Generate and waits for the picture, which comes first. */
    async make(words) {
      const before = await studio.pictures.count();
      await studio.submit(words);
      await studio.pictures.nth(before).waitFor();
      await button("Generate").waitFor();
      return studio.pictures.first();
    },
    addImage(name, buffer, mimeType = "image/png") {
      return studio.files.setInputFiles({ name, mimeType, buffer });
    },
    focused,
    /** Opens a picture of the gallery in the viewer. */
    async look(words) {
      await studio.cell(words).click();
      await studio.viewer.getByRole("heading", { name: words }).waitFor();
      return studio.viewer;
    },
    /** Presses a button of the viewer for a picture of the gallery. */
    async act(words, name) {
      const viewer = await studio.look(words);
      await viewer.getByRole("button", { name, exact: true }).click();
      // After a deletion it shows the next picture, and closes by itself where there is none.
      if (name === "Delete") await viewer.getByRole("heading", { name: words }).waitFor({ state: "detached" });
      const stays = ["Favourite", "Download", "Copy", "Use as reference"].includes(name) || (name === "Delete" && (await viewer.isVisible()));
      if (stays) await page.keyboard.press("Escape");
      await viewer.getByRole("heading").waitFor({ state: "detached" });
    },
    async openSettings() {
      await button("Settings").click();
      await focused(studio.endpoint);
    },
    async closeSettings() {
      await button("Done").click();
      await focused(button("Settings"));
    },
    /** Sets endpoint, key and model as far as they are given. */
    async set(settings) {
      await studio.openSettings();
      for (const [name, value] of Object.entries(settings)) await studio[name].fill(value);
      await studio.closeSettings();
    },
  };
  return studio;
}

/** Waits until nothing is running and everything is stored, so that `beforeunload` asks nothing. */
export async function waitUntilSaved(page) {
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

/** Reloads the page once everything is stored. */
export async function reloadWhenSaved(page) {
  await waitUntilSaved(page);
  await page.reload();
}

/** The bodies of the requests for pictures, from now on. */
export function bodies(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postDataJSON());
  });
  return sent;
}

/** The decoded size of a picture, and the bytes behind its URL. The gallery shows a thumbnail, the viewer the picture. */
export async function picture(image) {
  // Images far below are loaded when they are scrolled near.
  await image.scrollIntoViewIfNeeded();
  if (!(await image.evaluate((element) => element.closest(".cell")))) return facts(image);
  const page = image.page();
  await image.click();
  const whole = await facts(page.locator(".zoom-viewport__image"));
  await page.keyboard.press("Escape");
  await page.locator(".viewer__head").waitFor({ state: "detached" });
  return whole;
}

/** Reads several pictures, one after the other. */
export async function inTurn(images) {
  const all = [];
  for (const image of images) all.push(await picture(image));
  return all;
}

const facts = (image) =>
  image.evaluate(async (element) => {
    await element.decode();
    const bytes = await (await fetch(element.src)).arrayBuffer();
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return {
      url: element.src,
      alt: element.alt,
      width: element.naturalWidth,
      height: element.naturalHeight,
      byteLength: bytes.byteLength,
      sha256: Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(""),
    };
  });

/** The file that is saved when `press` has been called: its name, its bytes, and where it lies. */
export async function saved(page, press) {
  const started = page.waitForEvent("download");
  await press();
  const download = await started;
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path), path };
}

/** Brings a saved gallery in, through the settings. */
export async function importZip(page, buffer, name = "mine.zip") {
  const studio = studioPage(page);
  const field = page.getByLabel("Import ZIP");
  if (!(await field.isVisible())) await studio.openSettings();
  await field.setInputFiles({ name, mimeType: "application/zip", buffer });
  return studio;
}

/** Whether an address still leads to something. */
export function isAlive(page, url) {
  return page.evaluate((address) => fetch(address).then(() => true, () => false), url);
}

/** A PNG of one colour; at compression level 0 it has three bytes per pixel. */
export function plainPng(width, height, [red, green, blue] = [180, 90, 40], level = 6) {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  return pngOf({ width, height, colour: RGB, rows: Buffer.concat(Array(height).fill(row)), level });
}

/** Two fingers on the middle of an element, which move to twice their distance. */
export function pinch(locator) {
  return locator.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const finger = (type, pointerId, across) => {
      const [clientX, clientY] = [x + width / 2 + across, y + height / 2];
      element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId, pointerType: "touch", clientX, clientY }));
    };
    finger("pointerdown", 11, -50);
    finger("pointerdown", 12, 50);
    finger("pointermove", 12, 150);
    finger("pointerup", 11, -50);
    // No two fingers leave at once: the one that is left moves a little.
    finger("pointermove", 12, 153);
    finger("pointerup", 12, 153);
  });
}

/** A finger of the browser's own along these points: unlike a mouse, it would scroll where a page lets it. */
export async function swipe(page, points) {
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const [first, ...rest] = points.map(([x, y]) => ({ x, y }));
  await touch("touchStart", [first]);
  let from = first;
  for (const to of rest) {
    for (let step = 1; step <= 4; step += 1) {
      const along = (axis) => from[axis] + ((to[axis] - from[axis]) * step) / 4;
      await touch("touchMove", [{ x: along("x"), y: along("y") }]);
    }
    from = to;
  }
  await touch("touchEnd", []);
  await session.detach();
}
