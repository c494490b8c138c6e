// The README's code for pages, as it stands, in Chromium. The service's hosts lead to the emulator.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, plainPng } from "../e2e/harness/visitor.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { block } from "./blocks.js";
import { SECRET, fileOf, startHost } from "./host.js";

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
function runs(name, what, work, { scenario, isLeft = false, expected = /^$/ } = {}) {
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

const size = async (img) => {
  const { url, width, height } = await picture(img);
  assert.match(url, /^blob:/);
  return [width, height];
};

runs("tintype", "a picture of the ratio asked for, and one header", async ({ img, page }) => {
  assert.deepEqual(await size(img.last()), [1344, 768]);
  assert.deepEqual(await page.evaluate("keys"), [["authorization", "Bearer sk-your-key"]]);
});

runs("tintype 2", "a picture without a service", async ({ img, page }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  assert.deepEqual(await page.evaluate("keys"), []);
});

runs("Edit: a file, a canvas, an address", "type and size of the file, and a picture of all three", async ({ img, output }) => {
  assert.equal(await output.textContent(), "image/png, 200 × 100");
  assert.ok((await size(img))[0] > 0);
});

runs(
  "Cancel",
  "the reason comes back",
  async ({ page, output }) => {
    await page.waitForFunction("keys.length === 1");
    await page.getByRole("button", { name: "Cancel" }).click();
    await output.getByText("changed my mind").waitFor();
  },
  { scenario: "hang", isLeft: true },
);

runs("Cancel", "not cancelled, it draws", async ({ img }) => assert.deepEqual(await size(img), [1024, 1024]));

runs("Progress", "the last word is of the end", async ({ img, output }) => {
  assert.match(await output.textContent(), /^done: [1-9]\d+ bytes$/);
  assert.deepEqual(await size(img), [1024, 1024]);
});

runs(
  "Progress",
  "a busy service is said to be",
  async ({ output, img }) => {
    await output.getByText("Busy. Attempt 2 in 1 s").waitFor();
    await output.getByText("done").waitFor();
    assert.deepEqual(await size(img), [1024, 1024]);
  },
  { scenario: "overloaded,ok/busy", isLeft: true, expected: /503/ },
);

runs(
  "Stream",
  "words, a picture and the count",
  async ({ img, output }) => {
    assert.deepEqual(await size(img), [1024, 1024]);
    assert.match(await output.textContent(), /fox.*Shall/s);
    assert.match(await output.getAttribute("title"), /^\d+ tokens$/);
  },
  { scenario: "words-around" },
);

runs("Several turns, saved and restored", "three branches, three pictures", async ({ img, page }) => {
  const shown = await Promise.all([1, 2, 3].map((place) => picture(img.nth(place))));
  assert.equal(new Set(shown.map(({ sha256 }) => sha256)).size, 3);
  assert.equal((await page.evaluate("keys")).length, 4);
});

runs("A local edit", "the size of the photo, and its pixels where the mask is empty", async ({ img }) => {
  assert.deepEqual(await size(img), [200, 100]);
  assert.deepEqual(await corner(img), [20, 40, 200]);
});

runs("A local edit", "the canvas of the page is what counts: painted, it lets the edit through", async ({ page, img }) => {
  await page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
  });
  await page.evaluate((file) => import(file), `/${fileOf("A local edit")}?painted`);
  const [red, green, blue] = await corner(img);
  assert.ok(red > 180 && green > 160 && blue < 120, `${[red, green, blue]} is not the inverted photo`);
});

runs(
  "Several at once",
  "two pictures and two failures",
  async ({ img, output }) => {
    assert.equal(await img.count(), 3);
    const codes = (await output.textContent()).trim().split("\n").map((line) => line.split(":")[0]);
    assert.deepEqual(codes.sort(), ["no-image", "refused"]);
  },
  { scenario: "ok,refused,text-only,ok/several" },
);

for (const [scenario, words, expected] of [
  ["bad-key", /^Check your key/, /400/],
  ["rate-limited;delay=90s", /^Wait 90 seconds\.$/, /429/],
  ["refused", /^Try other words\. ./],
  ["text-only", /./],
  ["html-502", /./, /502/],
]) {
  runs("Errors by their code", scenario, async ({ output }) => assert.match(await output.textContent(), words), { scenario, expected });
}

runs("Errors by their code", "no error, a picture", async ({ img }) => assert.deepEqual(await size(img), [1024, 1024]));

runs("Off the main thread", "a picture, and the worker has ended", async ({ img, page }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  assert.deepEqual(page.workers(), []);
});

runs("sw.js", "the page's own request is answered with a picture", async ({ page, img }) => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js", { type: "module" });
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  const shown = await img.evaluate(async (element) => {
    element.src = "/draw.png?prompt=a+red+fox";
    await element.decode();
    return [element.naturalWidth, element.naturalHeight];
  });
  assert.deepEqual(shown, [1024, 1024]);
});

runs("Google's own host", "its own header", async ({ img, page }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  assert.deepEqual(await page.evaluate("keys"), [["x-goog-api-key", "AIza-your-key"]]);
});

runs("A proxy that hides the key", "a picture, and no key on this side of the proxy", async ({ img, page, context }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  const heard = [];
  page.on("request", (request) => heard.push(request.allHeaders().then((headers) => [request.url(), headers])));
  page.on("response", (response) => heard.push(Promise.all([response.allHeaders(), response.body()])));
  await page.evaluate((file) => import(file), `/${fileOf("A proxy that hides the key")}?again`);
  const text = (await Promise.all(heard)).map(([head, body]) => JSON.stringify(head) + JSON.stringify(body) + String(body)).join("\n");
  assert.match(text, /\/api\/v1beta\/models\/gemini-2\.5-flash-image:generateContent/);
  assert.equal(text.includes(SECRET), false);
  assert.equal(/authorization|x-goog-api-key/i.test(text), false);
  assert.deepEqual(await context.cookies(), []);
});

/** The colour of the picture's last pixel. */
function corner(img) {
  return img.evaluate(async (element) => {
    await element.decode();
    const { naturalWidth: width, naturalHeight: height } = element;
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.drawImage(element, 0, 0);
    return [...pen.getImageData(width - 1, height - 1, 1, 1).data.slice(0, 3)];
  });
}
