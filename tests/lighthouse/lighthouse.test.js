// Lighthouse on the first visit of a phone to Studio: a stage of its own, since the time of the processor counts.

import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { assertGood, launchChrome } from "../harness/lighthouse.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const LEAST = 98;

let site, chrome;
before(async () => {
  site = await serveFolder(DIST, { compress: true });
  chrome = await launchChrome();
});
after(async () => {
  chrome.kill();
  await site.close();
});

test("Lighthouse finds little to better on a phone", (t) => assertGood(t, chrome, `${site.url}/`, LEAST));
