// The icons of the manifest: they have the declared size and match the drawing.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launchHeadlessShell } from "../harness/chromium.js";
import { ICONS, distance, drawIcon, fileOf } from "./harness/icons.js";

let browser;
before(async () => (browser = await launchHeadlessShell()));
after(() => browser.close());

test("every icon of the manifest is the drawing, at its declared size", async () => {
  const page = await browser.newPage();
  const manifest = JSON.parse(await readFile(fileOf("manifest.webmanifest"), "utf8"));
  const listed = manifest.icons.filter(({ type }) => type === "image/png");
  assert.deepEqual(listed.map(({ src }) => src).sort(), Object.keys(ICONS).sort());
  for (const { src, sizes } of listed) {
    assert.equal(sizes, `${ICONS[src].side}x${ICONS[src].side}`);
    const drawn = await drawIcon(page, ICONS[src]);
    if (process.env.TINTYPE_ICONS === "write") await writeFile(fileOf(src), drawn);
    // Browsers antialias edges differently.
    const apart = await distance(page, drawn, await readFile(fileOf(src)));
    assert.ok(apart < 2, `${src} is ${apart} from the drawing: draw it again`);
  }
});
