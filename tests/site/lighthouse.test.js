// Runs Lighthouse on the documentation, as on a phone: the front page, and a long guide with tables.

import { after, before, test } from "node:test";

import { assertGood, launchChrome } from "../harness/lighthouse.js";
import { serveSite } from "./site.js";

const LEAST = 95;

let site, chrome;
before(async () => {
  site = await serveSite();
  chrome = await launchChrome();
});
after(async () => {
  chrome.kill();
  await site.close();
});

for (const page of ["index.html", "options.html"]) {
  test(`Lighthouse finds little to better on a phone: ${page}`, (t) => assertGood(t, chrome, `${site.url}/docs/${page}`, LEAST));
}
