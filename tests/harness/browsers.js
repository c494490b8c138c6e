// The browsers in which a page has to work, behind one small interface: `open(url)`, `evaluate(function, argument)`,
// `close()`. Functions are sent to the page as text, so they cannot use variables of the test.

import { launchChromium, openPage } from "./chromium.js";
import { launchFirefox } from "./firefox.js";
import { HAS_WEBKIT, launchWebkit } from "./webkit.js";

/** Launches Chromium with Playwright's page options. The other browsers need none. */
async function chromium(options) {
  const browser = await launchChromium();
  const { page, errors, requests, refused } = await openPage(browser, options);
  return {
    errors,
    requests,
    refused,
    open: (url) => page.goto(url),
    evaluate: (work, argument) => page.evaluate(`(${work})(${JSON.stringify(argument)})`),
    heapBytes: () => heapBytes(page),
    close: () => browser.close(),
  };
}

export const BROWSERS = [
  { name: "Chromium", launch: chromium },
  { name: "Firefox", launch: launchFirefox },
  ...(HAS_WEBKIT ? [{ name: "WebKit", launch: launchWebkit }] : []),
];

/** Returns the bytes of JavaScript heap in use after a garbage collection. */
async function heapBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
