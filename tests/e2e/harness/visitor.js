// Studio in a visitor's words: every control is found by the name that a person or a screen reader knows it by.

import { readFile } from "node:fs/promises";
import { deflateSync, crc32 } from "node:zlib";

/** The controls of Studio's page, and what visitors do with them. */
export function visit(page) {
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
    pictures: region.getByRole("img"),
    alert: page.getByRole("alert"),
    progress: page.getByRole("progressbar"),
    thumbnails: page.getByRole("button", { name: /^Remove / }),
    sandboxLabel: page.getByRole("complementary", { name: "Sandbox" }),
    endpoint: page.getByLabel("Endpoint", { exact: true }),
    key: page.getByLabel("API key", { exact: true }),
    model: page.getByLabel("Model", { exact: true }),

    /** Types and presses Generate, and does not wait. */
    async ask(words) {
      await studio.prompt.fill(words);
      await button("Generate").click();
    },
    /** Types, presses Generate and waits for the picture, which comes first. */
    async make(words) {
      const before = await studio.pictures.count();
      await studio.ask(words);
      await studio.pictures.nth(before).waitFor();
      await button("Generate").waitFor();
      return studio.pictures.first();
    },
    addImage(name, buffer, mimeType = "image/png") {
      return studio.files.setInputFiles({ name, mimeType, buffer });
    },
    focused,
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

/** Waits until the page lets its visitor go: nothing is on its way, and everything is written. */
export async function goes(page) {
  await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

/** Leaves the page as soon as it lets its visitor go, and comes back. */
export async function comeBack(page) {
  await goes(page);
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

/** What a picture on the page really is: its size once decoded, and the bytes behind its address. */
export async function picture(image) {
  // What is far below is loaded when somebody comes near.
  await image.scrollIntoViewIfNeeded();
  return image.evaluate(async (element) => {
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
}

/** The file that is saved when `press` has been called: its name, its bytes, and where it lies. */
export async function saved(page, press) {
  const started = page.waitForEvent("download");
  await press();
  const download = await started;
  const path = await download.path();
  return { name: download.suggestedFilename(), bytes: await readFile(path), path };
}

/** Brings a saved gallery in, through the settings. */
export async function bringIn(page, buffer, name = "mine.zip") {
  const studio = visit(page);
  const field = page.getByLabel("Import ZIP");
  if (!(await field.isVisible())) await studio.openSettings();
  await field.setInputFiles({ name, mimeType: "application/zip", buffer });
  return studio;
}

/** Whether an address still leads to something. */
export function isAlive(page, url) {
  return page.evaluate((address) => fetch(address).then(() => true, () => false), url);
}

/** A PNG of one colour; at level 0 it has three bytes a pixel all the same. */
export function plainPng(width, height, [red, green, blue] = [180, 90, 40], level = 6) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([red, green, blue]))]);
  const rows = Buffer.concat(Array(height).fill(row));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows, { level })), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type, body) {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
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
