// The environment of Studio's tests: the built page under a sub-path, in a browser that can reach this machine only.
//
//   const studio = await startStudio();                 // before
//   const { page, errors } = await studio.open();       // each test: a fresh user
//   await studio.close();                               // after
//
// Most tests open the page by testOnBothScreens and testOnDesktop: see screens.js. Files named `*.test.js` below tests/e2e are run by
// `cargo xtask test e2e`, which builds dist/ first.

import { fileURLToPath } from "node:url";

import { launchHeadlessShell, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { serveFolder } from "../../harness/server.js";
import { studioPage } from "./studio-page.js";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const ARTIFACTS = fileURLToPath(new URL("../../.artifacts/", import.meta.url));

/**
 * A screen each, and what is before it: a mouse, or a finger. On the phone everything moves; at the desk, where moving
 * costs most, the browser requests reduced motion.
 */
export const SCREENS = {
  desk: { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Serves dist/ below a path, as a project page would be, and starts Chromium and a service that draws. */
export async function startStudio() {
  const [site, emulator, browser] = await Promise.all([
    serveFolder(DIST, { prefix: "/some/where/" }),
    startEmulator(),
    launchHeadlessShell(),
  ]);
  return {
    url: `${site.url}/`,
    browser,
    /** The address of the service. */
    service: emulator.url,
    /**
     * Opens the page in a new browser context. `options` are those of Playwright's `newContext`
     * (`colorScheme`, `locale` …) over those of a screen, and `path` is added to the address.
     * Who comes `as` "new" has set nothing, and is served by the sandbox, which takes its time as a model would; "known"
     * has set the service, or one of its scenarios, and perhaps a model, some time before.
     * `within` is another browser than the headless shell.
     * `errors` must be empty at the end of a test that expects none; `refused` are requests to the outside.
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

/** Leaves settings on a device that has none; runs in the page. */
function settle(settings) {
  if (!location.protocol.startsWith("http") || localStorage.length > 0) return;
  for (const [name, value] of Object.entries(settings)) if (value) localStorage.setItem(`tintype.${name}`, value);
}

/** In the long form, keeps a picture of the page in tests/.artifacts, to be looked at by people. */
export async function screenshot(page, name) {
  if (process.env.TINTYPE_LONG) await page.screenshot({ path: `${ARTIFACTS}${name}.png`, fullPage: true });
}
