// What the tests of the example pages stand on: the built site below a path, and a visitor who finds every control
// by its name.

import { fileURLToPath } from "node:url";

import { launchChromium, openPage } from "../harness/chromium.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const ARTIFACTS = fileURLToPath(new URL("../.artifacts/", import.meta.url));

export const PAGES = ["text-to-image", "edit-a-photo", "stream", "chat", "local-edit", "several"];

/** Serves dist/ under `prefix`, where the examples are below. */
export function serveSite(prefix = "/some/where/") {
  return serveFolder(DIST, { prefix });
}

/** Serves the site and starts Chromium. */
export async function startExamples(prefix) {
  const site = await serveSite(prefix);
  const browser = await launchChromium();
  return {
    /** A new visitor on a page. `options` are those of Playwright's `newContext`. */
    async open(name, options = {}) {
      const visitor = await openPage(browser, { viewport: { width: 1280, height: 900 }, ...options });
      await visitor.page.goto(`${site.url}/examples/${name}`);
      return { ...visitor, ...controls(visitor.page), close: () => visitor.context.close() };
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

function controls(page) {
  const outcome = page.getByRole("region", { name: "Result" });
  return {
    outcome,
    pictures: outcome.getByRole("img"),
    status: page.getByRole("status"),
    button: (name) => page.getByRole("button", { name, exact: true }),
    prompt: page.locator("#prompt"),
  };
}

/** Keeps a picture of the whole page in tests/.artifacts, to be looked at by people. */
export function screenshot(page, name) {
  return page.screenshot({ path: `${ARTIFACTS}example-${name}.png`, fullPage: true });
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
