// Pages in Chromium that call the proxy: the page of docs/hide-the-key.md on the proxy's own origin, and pages of
// another origin, with tokens that are requested before every attempt.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { serveBoth } from "../docs/host.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { startEmulator } from "../harness/emulator.js";
import { installPackage } from "../harness/install.js";
import { serve, serveFolder } from "../harness/server.js";
import { codeOf } from "./pages.js";
import { SECRET } from "./servers.js";

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8" /><title>Page</title><link rel="icon" href="data:," />
<script type="importmap">{ "imports": { "tintype": "/node_modules/tintype/index.js" } }</script>
<img alt="" /></html>
`;

let installed, emulator, browser, site, proxy;
/** The tokens that the proxy received, in order, and the number of requests that it rejects first. */
let tokens, turnedAway;

before(async () => {
  [installed, emulator, browser] = await Promise.all([installPackage(), startEmulator(), launchChromium()]);
  await writeFile(join(installed.folder, "index.html"), PAGE);
  await writeFile(join(installed.folder, "page.js"), codeOf("page.js"));
  site = await serveFolder(installed.folder);
  const load = (path) => import(pathToFileURL(join(installed.folder, "node_modules/tintype/proxy", path)).href);
  const [{ createProxy }, { toNodeHandler }] = await Promise.all([load("index.js"), load("node.js")]);
  const handler = toNodeHandler(createProxy({
    apiKey: SECRET,
    upstream: emulator.url,
    origins: [site.url],
    authorize: ({ headers }) => tokens.push(headers.get("x-session")) > 0,
    limit: () => (turnedAway-- > 0 ? { ok: false, retryAfterMs: 10 } : { ok: true }),
  }));
  proxy = await serve(handler);
});
after(async () => {
  await Promise.all([browser, site, proxy, emulator].map((one) => one?.close()));
  await installed?.remove();
});

async function withPage(url, work) {
  [tokens, turnedAway] = [[], 0];
  const { page, context, errors } = await openPage(browser);
  await page.goto(url);
  await work(page);
  await context.close();
  // The browser itself logs responses with status 429.
  assert.deepEqual(errors.filter((text) => !text.includes("429")), []);
}

test("a page of another origin is served, with a new token before every attempt, in the page and in a worker", () =>
  withPage(site.url, async (page) => {
    for (const worker of [false, true]) {
      [tokens, turnedAway] = [[], 2];
      const width = await page.evaluate(async ([baseUrl, worker]) => {
        const { Client } = await import("tintype");
        let calls = 0;
        const headers = async () => new Headers({ "x-session": `token ${(calls += 1)}` });
        const client = new Client({ baseUrl, auth: "none", headers, worker, retry: { baseDelayMs: 1 } });
        const { image } = await client.generate({ prompt: "a red fox" });
        return image.width;
      }, [proxy.url, worker]);
      assert.deepEqual([width, tokens], [1024, ["token 1", "token 2", "token 3"]], `worker: ${worker}`);
    }
  }));

test("several requests of one call ask for keys and headers at once, in the page and in a worker", () =>
  withPage(site.url, async (page) => {
    for (const worker of [false, true]) {
      const found = await page.evaluate(async ([baseUrl, worker]) => {
        const { Client } = await import("tintype");
        const later = (value) => new Promise((resolve) => setTimeout(resolve, 20, value));
        const calls = { key: 0, headers: 0, address: 0 };
        const client = new Client({
          baseUrl: ({ model, method }) => (calls.address += 1) && `${baseUrl}/v1/models/${model}:${method}`,
          worker,
          apiKey: () => later(`sk-${(calls.key += 1)}`),
          headers: () => later((calls.headers += 1) && []),
        });
        const { images } = await client.generate({ prompt: "a red fox", n: 3 });
        return { images: images.length, ...calls };
      }, [emulator.url, worker]);
      assert.deepEqual(found, { images: 3, key: 3, headers: 3, address: 1 }, `worker: ${worker}`);
    }
  }));

test("functions that throw, or give what is neither, end the call with the name of their option", () =>
  withPage(site.url, async (page) => {
    const failures = await page.evaluate(async (baseUrl) => {
      const { generate } = await import("tintype");
      const broken = () => {
        throw new Error("signed out");
      };
      const cases = [{ headers: broken }, { headers: () => "no headers" }, { headers: () => ({ "x y": "1" }) }, { baseUrl: broken }, { baseUrl: () => "ftp://x" }];
      const failures = [];
      for (const worker of [false, true]) {
        for (const options of cases) {
          const failed = generate({ baseUrl, auth: "none", prompt: "a red fox", worker, ...options });
          failures.push(await failed.then(() => "no failure", ({ code, field, attempts }) => `${code} ${field} ${attempts}`));
        }
      }
      return failures;
    }, proxy.url);
    const once = ["headers", "headers", "headers", "baseUrl", "baseUrl"].map((field) => `invalid-options ${field} 0`);
    assert.deepEqual(failures, [...once, ...once]);
    assert.deepEqual(tokens, []);
  }));

test("the guide's page is served from the proxy's own origin", async () => {
  const both = await serveBoth(site.url, proxy.url);
  await withPage(`${both.url}/`, async (page) => {
    await page.evaluate(() => {
      localStorage.setItem("session", "mine");
      document.body.append(Object.assign(document.createElement("script"), { type: "module", src: "/page.js" }));
    });
    await page.waitForFunction(() => document.querySelector("img").naturalWidth === 1024);
    assert.deepEqual(tokens, ["mine"]);
  });
  await both.close();
});
