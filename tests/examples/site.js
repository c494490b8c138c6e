// The environment of the tests of example pages: the built site below a path, and a page object that finds every control
// by its name.

import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../harness/chromium.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const ARTIFACTS = fileURLToPath(new URL("../.artifacts/", import.meta.url));

export const PAGES = ["text-to-image", "edit-a-photo", "stream", "chat", "local-edit", "several"];

/** Serves dist/ under `prefix`, where the examples are below; `quick` and `extra` as serveFolder takes them. */
export function serveSite(prefix, quick = true, extra = undefined) {
  return serveFolder(DIST, { prefix, quick, extra });
}

/** Serves the site and starts Chromium. */
export async function startExamples(prefix = "/some/where/") {
  const [quick, patient, browser] = await Promise.all([serveSite(prefix), serveSite(prefix, false), launchChromium()]);
  return {
    /**
     * A new user on a page. `options` are those of Playwright's `newContext`; with `patient`, the sandbox takes its
     * time as a model would, for tests of what is seen meanwhile.
     */
    async open(name, { patient: waits = false, ...options } = {}) {
      const app = await openPage(browser, { viewport: { width: 1280, height: 900 }, ...options });
      const site = waits ? patient : quick;
      await app.page.goto(`${site.url}/examples/${name}`);
      return { ...app, ...controls(app.page), close: () => app.context.close() };
    },
    close: () => Promise.all([browser, quick, patient].map((one) => one.close())),
  };
}

/** The controls of an example page, by accessible name. */
export function controls(page) {
  const outcome = page.getByRole("region", { name: "Result" });
  return {
    outcome,
    pictures: outcome.getByRole("img"),
    status: page.getByRole("status"),
    button: (name) => page.getByRole("button", { name, exact: true }),
    prompt: page.locator("#prompt"),
  };
}

/** With TINTYPE_SHOTS=1, keeps a picture of the whole page in tests/.artifacts, to be looked at by people. */
export async function screenshot(page, name) {
  if (process.env.TINTYPE_SHOTS) await page.screenshot({ path: `${ARTIFACTS}example-${name}.png`, fullPage: true });
}

/**
 * Paints a stroke on the mask, between two places in shares of its width, at half its height. Each `hover` waits until
 * the mask is in view and rests: a page that still scrolls would be painted beside it.
 */
export async function paint(page, from = 0.2, to = 0.3) {
  const mask = page.getByLabel("Mask", { exact: true });
  await mask.waitFor();
  const { width, height } = await mask.boundingBox();
  const at = (share) => ({ position: { x: width * share, y: height / 2 } });
  await mask.hover(at(from));
  await page.mouse.down();
  await mask.hover(at((from + to) / 2));
  await mask.hover(at(to));
  await page.mouse.up();
}
