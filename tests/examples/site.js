// The environment of the example pages' tests: the built site below a path, and a page object that finds every control
// by its accessible name.

import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../harness/chromium.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const ARTIFACTS = fileURLToPath(new URL("../.artifacts/", import.meta.url));

export const PAGES = ["text-to-image", "edit-a-photo", "stream", "chat", "local-edit", "several"];

/** Serves dist/ under `prefix`, which contains the examples; `quick` and `extra` are those of `serveFolder`. */
export function serveSite(prefix, quick = true, extra = undefined) {
  return serveFolder(DIST, { prefix, quick, extra });
}

/** Serves the site and starts Chromium. */
export async function startExamples(prefix = "/some/where/") {
  const [quick, patient, browser] = await Promise.all([serveSite(prefix), serveSite(prefix, false), launchChromium()]);
  return {
    /**
     * Opens a page in a new browser context. `options` are those of Playwright's `newContext`. With `patient`, the
     * sandbox responds as slowly as a model, for tests of intermediate states.
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

/** Locates the controls of an example page by accessible name. */
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

/** With TINTYPE_SHOTS=1, saves a screenshot of the whole page to tests/.artifacts for manual review. */
export async function screenshot(page, name) {
  if (process.env.TINTYPE_SHOTS) await page.screenshot({ path: `${ARTIFACTS}example-${name}.png`, fullPage: true });
}

/**
 * Paints a stroke on the mask at half its height, between two fractions of its width. Each `hover` waits until the mask
 * is in view and stable, because strokes on a scrolling page would miss it.
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
