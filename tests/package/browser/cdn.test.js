// The package from another origin, as a page has it from a CDN.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { blocksOf } from "../../docs/blocks.js";
import { launchChromium, openPage } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serve, serveFolder } from "../../harness/server.js";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Page</title><link rel="icon" href="data:," /></html>`;

let installed, cdn, emulator, browser;

before(async () => {
  [installed, emulator, browser] = await Promise.all([installPackage(), startEmulator(), launchChromium()]);
  cdn = await serveFolder(join(installed.folder, "node_modules/tintype"), { cors: true, quick: true });
});
after(async () => {
  await Promise.all([browser, cdn, emulator].map((one) => one?.close()));
  await installed?.remove();
});

/** A page whose only scripts are those of the CDN, under this policy. */
async function withPage(policy, work) {
  const site = await serve((_, response) => response.writeHead(200, { "content-type": "text/html", ...(policy && { "content-security-policy": policy }) }).end(PAGE));
  const { page, context, errors } = await openPage(browser);
  await page.goto(site.url);
  await work(page, errors);
  await context.close();
  await site.close();
}

const generate = (page, options) =>
  page.evaluate(async ([cdn, options]) => {
    const [{ Client }, { sandboxFetch }] = await Promise.all([import(`${cdn}/index.js`), import(`${cdn}/sandbox/index.js`)]);
    const own = options.isSandbox ? { fetch: sandboxFetch() } : { baseUrl: options.baseUrl };
    const client = new Client({ apiKey: "sk-test", worker: options.worker, retry: false, ...own });
    const outcome = await client.generate({ prompt: "a red fox" }).then(({ image }) => image.width, ({ code, message }) => `${code}: ${message}`);
    client.dispose();
    return outcome;
  }, [cdn.url, options]);

const policy = () =>
  `default-src 'none'; script-src ${cdn.url} 'wasm-unsafe-eval' 'unsafe-eval'; connect-src ${cdn.url} ${emulator.url}; worker-src blob: ${cdn.url}; img-src blob: data:`;

for (const [name, policyOf] of [["no policy", () => undefined], ["a strict policy", policy]]) {
  test(`pictures in the page, in a worker and from the sandbox, under ${name}`, () =>
    withPage(policyOf(), async (page, errors) => {
      assert.equal(await generate(page, { baseUrl: emulator.url }), 1024);
      assert.equal(await generate(page, { baseUrl: emulator.url, worker: true }), 1024);
      assert.equal(await generate(page, { isSandbox: true }), 1024);
      assert.deepEqual(errors, []);
    }));
}

test("what a policy forbids is named, with what to add, and is not worth another try", async () => {
  const sources = `connect-src ${cdn.url} ${emulator.url}`;
  for (const [policy, options, reason] of [
    [`script-src ${cdn.url} 'unsafe-inline'; ${sources}`, {}, /'wasm-unsafe-eval' to script-src/],
    [`script-src ${cdn.url} 'wasm-unsafe-eval'; connect-src ${emulator.url}`, {}, /connect-src/],
    [`script-src ${cdn.url} 'wasm-unsafe-eval'; ${sources}; worker-src 'none'`, { worker: true }, /worker-src/],
  ]) {
    await withPage(policy, async (page) => assert.match(await generate(page, { baseUrl: emulator.url, ...options }), reason));
  }
});

test("a page in place of the module is named as such", async () => {
  const broken = await serve((request, response) => {
    if (request.url.endsWith(".wasm")) return response.writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" }).end("<!doctype html>");
    fetch(cdn.url + request.url).then(async (answered) =>
      response.writeHead(answered.status, { "content-type": answered.headers.get("content-type"), "access-control-allow-origin": "*" }).end(await answered.text()));
  });
  await withPage(undefined, async (page) => {
    const outcome = await page.evaluate(async ([origin, baseUrl]) => {
      const { generate } = await import(`${origin}/index.js`);
      return generate({ baseUrl, apiKey: "sk-test", prompt: "a red fox" }).then(() => "no failure", ({ code, retryable, message }) => `${code} ${retryable} ${message}`);
    }, [broken.url, emulator.url]);
    assert.match(outcome, /^network false .*tintype_bg\.wasm beside the script.*HTML page/);
  });
  await broken.close();
});

test("init() names the files, the worker's as well, as the guide has it", async () => {
  const guide = blocksOf(await readFile(new URL("../../../docs/where-it-runs.md", import.meta.url), "utf8")).get("named.js");
  assert.ok(guide);
  // The package once whole below /assets/tintype, and once without its wasm and worker, as a bundler leaves it.
  const site = await serve(async (request, response) => {
    const [, folder, path] = /^\/(assets\/tintype|assets|bundle)\/(.+)$/.exec(request.url) ?? [];
    const isLeft = folder === "bundle" && /wasm$|worker\.js$/.test(path);
    if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
    if (!path || isLeft) return response.writeHead(404).end();
    const answered = await fetch(`${cdn.url}/${folder === "assets" ? `wasm/${path}` : path}`);
    response.writeHead(answered.status, { "content-type": answered.headers.get("content-type") }).end(Buffer.from(await answered.arrayBuffer()));
  });
  const { page, context } = await openPage(browser);
  await page.goto(site.url);
  const widths = await page.evaluate(async ([guide, baseUrl]) => {
    const text = guide.replace('"tintype"', JSON.stringify(`${location.origin}/bundle/index.js`));
    await import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    const { Client, inspect } = await import(`${location.origin}/bundle/index.js`);
    const widths = [];
    for (const worker of [false, true]) {
      const { image } = await new Client({ baseUrl, apiKey: "sk-test", worker }).generate({ prompt: "a red fox" });
      widths.push(image.width, (await inspect(image.blob)).width);
    }
    return widths;
  }, [guide, emulator.url]);
  assert.deepEqual(widths, [1024, 1024, 1024, 1024]);
  await context.close();
  await site.close();
});
