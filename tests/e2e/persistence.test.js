// Stored images persist in Firefox too. WebKit as started by its driver stores no Blobs, like a private window.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { startEmulator } from "../harness/emulator.js";
import { launchFirefox } from "../harness/firefox.js";
import { serveFolder } from "../harness/server.js";
import { waitForRecords, makeDatabase, records, spoil } from "./harness/database.js";
import { play } from "./harness/script.js";
import { plainPng } from "./harness/studio-page.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

let site, emulator, browser;
before(async () => {
  [site, emulator, browser] = await Promise.all([serveFolder(DIST, { prefix: "/deep/down/" }), startEmulator(), launchFirefox()]);
});
after(() => Promise.all([site, emulator, browser].map((one) => one?.close())));

/** Opens another page of the host, clears its storage and stores the service's settings. */
async function begin() {
  await browser.open(`${site.url}/icon.svg`);
  await browser.evaluate(async (endpoint) => {
    const settings = { "tintype.endpoint": endpoint, [`tintype.key@${new URL(endpoint).origin}`]: "sk-test" };
    for (const [name, value] of Object.entries(settings)) localStorage.setItem(name, value);
    const request = indexedDB.deleteDatabase("tintype.gallery");
    await new Promise((resolve, reject) => Object.assign(request, { onsuccess: resolve, onerror: reject }));
  }, emulator.url);
}

/** Adapts the browser to the database helpers, which pass either functions or expressions. */
const page = {
  evaluate: (work, argument) => browser.evaluate(typeof work === "string" ? `() => ${work}` : work, argument),
};

const show = () => browser.open(`${site.url}/`);

/** Waits until the page shows exactly these pictures, the newest first, and each is decoded. */
const shows = (...words) =>
  play(browser, async (tools, words) => {
    await tools.until(() => `${tools.pictures().map(({ alt }) => alt)}` === `${words}`);
    for (const picture of tools.pictures()) await tools.seen(picture);
  }, words);

const reads = (words) => play(browser, (page, words) => page.until(() => document.body.textContent.includes(words)), words);

const make = (words, count) => play(browser, (page, [words, count]) => page.make(words, count), [words, count]);

test("unreadable records are reported after each reload, and hide no others", async () => {
  await begin();
  await show();
  await make("a pear", 1);
  await make("an owl", 2);
  await records(page, 2);
  await spoil(page, "a pear");
  for (let visits = 0; visits < 2; visits += 1) {
    await show();
    await reads("Saved pictures that cannot be read: 7.");
    await shows("an owl", "a pear");
  }
});

test("a database of the first version is taken over as it is", async () => {
  await begin();
  await makeDatabase(page, 1, plainPng(64, 64));
  await show();
  await shows("an old pear");
  await make("a new owl", 2);
  await records(page, 2);
  await show();
  await shows("a new owl", "an old pear");
});

test("a database of a newer version is left alone, and the page says so", async () => {
  await begin();
  await makeDatabase(page, 99, plainPng(64, 64));
  await show();
  await reads("saved by a newer Tintype Studio");
  await make("a pear", 1);
  await reads("Not saved: it will be lost");
});

test("a full storage is reported; stored pictures stay, and the unsaved one is stored once there is space", async () => {
  await begin();
  await show();
  await make("the kept one", 1);
  await records(page, 1);
  await play(browser, async (page) => {
    const says = (words) => document.body.textContent.includes(words);
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
    await page.make("one too many", 2);
    await page.until(() => says("Storage is full") && says("Not saved: it will be lost"));
    IDBObjectStore.prototype.put = put;
    document.querySelector('[role=gridcell][aria-label="the kept one"]').click();
    const inViewer = () => [...document.querySelectorAll("dialog.viewer button")].find((one) => one.textContent.trim() === "Delete");
    (await page.until(inViewer)).click();
    await page.until(() => !says("Not saved: it will be lost"));
  });
  await show();
  await shows("one too many");
});

test("two tabs: what one adds, marks and deletes, the other shows; no change is lost", async () => {
  await begin();
  await show();
  await make("a pear", 1);
  await browser.openTab();
  await show();
  await shows("a pear");
  await make("an owl", 2);
  await play(browser, (page) => page.button("Favourite").click());
  await waitForRecords(page, (all) => all.filter(({ facts }) => facts?.favourite).length === 1);

  await browser.turnToTab(0);
  // The stage shows the picture of this tab's last job, so it precedes the newer one.
  await shows("a pear", "an owl");
  await play(browser, (page) => page.until(() => document.querySelectorAll(".cell__star").length === 1));
  await play(browser, (page) => page.button("Delete").click());
  await records(page, 1);
  await browser.turnToTab(1);
  await shows("an owl");
});
