// A page with the installed package, and the emulator on another origin.

import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { startEmulator } from "../harness/emulator.js";
import { installPackage } from "../harness/install.js";
import { serveFolder } from "../harness/server.js";

const SITE = fileURLToPath(new URL("./site/", import.meta.url));

/** Serves the page; `open(launch)` gives it in a browser. */
export async function startSite(folder = SITE) {
  const installed = await installPackage();
  await cp(folder, installed.folder, { recursive: true });
  const [emulator, site] = await Promise.all([startEmulator(), serveFolder(installed.folder)]);
  return {
    emulator,
    async open(launch) {
      const page = await launch();
      await page.open(`${site.url}/`);
      await page.evaluate(
        `() => new Promise((resolve) => (function look() { globalThis.cases ? resolve() : setTimeout(look) })())`,
      );
      return page;
    },
    async close() {
      await Promise.all([emulator.close(), site.close()]);
      await installed.remove();
    },
  };
}
