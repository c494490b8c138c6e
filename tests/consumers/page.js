// Checks a consumer's page in Chromium, with the code of its docs page: a picture made in the page and another in a
// worker, the error of a rejected key in both, an empty console, and the size of the download.

import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { openPage } from "../harness/chromium.js";

/** The service that the docs' code calls; the emulator answers these requests. */
const SERVICE = "https://api.tokaify.com";

/** Checks a page. Returns `{ bytes, wasm, requests }`: the downloads before the first picture, gzipped. */
export async function checkPage(browser, url, emulator) {
  const size = await shows(browser, url, emulator, "sk-test", async (page, answers) => {
    await page.waitForFunction(() => document.images.length >= 1);
    const before = [...answers];
    // Selected by name and not by number, because React's strict mode in dev servers renders every picture twice.
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

/**
 * Returns the errors that the page shows. Avoids locators because they also match inside the tool bars of dev servers.
 */
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
    // The worker of a rejected key may exit before the driver reports its start.
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

/** Whether a request is a prefetch; some frameworks prefetch every file of a page. */
const isPrefetched = async (response) => /prefetch/.test((await response.request().allHeaders())["sec-purpose"] ?? "");

async function asyncFilter(list, test) {
  const passes = await Promise.all(list.map(test));
  return list.filter((_, place) => passes[place]);
}

/** Excludes the browser's own errors: the rejected key, and a missing favicon. */
const isOurs = (text) => !/401 \(Unauthorized\)|favicon\.ico/.test(text);

async function sizeOf(answers) {
  const files = await Promise.all(
    answers.filter((response) => !response.url().startsWith(SERVICE) && /^https?:/.test(response.url()) && response.status() === 200)
      .map(async (response) => ({ url: response.url(), bytes: gzipSync(await response.body().catch(() => Buffer.alloc(0)), { level: 9 }).length })),
  );
  const sum = (some) => some.reduce((total, { bytes }) => total + bytes, 0);
  return { bytes: sum(files), wasm: sum(files.filter(({ url }) => /\.wasm/.test(url))), requests: files.length };
}
