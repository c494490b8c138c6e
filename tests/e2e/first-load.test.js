// The cost of a first visit: the bytes until Studio is interactive, and layout shift.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { openPage } from "../harness/chromium.js";
import { testOnDesktop, studio } from "./harness/screens.js";
import { studioPage } from "./harness/studio-page.js";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/**
 * The total size in KiB with brotli at its highest quality, as hosts compress static files. The budget is only ever
 * lowered.
 */
const BUDGET = 105.5;

const kibibytes = (bytes) => (bytes / 1024).toFixed(1);
testOnDesktop("a first visit loads little, and neither the sandbox nor the later half of Studio", async ({ page, requests, errors, app, t }) => {
  await app.prompt.waitFor();
  await page.waitForLoadState("networkidle");
  const loaded = [...new Set(requests)].filter((url) => url.startsWith(studio.url));
  assert.equal(loaded.length, requests.filter((url) => url.startsWith("http")).length, "each file is asked for once");
  let total = 0;
  for (const url of loaded.sort()) {
    const name = new URL(url).pathname.slice(new URL(studio.url).pathname.length) || "index.html";
    const body = await readFile(join(DIST, name));
    const size = brotliCompressSync(body).length;
    total += size;
    const sizes = [body.length, gzipSync(body, { level: 9 }).length, size].map((bytes) => kibibytes(bytes).padStart(7));
    t.diagnostic(`${sizes.join(" ")}  ${name}`);
  }
  t.diagnostic(`first load: ${kibibytes(total)} KiB with brotli, of ${BUDGET}`);
  assert.ok(total <= BUDGET * 1024, `${kibibytes(total)} KiB, more than ${BUDGET}`);
  assert.deepEqual(loaded.filter((url) => /\/sandbox\/|later-\w+\.(wasm|css)|(records|words)-\w+\.js/.test(url)), []);
  assert.deepEqual(errors, []);
}, { as: "new" });

for (const [name, viewport] of Object.entries({ phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } })) {
  test(`on a ${name} there is something to see at once, and it stays where it is`, async () => {
    const { page, context } = await openPage(studio.browser, { viewport });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await context.route("**/*.wasm", (route) => held.then(() => route.continue()));
    await page.addInitScript(() => {
      globalThis.shift = 0;
      const add = ({ value, hadRecentInput }) => (globalThis.shift += hadRecentInput ? 0 : value);
      new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(studio.url);
    const places = () =>
      page.evaluate(() => {
        const seen = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());
        return [".header__name", ".sandbox-label", ".prompt-box__area"].map((selector) => {
          const { x, y, width, height } = seen(selector).getBoundingClientRect();
          return [x, y, width, height].map(Math.round);
        });
      });
    const before = await places();
    release();
    await studioPage(page).prompt.waitFor();
    assert.deepEqual(await places(), before);
    assert.ok((await page.evaluate(() => globalThis.shift)) < 0.01);
    await context.close();
  });
}
