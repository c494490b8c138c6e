// Code blocks that generate images: a single one, a chat, and a part of one.

import assert from "node:assert/strict";

import { picture } from "../e2e/harness/studio-page.js";
import { fileOf } from "./host.js";
import { corner, runs, size } from "./page.js";

async function firstPicture({ img, page }) {
  assert.deepEqual(await size(img.last()), [1344, 768]);
  assert.deepEqual(await page.evaluate("keys"), [["authorization", "Bearer sk-your-key"]]);
}

runs("JavaScript", "an image of the requested ratio, and one header", firstPicture);
runs("tintype", "an image of the requested ratio, and one header", firstPicture);

runs("tintype 2", "a picture without a service", async ({ img, page }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  assert.deepEqual(await page.evaluate("keys"), []);
});

runs("Edit a file, a canvas, a URL", "type and size of the file, and a picture of all three", async ({ img, output }) => {
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

runs("Chat, saved and restored", "three branches, three pictures", async ({ img, page }) => {
  const shown = await Promise.all([1, 2, 3].map((place) => picture(img.nth(place))));
  assert.equal(new Set(shown.map(({ sha256 }) => sha256)).size, 3);
  assert.equal((await page.evaluate("keys")).length, 4);
});

runs("Send a file once", "three images, and two uploads: of the photo and of the chat's first image", async ({ img, page }) => {
  const shown = await Promise.all([1, 2, 3].map((place) => picture(img.nth(place))));
  assert.equal(new Set(shown.map(({ sha256 }) => sha256)).size, 3);
  const requests = await page.evaluate("keys");
  assert.equal(requests.filter((headers) => headers.includes("start")).length, 2);
});

runs("Edit a part of an image", "the size of the photo, and its pixels where the mask is empty", async ({ img }) => {
  assert.deepEqual(await size(img), [200, 100]);
  assert.deepEqual(await corner(img), [20, 40, 200]);
});

runs("Edit a part of an image", "the canvas of the page is what counts: painted, it lets the edit through", async ({ page, img }) => {
  await page.evaluate(() => {
    const canvas = document.querySelector("canvas");
    const pen = canvas.getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, canvas.width, canvas.height);
  });
  await page.evaluate((file) => import(file), `/${fileOf("Edit a part of an image")}?painted`);
  const [red, green, blue] = await corner(img);
  assert.ok(red > 180 && green > 160 && blue < 120, `${[red, green, blue]} is not the inverted photo`);
});
