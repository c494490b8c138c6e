// A picture in a page that was written in Rust with each of the frameworks, built with the newest versions of all.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchHeadlessShell, openPage } from "../harness/chromium.js";
import { startEmulator } from "../harness/emulator.js";
import { program } from "../harness/environment.js";
import { serveFolder } from "../harness/server.js";

const PAGE = `<!doctype html><meta charset="utf-8"><title>A picture</title><link rel="icon" href="data:,"><body><div id="main"></div></body>
  <script type="module">import start from "./app.js"; start();</script>`;

let site, emulator, browser;

before(async () => {
  const pages = serveFolder(program("TINTYPE_FRAMEWORKS"));
  [site, emulator, browser] = await Promise.all([pages, startEmulator(), launchHeadlessShell()]);
});
after(() => Promise.all([browser, site, emulator].map((server) => server?.close())));

/** Has the default service answered by the emulator. */
async function answer(route) {
  const request = route.request();
  const { pathname } = new URL(request.url());
  const { authorization, "content-type": contentType } = await request.allHeaders();
  const headers = { authorization, "content-type": contentType };
  const answered = await fetch(`${emulator.url}${pathname}`, { method: "POST", headers, body: request.postDataBuffer() });
  const body = Buffer.from(await answered.arrayBuffer());
  return route.fulfill({ status: answered.status, headers: { "access-control-allow-origin": "*" }, body });
}

for (const name of ["leptos", "yew", "dioxus"]) {
  test(`a button of ${name} draws a picture`, async () => {
    const { page, context, errors } = await openPage(browser);
    await context.route("https://api.tokaify.com/**", answer);
    const address = `${site.url}/${name}/page`;
    await context.route(address, (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
    await page.goto(address);
    await page.getByRole("button", { name: "Draw" }).click();
    const picture = page.getByRole("img", { name: "A lighthouse" });
    const size = await picture.evaluate(async (image) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight, image.src.slice(0, 5)];
    });
    assert.deepEqual(size, [1344, 768, "blob:"]);
    // A development build of Dioxus looks for its development server.
    assert.deepEqual(errors.filter((error) => !error.includes("/_dioxus?")), []);
    await context.close();
  });
}
