// The environment of Studio's tests: the built page under a sub-path, in a browser that can only connect to this
// machine.
//
//   const studio = await startStudio();                 // before
//   const { page, errors } = await studio.open();       // each test: a fresh user
//   await studio.close();                               // after
//
// Most tests open the page with testOnBothScreens and testOnDesktop in screens.js. `cargo xtask test e2e` builds dist/
// and runs the files named `*.test.js` below tests/e2e.

import { fileURLToPath } from "node:url";

import { launchHeadlessShell, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { serveFolder } from "../../harness/server.js";
import { studioPage } from "./studio-page.js";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const ARTIFACTS = fileURLToPath(new URL("../../.artifacts/", import.meta.url));

/**
 * The screens and their input device: a mouse or a finger. The phone has animations; the desktop, where they are
 * slowest, requests reduced motion.
 */
export const SCREENS = {
  desk: { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Serves dist/ below a path, like a project page, and starts Chromium and the emulated service. */
export async function startStudio() {
  const [site, emulator, browser] = await Promise.all([
    serveFolder(DIST, { prefix: "/some/where/" }),
    startEmulator(),
    launchHeadlessShell(),
  ]);
  return {
    url: `${site.url}/`,
    browser,
    /** The base URL of the service. */
    service: emulator.url,
    /**
     * Opens the page in a new browser context. `options` are those of Playwright's `newContext` (`colorScheme`,
     * `locale` …) and override those of the screen; `path` is appended to the URL.
     * `as: "new"` opens it without settings, so the sandbox serves it, as slowly as a model would; `as: "known"` stores
     * the service, or one of its scenarios, and optionally a model before.
     * `within` is a browser other than the headless shell.
     * `errors` must be empty at the end of a test that expects none; `refused` are requests to other machines.
     */
    async open({ path = "", as = "known", scenario, model, within = browser, ...options } = {}) {
      const opened = await openPage(within, { ...SCREENS.desk, ...options });
      const endpoint = scenario ? `${emulator.url}/scenario/${scenario}` : emulator.url;
      if (as === "known") await opened.context.addInitScript(settle, { endpoint, model, [`key@${new URL(endpoint).origin}`]: "sk-test" });
      await opened.page.goto(`${site.url}/${path}`);
      return { ...opened, app: studioPage(opened.page), service: emulator.url, close: () => opened.context.close() };
    },
    close: () => Promise.all([browser.close(), site.close(), emulator.close()]),
  };
}

/** Stores settings unless the device has some; runs in the page. */
function settle(settings) {
  if (!location.protocol.startsWith("http") || localStorage.length > 0) return;
  for (const [name, value] of Object.entries(settings)) if (value) localStorage.setItem(`tintype.${name}`, value);
}

/** Saves a screenshot of the page to tests/.artifacts for manual review, in the long test run only. */
export async function screenshot(page, name) {
  if (process.env.TINTYPE_LONG) await page.screenshot({ path: `${ARTIFACTS}${name}.png`, fullPage: true });
}
