// Photos and other files as input images: sent as displayed and without metadata about the photographer, or rejected
// with a message that explains why.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";

import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { bodies, picture, plainPng } from "./harness/studio-page.js";

const photo = (name) => readFile(fileURLToPath(new URL(`../fixtures/photos/${name}`, import.meta.url)));

/** Builds a PNG whose header claims this size. */
function claiming(width, height) {
  const png = plainPng(1, 1);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

testOnBothScreens("a photo that was taken with the camera turned is shown, sent and edited upright, and says nothing of its owner", async ({ page, app }) => {
  const sent = bodies(page);
  await app.addImage("phone.jpg", await photo("phone.jpg"), "image/jpeg");
  const shown = await picture(page.getByAltText("phone.jpg", { exact: true }));
  assert.deepEqual([shown.width, shown.height], [48, 64]);
  const edited = await picture(await app.make("make it green"));
  assert.ok(edited.height > edited.width, `${edited.width} × ${edited.height}`);
  const { inlineData } = sent[0].contents[0].parts.find((part) => part.inlineData);
  const bytes = Buffer.from(inlineData.data, "base64");
  assert.equal(inlineData.mimeType, "image/jpeg");
  assert.doesNotMatch(bytes.toString("latin1"), /PRIVATE|Exif|http:|Photoshop|ftyp/);
});

testOnDesktop("every kind of file that the browser can draw is taken, and what cannot be is refused with its reason", async ({ page, app }) => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="ran=1"><script>ran=1</script><rect width="9" height="9"/></svg>');
  const drawn = { "plain.avif": [64, 48], "plain.gif": [64, 48], "plain.bmp": [64, 48], "plain.ico": [32, 24], "drawing.svg": [40, 30], "photo.webp": [64, 48] };
  assert.match(await app.files.getAttribute("accept"), /avif.*gif.*bmp.*icon.*svg/);
  for (const [name, size] of Object.entries(drawn)) {
    await app.addImage(name, name.endsWith("svg") ? svg : await photo(name), "");
    const { width, height } = await picture(page.getByAltText(name, { exact: true }));
    assert.deepEqual([width, height], size, name);
    await app.button(`Remove ${name}`).click();
  }
  assert.equal(await page.evaluate("globalThis.ran"), undefined);
  const whole = await photo("phone.jpg");
  const refused = [
    ["plain.tiff", await photo("plain.tiff"), "browsers do not show TIFF"],
    ["cut.jpg", whole.subarray(0, 5000), "its file is incomplete or damaged"],
    ["cut.png", (await photo("p3.png")).subarray(0, 300), "its file is incomplete or damaged"],
    ["vast.png", claiming(60_000, 50_000), "60,000 × 50,000 pixels are more than browsers can show"],
    ["words.png", Buffer.from("no picture"), "it is not an image"],
  ];
  for (const [name, bytes, reason] of refused) {
    await app.addImage(name, bytes);
    await page.locator("#images-error").filter({ hasText: `${name} was not added: ${reason}` }).waitFor();
  }
  assert.equal(await app.thumbnails.count(), 0);
});
