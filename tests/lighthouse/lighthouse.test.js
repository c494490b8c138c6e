// Lighthouse on the first visit of a phone to Studio: a stage of its own, so that nothing else runs while it measures.

import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { assertGood, launchChrome, reportPhone } from "../harness/lighthouse.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
// A quiet machine finds 98 and more; one with other work has found 97.
const LEAST = 95;

let site, chrome;
before(async () => {
  site = await serveFolder(DIST, { compress: true });
  chrome = await launchChrome();
});
after(async () => {
  chrome.kill();
  await site.close();
});

test("Lighthouse finds little to better on a phone", async (t) => {
  await assertGood(t, chrome, `${site.url}/`, LEAST);
  await reportPhone(t, chrome, `${site.url}/`);
});
