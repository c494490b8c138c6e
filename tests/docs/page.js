// Runs the README's code for pages, as it stands, in Chromium. The service's hosts lead to the emulator.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, plainPng } from "../e2e/harness/visitor.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { block } from "./blocks.js";
import { fileOf, startHost } from "./host.js";

let host, browser;
before(async () => ([host, browser] = await Promise.all([startHost(), launchChromium()])));
after(() => Promise.all([host, browser].map((one) => one?.close())));

/** Sends what goes to the service's hosts to the emulator, and keeps the headers that carry a key. */
function lead({ base, google }) {
  const { fetch } = globalThis;
  globalThis.keys = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { hostname, pathname, search } = new URL(request.url);
    if (hostname !== "api.tokaify.com" && hostname !== google) return fetch(request);
    const headers = new Headers(request.headers);
    globalThis.keys.push([...headers].filter(([name]) => name !== "content-type").flat());
    if (hostname === google) headers.set("x-goog-api-key", "sk-test");
    const body = await request.blob();
    return fetch(base + pathname + search, { method: request.method, headers, body, signal: request.signal });
  };
}

/**
 * Runs a piece in a fresh page, to its end unless `isLeft`, and hands over the page.
 * `scenario` is what the service does; `expected` the console's own words about a failure that is meant to be.
 */
export function runs(name, what, work, { scenario, isLeft = false, expected = /^$/ } = {}) {
  test(`${name}: ${what}`, async () => {
    const visitor = await openPage(browser, { serviceWorkers: "allow" });
    const { page, context } = visitor;
    const base = scenario ? `${host.emulator}/scenario/${scenario}` : host.emulator;
    await page.addInitScript(lead, { base, google: "generativelanguage.googleapis.com" });
    await page.goto(`${host.url}/`);
    const photo = { name: "photo.png", mimeType: "image/png", buffer: plainPng(200, 100, [20, 40, 200]) };
    await page.locator("input").setInputFiles(photo);
    assert.ok(block(name));
    const ended = page.evaluate((file) => import(file), `/${fileOf(name)}`);
    if (!isLeft) await ended;
    await work({ ...visitor, img: page.locator("img"), output: page.locator("output") });
    if (isLeft) await ended;
    assert.deepEqual(visitor.errors.filter((text) => !expected.test(text)), []);
    assert.deepEqual(visitor.refused, []);
    await context.close();
  });
}

/** Width and height of a picture that is shown by a blob: address. */
export const size = async (img) => {
  const { url, width, height } = await picture(img);
  assert.match(url, /^blob:/);
  return [width, height];
};

/** The colour of the picture's last pixel. */
export function corner(img) {
  return img.evaluate(async (element) => {
    await element.decode();
    const { naturalWidth: width, naturalHeight: height } = element;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.drawImage(element, 0, 0);
    return [...pen.getImageData(width - 1, height - 1, 1, 1).data.slice(0, 3)];
  });
}
