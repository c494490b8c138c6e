// The documented components, built by Vite with the real frameworks and used in a page.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import vue from "@vitejs/plugin-vue";
import { build } from "vite";

import { isAlive, picture } from "../e2e/harness/studio-page.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { block } from "./blocks.js";
import { lendModules, startHost } from "./host.js";

/** Scripts that mount and unmount the component of each framework. */
const MOUNTS = {
  "Painter.jsx": `
    import { StrictMode, createElement } from "react";
    import { createRoot } from "react-dom/client";
    import { Painter } from "./Painter.jsx";
    const root = createRoot(document.getElementById("app"));
    root.render(createElement(StrictMode, null, createElement(Painter)));
    globalThis.leave = () => root.unmount();`,
  "Painter.vue": `
    import { createApp } from "vue";
    import Painter from "./Painter.vue";
    const app = createApp(Painter);
    app.mount("#app");
    globalThis.leave = () => app.unmount();`,
  "Painter.svelte": `
    import { mount, unmount } from "svelte";
    import Painter from "./Painter.svelte";
    const painter = mount(Painter, { target: document.getElementById("app") });
    globalThis.leave = () => unmount(painter);`,
};

let host, browser;

before(async () => {
  [host, browser] = await Promise.all([startHost(), launchChromium()]);
  await lendModules(host.folder, ["react", "react-dom", "vue", "svelte"]);
  const pages = [];
  for (const [name, script] of Object.entries(MOUNTS)) {
    pages.push(join(host.folder, `${name}.html`));
    await writeFile(join(host.folder, `mount-${name}.js`), script);
    await writeFile(pages.at(-1), pageOf(name));
  }
  const settings = { root: host.folder, configFile: false, logLevel: "error", base: "./" };
  const outDir = join(host.folder, "built");
  await build({ ...settings, plugins: [vue(), svelte({ configFile: false })], build: { outDir, rollupOptions: { input: pages } } });
});
after(() => Promise.all([host, browser].map((one) => one?.close())));

const pageOf = (name) => `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>${name}</title>
  <link rel="icon" href="data:," />
  <div id="app"></div>
  <script type="module" src="./mount-${name}.js"></script>
</html>
`;

function runs(name) {
  test(`${name}: draws, draws again, says what is wrong, and leaves nothing behind`, async () => {
    assert.ok(block(name));
    const { page, context, errors } = await openPage(browser);
    await page.goto(`${host.url}/built/${name}.html`);
    const prompt = page.getByRole("textbox", { name: "Prompt" });
    const draw = async (words) => {
      await prompt.fill(words);
      await page.getByRole("button", { name: "Draw" }).click();
    };
    await draw("a red fox");
    await page.locator("img").waitFor();
    const first = await picture(page.locator("img"));
    assert.deepEqual([first.width, first.height], [1024, 1024]);
    await draw("a blue boat");
    await page.waitForFunction((url) => document.querySelector("img").src !== url, first.url);
    const second = await picture(page.locator("img"));
    assert.notEqual(second.sha256, first.sha256);
    assert.equal(await isAlive(page, first.url), false);
    await draw("");
    await page.getByRole("alert").waitFor();
    assert.match(await page.getByRole("alert").textContent(), /prompt/);
    assert.equal(await isAlive(page, second.url), false);
    await draw("a cat");
    await page.locator("img").waitFor();
    const third = await picture(page.locator("img"));
    await page.evaluate("leave()");
    await page.waitForFunction(() => !document.querySelector("form"));
    assert.equal(await isAlive(page, third.url), false);
    // The browser itself reports revoked URLs.
    assert.deepEqual(errors.filter((text) => !text.includes("blob:")), []);
    await context.close();
  });
}

runs("Painter.jsx");
runs("Painter.vue");
runs("Painter.svelte");
