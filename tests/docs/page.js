// Runs the documented code for pages unchanged in Chromium. Requests to the service's hosts are sent to the emulator.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, plainPng } from "../e2e/harness/studio-page.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { block } from "./blocks.js";
import { fileOf, startHost } from "./host.js";

let host, browser;
before(async () => ([host, browser] = await Promise.all([startHost(), launchChromium()])));
after(() => Promise.all([host, browser].map((one) => one?.close())));

/** Redirects requests for the service's hosts to the emulator, and records the headers that carry a key. */
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
    const response = await fetch(base + pathname + search, { method: request.method, headers, body, signal: request.signal });
    // The library sends the bytes of a file to the service's own host only.
    const address = response.headers.get("x-goog-upload-url");
    if (!address) return response;
    const own = new Headers(response.headers);
    own.set("x-goog-upload-url", address.replace(new URL(address).origin, new URL(request.url).origin));
    return new Response(response.body, { status: response.status, headers: own });
  };
  // An upload that reports its progress uses XMLHttpRequest instead of `fetch`.
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url) {
    const { hostname, pathname, search } = new URL(url);
    if (hostname !== google) return open.call(this, method, url);
    globalThis.keys.push([]);
    Object.defineProperty(this, "responseURL", { value: url });
    return open.call(this, method, base + pathname + search);
  };
}

/**
 * Runs a block in a new page, to its end unless `isLeft`, and passes the page to `work`. The emulator plays `scenario`,
 * and `expected` matches the console messages of an intended failure.
 */
export function runs(name, fact, work, { scenario, isLeft = false, expected = /^$/ } = {}) {
  test(`${name}: ${fact}`, async () => {
    const opened = await openPage(browser, { serviceWorkers: "allow" });
    const { page, context } = opened;
    const base = scenario ? `${host.emulator}/scenario/${scenario}` : host.emulator;
    await page.addInitScript(lead, { base, google: "generativelanguage.googleapis.com" });
    await page.goto(`${host.url}/`);
    const photo = { name: "photo.png", mimeType: "image/png", buffer: plainPng(200, 100, [20, 40, 200]) };
    await page.locator("input").setInputFiles(photo);
    assert.ok(block(name));
    const ended = page.evaluate((file) => import(file), `/${fileOf(name)}`);
    if (!isLeft) await ended;
    await work({ ...opened, img: page.locator("img"), output: page.locator("output") });
    if (isLeft) await ended;
    assert.deepEqual(opened.errors.filter((text) => !expected.test(text)), []);
    assert.deepEqual(opened.refused, []);
    await context.close();
  });
}

/** Returns the width and height of an image that is shown from a blob: URL. */
export const size = async (img) => {
  const { url, width, height } = await picture(img);
  assert.match(url, /^blob:/);
  return [width, height];
};

/** Returns the colour of the last pixel. */
export function corner(img) {
  return img.evaluate(async (element) => {
    await element.decode();
    const { naturalWidth: width, naturalHeight: height } = element;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.drawImage(element, 0, 0);
    return [...pen.getImageData(width - 1, height - 1, 1, 1).data.slice(0, 3)];
  });
}
