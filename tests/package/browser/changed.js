// Pages of the package in a Chromium in which something is not as usual: changed before anything is loaded.

import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serveFolder } from "../../harness/server.js";
import { SMALL, ready } from "./whole.js";

/** The package in a page of its own, the emulator, and the browser; `close()` ends them. */
export async function hostChanged() {
  const installed = await installPackage();
  for (const folder of ["./site/", "./without/"]) await cp(fileURLToPath(new URL(folder, import.meta.url)), installed.folder, { recursive: true });
  await cp(fileURLToPath(new URL("../../fixtures/photos/", import.meta.url)), join(installed.folder, "photos"), { recursive: true });
  const [emulator, site, browser] = await Promise.all([startEmulator(), serveFolder(installed.folder), launchChromium()]);
  return {
    /** `change(argument)` runs in a page before all else; `work` gets what calls a case of the page, and usual options. */
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
