// The browsers that a page has to work in, behind one small interface: `open(url)`, `evaluate(function, argument)`,
// `close()`. Functions are sent to the page as text, so they see nothing of the test around them.

import { launchChromium, openPage } from "./chromium.js";
import { launchFirefox } from "./firefox.js";
import { HAS_WEBKIT, launchWebkit } from "./webkit.js";

/** Playwright's options of a page may be named; the others need none of them. */
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

/** The bytes of JavaScript that are in use, once all garbage is gone. */
async function heapBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
