// A consumer's page in Chromium, as its page of the docs has it: a picture made in the page and one made in a worker, the
// error of a refused key in both, nothing in the console, and how much was downloaded.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { openPage } from "../harness/chromium.js";

/** The service that the docs' code calls, answered by the emulator. */
const SERVICE = "https://api.tokaify.com";

/** Checks a page and gives `{ bytes, wasm, requests }`: all that was downloaded before the first picture, with gzip. */
export async function checkPage(browser, url, emulator) {
  const size = await shows(browser, url, emulator, "sk-test", async (page, answers) => {
    await page.waitForFunction(() => document.images.length >= 1);
    const before = [...answers];
    // By its name and not by the number of pictures: React's strict mode in dev servers draws all of them twice.
    await page.waitForFunction(() => [...document.images].some(({ alt }) => /worker/.test(alt)));
    const widths = await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth))));
    assert.deepEqual([...new Set(widths)], [1024]);
    assert.deepEqual(await textsOf(page), []);
    return before;
  });
  await shows(browser, url, emulator, "sk-bad-key", async (page) => {
    await page.waitForFunction(() => document.querySelectorAll("p").length >= 2);
    for (const text of await textsOf(page)) assert.match(text, /^auth: /);
    assert.equal(await page.evaluate(() => document.images.length), 0);
  });
  return size;
}

/** The errors that the page shows. Not by locators, which look into the tool bars of dev servers too. */
const textsOf = (page) => page.evaluate(() => [...document.querySelectorAll("p")].map(({ textContent }) => textContent));

async function shows(browser, url, emulator, key, work) {
  const { context, page, errors } = await openPage(browser);
  const warnings = [];
  const answers = [];
  let workers = 0;
  page.on("worker", () => (workers += 1));
  context.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  context.on("response", (response) => answers.push(response));
  await context.route(`${SERVICE}/**`, async (route) => {
    const request = route.request();
    const headers = { "content-type": request.headers()["content-type"] ?? "", authorization: `Bearer ${key}` };
    const answered = await fetch(request.url().replace(SERVICE, emulator.url), { method: request.method(), headers, body: request.postData() ?? undefined });
    await route.fulfill({ status: answered.status, headers: { "access-control-allow-origin": "*", "content-type": "application/json" }, body: Buffer.from(await answered.arrayBuffer()) });
  });
  try {
    await page.goto(url);
    const before = await work(page, answers);
    // The worker of a refused key may be gone before the driver reports its start.
    if (before) assert.ok(workers >= 1, "no worker was started");
    const modules = await asyncFilter(answers, async (response) => /\.wasm(\?|$)/.test(response.url()) && !(await isPrefetched(response)));
    assert.equal(modules.length, 1, `the module was downloaded ${modules.length} times: ${modules.map((response) => response.url())}`);
    assert.deepEqual([...warnings, ...errors.filter(isOurs)], []);
    return before && (await sizeOf(before));
  } catch (error) {
    const seen = [...warnings, ...errors, await page.locator("body").innerText().catch(() => "")];
    throw new Error(`${error.message}\n${seen.join("\n")}`, { cause: error });
  } finally {
    await context.close();
  }
}

/** Some frameworks fetch every file of a page ahead. */
const isPrefetched = async (response) => /prefetch/.test((await response.request().allHeaders())["sec-purpose"] ?? "");

async function asyncFilter(list, test) {
  const passes = await Promise.all(list.map(test));
  return list.filter((_, place) => passes[place]);
}

/** The browser itself reports the refused key, and an icon that is not there. */
const isOurs = (text) => !/401 \(Unauthorized\)|favicon\.ico/.test(text);

async function sizeOf(answers) {
  const files = await Promise.all(
    answers.filter((response) => !response.url().startsWith(SERVICE) && /^https?:/.test(response.url()) && response.status() === 200)
      .map(async (response) => ({ url: response.url(), bytes: gzipSync(await response.body().catch(() => Buffer.alloc(0)), { level: 9 }).length })),
  );
  const sum = (some) => some.reduce((total, { bytes }) => total + bytes, 0);
  return { bytes: sum(files), wasm: sum(files.filter(({ url }) => /\.wasm/.test(url))), requests: files.length };
}
