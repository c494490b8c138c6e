// The main workflow in Firefox and WebKit. Playwright drives only patched builds of these, so the tests use their own
// drivers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { BROWSERS } from "../harness/browsers.js";
import { startEmulator } from "../harness/emulator.js";
import { serveFolder } from "../harness/server.js";
import { play } from "./harness/script.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

let site, emulator;
before(async () => ([site, emulator] = await Promise.all([serveFolder(DIST, { prefix: "/deep/down/" }), startEmulator()])));
after(() => Promise.all([site, emulator].map((server) => server?.close())));

for (const { name, launch } of BROWSERS.filter(({ name }) => name !== "Chromium")) {
  describe(name, () => {
    let browser;
    before(async () => {
      browser = await launch();
      await browser.open(`${site.url}/`);
    });
    after(() => browser?.close());

    // Each test continues with the page that the previous one left.
    let stored;

    test("from a prompt to a picture to an edited picture, and the address dies with the result", async () => {
      const { first, edited, left } = await play(browser, async (page) => {
        const first = await page.make("a lighthouse", 1);
        page.button("Edit").click();
        await page.until(() => document.querySelector('button[aria-label="Remove a lighthouse"]'));
        const edited = await page.make("make it green", 2);
        page.button("Delete").click();
        await page.until(() => document.querySelector("#undo"));
        document.querySelector('button[aria-label="Dismiss"]').click();
        await page.until(() => page.isDead(edited.url));
        return { first, edited, left: page.pictures().length };
      });
      assert.match(first.url, /^blob:/);
      assert.deepEqual([first.alt, edited.alt], ["a lighthouse", "make it green"]);
      assert.deepEqual([first.size, edited.size], [[1024, 1024], [1024, 1024]]);
      assert.notEqual(edited.sha256, first.sha256);
      assert.equal(left, 1);
      stored = first;
    });

    test("Download gives the very bytes under a name that says what they are", async () => {
      const saved = await play(browser, async (page) => {
        const links = [];
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = function () {
          links.push({ name: this.download, picture: Object.assign(new Image(), { src: this.href }) });
        };
        page.button("Download").click();
        const { name, picture } = await page.until(() => links[0]);
        HTMLAnchorElement.prototype.click = click;
        return { name, sha256: (await page.seen(picture)).sha256 };
      });
      assert.deepEqual(saved, { name: "a-lighthouse-1024x1024.png", sha256: stored.sha256 });
    });

    test("a reload keeps the gallery, the prompt, the input images and the bin", async () => {
      await play(browser, async (page) => {
        page.type(page.prompt(), "typed before the reload");
        const canvas = Object.assign(document.createElement("canvas"), { width: 20, height: 10 });
        canvas.getContext("2d").fillRect(0, 0, 20, 10);
        const bytes = await new Promise((resolve) => canvas.toBlob(resolve));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], "own.png", { type: "image/png" }));
        const field = page.field("Add images");
        field.files = transfer.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
        await page.until(() => page.removal("own.png"));
      });
      await play(browser, (page) => page.until(async () => {
        const opened = (request) => new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const database = await opened(indexedDB.open("tintype.gallery"));
        const facts = await opened(database.transaction("facts").objectStore("facts").getAll());
        const drafts = await opened(database.transaction("drafts").objectStore("drafts").getAll());
        database.close();
        // Deleted images are in the bin, so they do not count.
        const stored = facts.filter((record) => !JSON.parse(record.facts).deleted_ms);
        const areThere = stored.length === 1 && drafts.some(({ json }) => json.includes("own.png"));
        return areThere && dispatchEvent(new Event("beforeunload", { cancelable: true }));
      }));
      await browser.open(`${site.url}/`);
      const again = await play(browser, async (page) => page.seen(await page.until(() => page.pictures()[0])));
      assert.deepEqual([again.alt, again.size, again.sha256], [stored.alt, stored.size, stored.sha256]);
      const rest = await play(browser, async (page) => {
        const removal = await page.until(() => page.removal("own.png"));
        const size = await page.seen([...document.querySelectorAll(".thumbnail img")].at(-1));
        removal.click();
        await page.until(() => !page.removal("own.png"));
        page.button("Settings").click();
        await page.until(() => page.button("Open bin"));
        page.button("Open bin").click();
        const deleted = await page.until(() => document.querySelector(".bin__item img"));
        const { alt } = await page.seen(deleted);
        document.querySelector("dialog[open]").close();
        page.button("Done").click();
        return { typed: page.prompt().value, size: size.size, deleted: alt };
      });
      assert.deepEqual(rest, { typed: "typed before the reload", size: [20, 10], deleted: "make it green" });
    });

    test("Cancel ends the request and keeps what was typed; the next picture comes", async () => {
      const outcome = await play(browser, async (page, endpoint) => {
        const set = async (address) => {
          page.button("Settings").click();
          page.type(await page.until(() => page.field("Endpoint")), address);
          page.type(page.field("API key"), "sk-test");
          page.button("Done").click();
        };
        await set(`${endpoint}/scenario/hang`);
        await page.submit("a slow lighthouse");
        await page.until(() => document.querySelector("[role=progressbar]"));
        page.button("Cancel").click();
        await page.until(() => page.button("Generate"));
        const cancelled = { pictures: page.pictures().length, alerts: document.querySelectorAll("[role=alert]").length, typed: page.prompt().value };
        await set(endpoint);
        return { cancelled, next: await page.make("and on it goes", 2) };
      }, emulator.url);
      assert.deepEqual(outcome.cancelled, { pictures: 1, alerts: 0, typed: "a slow lighthouse" });
      assert.deepEqual(outcome.next.size, [1024, 1024]);
    });
  });
}
