// The page object of Studio. It finds every control by its accessible name, as users and screen readers do.

import { mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { pngOf, RGB } from "../../harness/png.js";

/** Locates the controls of Studio's page, and performs a user's actions. */
export function studioPage(page) {
  // Waits for the focus, which moves one frame after the action; keys typed before would go to another element.
  const focused = (element) => element.and(page.locator(":focus")).waitFor();
  const button = (name) => page.getByRole("button", { name, exact: true });
  const region = page.getByRole("region", { name: "Results" });
  const studio = {
    button,
    prompt: page.getByRole("textbox", { name: "Prompt" }),
    files: page.getByLabel("Add images"),
    ratios: page.getByRole("group", { name: "Aspect ratio" }),
    results: region,
    /** The Undo button of a message. */
    undo: page.locator("#undo"),
    /** The Undo or Redo button of the history, beside the results' heading. */
    step: (name) => region.getByRole("button", { name, exact: true }),
    /** The Cancel button, which replaces Generate while a job runs. */
    cancel: page.getByRole("button", { name: /^Cancel( all \(\d+\))?$/ }),
    /** Every picture once: first those on the stage, then the rest of the gallery. */
    pictures: region.getByRole("img"),
    /** The cells of the gallery that are in the DOM. */
    cells: region.getByRole("gridcell"),
    /** Locates a cell of the gallery by its accessible name. */
    cell: (words) => region.getByRole("gridcell", { name: words }),
    viewer: page.locator("dialog.viewer"),
    alert: page.getByRole("alert"),
    progress: page.getByRole("progressbar"),
    thumbnails: page.getByRole("button", { name: /^Remove / }),
    sandboxLabel: page.getByRole("complementary", { name: "Demo mode" }),
    endpoint: page.getByLabel("Endpoint", { exact: true }),
    key: page.getByLabel("API key", { exact: true }),
    model: page.getByLabel("Model", { exact: true }),

    /** Fills in the prompt and presses Generate, without waiting. */
    async submit(words) {
      await studio.prompt.fill(words);
      await button("Generate").click();
    },
    /** Fills in the prompt, presses Generate and waits for the picture, which comes first. */
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
    /** Opens a picture of the gallery in the viewer and presses one of its buttons. */
    async act(words, name) {
      const viewer = await studio.look(words);
      await viewer.getByRole("button", { name, exact: true }).click();
      // After a deletion the viewer shows the next picture, or closes if there is none.
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
    /** Fills in those of endpoint, key and model that are given. */
    async set(settings) {
      await studio.openSettings();
      for (const [name, value] of Object.entries(settings)) await studio[name].fill(value);
      await studio.closeSettings();
    },
  };
  return studio;
}

/** Waits until no job runs and everything is stored, so that `beforeunload` does not prompt. */
export async function waitUntilSaved(page) {
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

/** Reloads the page once everything is stored. */
export async function reloadWhenSaved(page) {
  await waitUntilSaved(page);
  await page.reload();
}

/** Records the bodies of the requests for pictures from now on. */
export function bodies(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postDataJSON());
  });
  return sent;
}

/**
 * Returns the decoded size of a picture and its bytes. Opens the viewer, because the gallery shows only a thumbnail.
 */
export async function picture(image) {
  // Images far below the viewport are loaded only once they are scrolled near.
  await image.scrollIntoViewIfNeeded();
  if (!(await image.evaluate((element) => element.closest(".cell")))) return facts(image);
  const page = image.page();
  await image.click();
  const whole = await facts(page.locator(".zoom-viewport__image"));
  await page.keyboard.press("Escape");
  await page.locator(".viewer__head").waitFor({ state: "detached" });
  return whole;
}

/** Reads several pictures one after the other. */
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

/** Calls `press` and returns the file that it downloads: its name, its bytes, and its path. */
export async function saved(page, press) {
  const started = page.waitForEvent("download");
  await press();
  const download = await started;
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path), path };
}

let temporary;

/**
 * Writes a file for a file input, and returns its path; it stays until the process ends, since a page reads it later. As
 * a buffer it would cross the protocol as Base64, which takes seconds for a large one.
 */
async function temporaryFile(name, bytes) {
  if (!temporary) {
    temporary = mkdtempSync(join(tmpdir(), "tintype-files-"));
    process.once("exit", () => rmSync(temporary, { recursive: true, force: true }));
  }
  const path = join(await mkdtemp(join(temporary, "one-")), name);
  await writeFile(path, bytes);
  return path;
}

/** Imports a ZIP of a gallery through the settings. */
export async function importZip(page, buffer, name = "mine.zip") {
  const studio = studioPage(page);
  const field = page.getByLabel("Import ZIP");
  if (!(await field.isVisible())) await studio.openSettings();
  await field.setInputFiles(await temporaryFile(name, buffer));
  return studio;
}

/** Whether a URL can still be fetched. */
export function isAlive(page, url) {
  return page.evaluate((address) => fetch(address).then(() => true, () => false), url);
}

/** Encodes a PNG of one colour; at compression level 0 it has three bytes per pixel. */
export function plainPng(width, height, [red, green, blue] = [180, 90, 40], level = 6) {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  return pngOf({ width, height, colour: RGB, rows: Buffer.concat(Array(height).fill(row)), level });
}

/** Simulates a pinch on the middle of an element: two fingers move to twice their distance. */
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
    // Real fingers never leave simultaneously, so the remaining one moves a little.
    finger("pointermove", 12, 153);
    finger("pointerup", 12, 153);
  });
}

/** Swipes along these points with the browser's own touch events, which scroll the page if it allows that. */
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
