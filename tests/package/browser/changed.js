// Pages of the package in a Chromium whose APIs are modified before anything is loaded.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveFolder } from "../../harness/server.js";
import { SMALL, ready } from "./whole.js";

/** Starts the package in a page, the emulator, and the browser; `close()` ends them. */
export async function hostChanged() {
  const installed = await installPackage();
  for (const folder of ["./site/", "./without/"]) await cp(fileURLToPath(new URL(folder, import.meta.url)), installed.folder, { recursive: true });
  await cp(fileURLToPath(new URL("../../fixtures/photos/", import.meta.url)), join(installed.folder, "photos"), { recursive: true });
  const [emulator, site, browser] = await Promise.all([startEmulator(), serveFolder(installed.folder), launchChromium()]);
  return {
    /**
     * Runs `change(argument)` in a page before any script; `work` receives a function that calls the page's cases, and
     * default options.
     */
    async play(change, argument, work) {
      const { context, page, errors } = await openPage(browser);
      await context.addInitScript(change, argument);
      await page.goto(`${site.url}/without.html`);
      await ready({ evaluate: (script) => page.evaluate(`(${script})()`) });
      const call = (which, options) => page.evaluate(`cases.${which}(${JSON.stringify(options)})`);
      await work(call, { baseUrl: emulator.url, apiKey: "sk-test", ...SMALL });
      assert.deepEqual(errors, []);
      await context.close();
    },
    async close() {
      await Promise.all([emulator.close(), site.close(), browser.close()]);
      await installed.remove();
    },
  };
}
