// A page with the installed package, and the emulator on another origin.

import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { startEmulator } from "../harness/emulator.js";
import { installPackage } from "../harness/install.js";
import { serveFolder } from "../harness/server.js";

const SITE = fileURLToPath(new URL("./site/", import.meta.url));

/** Waits until the page has loaded its cases. */
export const ready = (page) =>
  page.evaluate(`() => new Promise((resolve) => (function look() { globalThis.cases ? resolve() : setTimeout(look) })())`);

/**
 * Serves a page of these folders, in which later folders override earlier ones. `open(launch)` opens it in a browser.
 */
export async function startSite(...folders) {
  const installed = await installPackage();
  for (const folder of folders.length > 0 ? folders : [SITE]) await cp(folder, installed.folder, { recursive: true });
  const [emulator, site] = await Promise.all([startEmulator(), serveFolder(installed.folder)]);
  return {
    url: `${site.url}/`,
    emulator,
    async open(launch) {
      const page = await launch();
      await page.open(`${site.url}/`);
      await ready(page);
      return page;
    },
    async close() {
      await Promise.all([emulator.close(), site.close()]);
      await installed.remove();
    },
  };
}
