// The visitor's story in Firefox: the same page, without Playwright.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { launchFirefox } from "../harness/firefox.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

let site, firefox;
before(async () => ([site, firefox] = await Promise.all([serveFolder(DIST, { prefix: "/deep/down/" }), launchFirefox()])));
after(() => Promise.all([site.close(), firefox.close()]));

test("from a prompt to a picture to an edited picture, and the address dies with the result", async () => {
  await firefox.open(`${site.url}/`);
  const seen = await firefox.evaluate(async () => {
    const until = async (found) => {
      for (;;) {
        const value = await found();
        if (value) return value;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const button = (name) => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === name);
    const pictures = () => [...document.querySelectorAll("section[aria-labelledby=results] img")];
    const make = async (words, count) => {
      const prompt = await until(() => document.querySelector("textarea"));
      prompt.value = words;
      prompt.dispatchEvent(new Event("input", { bubbles: true }));
      button("Generate").click();
      await until(() => pictures().length === count && button("Generate"));
      const [newest] = pictures();
      await newest.decode();
      return { alt: newest.alt, url: newest.src, width: newest.naturalWidth, height: newest.naturalHeight };
    };
    const first = await make("a lighthouse", 1);
    button("Edit").click();
    await until(() => document.querySelector('button[aria-label="Remove a lighthouse"]'));
    const edited = await make("make it green", 2);
    button("Delete").click();
    await until(() => button("Undo"));
    document.querySelector('button[aria-label="Dismiss"]').click();
    await until(() => fetch(edited.url).then(() => false, () => true));
    return { first, edited, left: pictures().length };
  });
  assert.equal(seen.first.alt, "a lighthouse");
  assert.match(seen.first.url, /^blob:/);
  assert.deepEqual([seen.first.width, seen.first.height], [1024, 1024]);
  assert.equal(seen.edited.alt, "make it green");
  assert.deepEqual([seen.edited.width, seen.edited.height], [1024, 1024]);
  assert.notEqual(seen.edited.url, seen.first.url);
  assert.equal(seen.left, 1);
});
