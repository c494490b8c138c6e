// Measures Studio's gallery with many pictures: memory, elements, tasks while scrolling, and time until usable.
//
//   node tests/bench/gallery.js [pictures] [megabytes of each]     against dist/, as `cargo xtask site` builds it
//
// The pictures are noise, which does not compress. They are put into the database as an earlier Studio left them,
// without thumbnails, so the first visit generates the thumbnails and the second is measured. With more than 200
// pictures, the thumbnails are inserted as well. A time is printed with its CPU time where available, because on a busy
// machine the rest of it belongs to other programs.

import { readFile } from "node:fs/promises";

import { inDatabase } from "../e2e/harness/database.js";
import { startStudio } from "../e2e/harness/studio.js";
import { CATEGORIES, tasksOf } from "./trace.js";

const [COUNT, MEGABYTES] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 2)];
const DAY_MS = 86_400_000;

/** Copies the only picture until there are `count` records, eight a day. Each has a noise image. */
async function fill({ pictures, facts, all }, { count, side, day }) {
  const [one] = await all(pictures);
  const blobs = globalThis.noise;
  for (let at = 0; at < count; at += 1) {
    const picture = blobs[at % blobs.length];
    const id = at + 1;
    const known = { ...JSON.parse(one.facts), id, prompt: `picture ${id} of a harbour`, width: side, height: side };
    const text = JSON.stringify({ ...known, byte_length: picture.size, created_ms: Date.now() - Math.floor(at / 8) * day });
    pictures.put({ ...one, id, facts: text, picture });
    facts.put({ id, facts: text });
  }
}

/** Inserts thumbnails of the size and type that Studio generates. */
async function fillThumbnails({ count, longest }) {
  const request = indexedDB.open("tintype.gallery");
  const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const small = [];
  for (const blob of globalThis.noise) {
    const canvas = new OffscreenCanvas(longest, longest);
    canvas.getContext("2d").drawImage(await createImageBitmap(blob), 0, 0, longest, longest);
    small.push(await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 }));
  }
  const transaction = database.transaction("thumbnails", "readwrite");
  for (let at = 0; at < count; at += 1) transaction.objectStore("thumbnails").put({ id: at + 1, thumbnail: small[at % small.length] });
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  database.close();
}

/** Generates `count` different noise images in the page. Several records share an image, to save disk space. */
async function makeNoise({ count, side }) {
  globalThis.noise = [];
  for (let at = 0; at < count; at += 1) {
    const canvas = new OffscreenCanvas(side, side);
    const image = new ImageData(side, side);
    for (let from = 0; from < image.data.length; from += 65_536) crypto.getRandomValues(image.data.subarray(from, from + 65_536));
    for (let alpha = 3; alpha < image.data.length; alpha += 4) image.data[alpha] = 255;
    canvas.getContext("2d").putImageData(image, 0, 0);
    globalThis.noise.push(await canvas.convertToBlob({ type: "image/png" }));
  }
}

/** Returns the resident and private memory of the largest renderer in MB. */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const sizes = [];
  for (const { id, type } of processInfo.filter((one) => one.type === "renderer")) {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, "utf8").catch(() => "");
    const kilobytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
    const own = kilobytes("Private_Clean") + kilobytes("Private_Dirty");
    sizes.push({ type, resident: Math.round(kilobytes("Rss") / 1024), own: Math.round(own / 1024) });
  }
  return sizes.sort((one, other) => other.own - one.own)[0];
}

const thumbnails = (page) =>
  page.evaluate(async () => {
    const request = indexedDB.open("tintype.gallery");
    const database = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    const count = database.transaction("thumbnails").objectStore("thumbnails").count();
    await new Promise((resolve) => (count.onsuccess = resolve));
    database.close();
    return count.result;
  });

/**
 * Measures the milliseconds from the start of the page until the gallery is usable: every tile in the window shows its
 * picture, and a key press moves the focus.
 */
async function usable(page) {
  await page.reload({ waitUntil: "commit" });
  return page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const isSeen = (image) => image.getBoundingClientRect().top < innerHeight;
    const isShown = () => {
      const images = [...document.querySelectorAll(".cell__image")].filter(isSeen);
      return images.length > 0 && images.every((image) => image.src && image.complete);
    };
    while (!isShown()) await frame();
    const first = document.querySelector(".cell[tabindex='0']");
    first.focus();
    first.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
    while (!document.activeElement.matches(".cell[tabindex='0']") || document.activeElement === first) await frame();
    return Math.round(performance.now());
  });
}

/** Measures the page's tasks during `work`: the longest in wall and CPU time, and the number of tasks over 50 ms. */
async function withTasks(page, work) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => value.forEach((event) => events.push(event)));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: CATEGORIES, excludedCategories: ["*"] } });
  await page.evaluate(() => performance.mark("bench-start"));
  const outcome = await work();
  await page.evaluate(() => performance.mark("bench-end"));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  const { tasks } = tasksOf(events, page.url());
  const figures = (name) => {
    const all = tasks.map((task) => (task[name] ?? 0) / 1000).sort((one, other) => other - one);
    return { longest: Math.round(all[0]), over50: all.filter((ms) => ms > 50).length };
  };
  return { ...outcome, taskMs: figures("dur"), taskOnProcessorMs: figures("tdur") };
}

/**
 * Scrolls to the end and back with the wheel. Returns the number of elements and the longest time with an empty row in
 * view.
 */
async function scroll(page) {
  await page.evaluate(() => {
    globalThis.blankMs = [];
    let since;
    const look = (now) => {
      const isSeen = (box) => box.bottom > 0 && box.top < innerHeight;
      const cells = [...document.querySelectorAll(".cell__image")].filter((image) => isSeen(image.getBoundingClientRect()));
      const grid = document.querySelector(".gallery").getBoundingClientRect();
      const isBlank = isSeen(grid) && (cells.length === 0 || cells.some((image) => !image.src));
      if (isBlank) since ??= now;
      else if (since !== undefined) {
        globalThis.blankMs.push(now - since);
        since = undefined;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.mouse.move(900, 500);
  let [most, elements] = [0, 0];
  for (const direction of [1, -1]) {
    for (;;) {
      await page.mouse.wheel(0, direction * 700);
      await page.waitForTimeout(60);
      const [top, end, count] = await page.evaluate(() => [scrollY, document.documentElement.scrollHeight - innerHeight, document.querySelectorAll("*").length]);
      most = Math.max(most, count);
      if (direction === 1 ? top >= end - 2 : top <= 2) break;
    }
    elements = Math.max(elements, most);
  }
  await page.waitForTimeout(1000);
  const [blank, height] = await page.evaluate(() => [globalThis.blankMs, document.documentElement.scrollHeight]);
  return { elements, longestBlankMs: Math.round(Math.max(0, ...blank)), heightPx: height };
}

const studio = await startStudio();
const { page, app, close } = await studio.open({ viewport: { width: 1280, height: 900 } });
// A browser without a profile stores everything in memory and has a small quota.
const quota = { origin: new URL(studio.url).origin, quotaSize: 32e9 };
await (await page.context().newCDPSession(page)).send("Storage.overrideQuotaForOrigin", quota);
await app.make("a harbour");
await page.waitForTimeout(1000);
const side = Math.round(Math.sqrt((MEGABYTES * 1_000_000) / 3));
await page.evaluate(makeNoise, { count: Math.min(COUNT, 200), side });
await inDatabase(page, fill, { count: COUNT, side, day: DAY_MS });
if (COUNT > 200) await page.evaluate(fillThumbnails, { count: COUNT, longest: 512 });
await page.evaluate(() => delete globalThis.noise);
const first = await usable(page);
const began = Date.now();
while ((await thumbnails(page)) < COUNT) await page.waitForTimeout(500);
const making = Math.round((Date.now() - began) / COUNT);
const visits = [];
for (let visit = 0; visit < 5; visit += 1) visits.push(await usable(page));
await page.waitForTimeout(3000);
const before = await memory(studio.browser);
const scrolled = await withTasks(page, () => scroll(page));
console.log({ COUNT, side, firstVisitMs: first, thumbnailMs: making, usableMs: visits, before, ...scrolled, after: await memory(studio.browser) });
await close();
await studio.close();
