// What Studio's tests stand on: the built page under a sub-path, in a browser that can reach this machine only.
//
//   const studio = await startStudio();                 // before
//   const { page, errors } = await studio.open();       // each test: a fresh visitor
//   await studio.close();                               // after
//
// Files named `*.test.js` below tests/e2e are run by `cargo xtask test e2e`, which builds dist/ first.

import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { serveFolder } from "../../harness/server.js";

export { startEmulator };

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const ARTIFACTS = fileURLToPath(new URL("../../.artifacts/", import.meta.url));

/** Serves dist/ below a path, as a project page would be, and starts Chromium. */
export async function startStudio() {
  const site = await serveFolder(DIST, { prefix: "/some/where/" });
  const browser = await launchChromium();
  return {
    url: `${site.url}/`,
    browser,
    /**
     * A new visitor with an empty browser, on the loaded page. `options` are those of Playwright's `newContext`
     * (`viewport`, `colorScheme`, `locale` …), and `path` is added to the address.
     * `errors` must be empty at the end of a test that expects none; `refused` are requests to the outside.
     */
    async open({ path = "", ...options } = {}) {
      const visitor = await openPage(browser, { viewport: { width: 1280, height: 800 }, ...options });
      await visitor.page.goto(`${site.url}/${path}`);
      return { ...visitor, close: () => visitor.context.close() };
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** Keeps a picture of the page in tests/.artifacts, to be looked at by people. */
export function screenshot(page, name) {
  return page.screenshot({ path: `${ARTIFACTS}${name}.png`, fullPage: true });
}
