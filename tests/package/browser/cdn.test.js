// The package loaded from another origin, such as a CDN.

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

/** Opens a page with this policy whose only scripts are those of the CDN. */
async function withPage(policy, work) {
  const site = await serve((_, response) => response.writeHead(200, { "content-type": "text/html", ...(policy && { "content-security-policy": policy }) }).end(PAGE));
  const { page, context, errors } = await openPage(browser);
  await page.goto(site.url);
  await work(page, errors);
  await context.close();
  await site.close();
}

const generate = (page, options, origin = cdn.url) =>
  page.evaluate(async ([cdn, options]) => {
    const [{ Client }, { sandboxFetch }] = await Promise.all([import(`${cdn}/index.js`), import(`${cdn}/sandbox/index.js`)]);
    const own = options.isSandbox ? { fetch: sandboxFetch() } : { baseUrl: options.baseUrl };
    const client = new Client({ apiKey: "sk-test", worker: options.worker, retry: false, ...own });
    const outcome = await client.generate({ prompt: "a red fox" }).then(({ image }) => image.width, ({ code, retryable, message }) => `${code} ${retryable}: ${message}`);
    client.dispose();
    return outcome;
  }, [origin, options]);

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

test("a policy violation is named with its fix, and is not retryable", async () => {
  const sources = `connect-src ${cdn.url} ${emulator.url}`;
  for (const [policy, options, reason] of [
    [`script-src ${cdn.url} 'unsafe-inline'; ${sources}`, {}, /add 'wasm-unsafe-eval' to script-src/],
    [`script-src ${cdn.url} 'wasm-unsafe-eval'; connect-src ${emulator.url}`, {}, /add its origin to connect-src/],
    [`script-src ${cdn.url} 'wasm-unsafe-eval'; connect-src ${emulator.url}`, { worker: true }, /add its origin to connect-src|worker-src/],
    [`script-src ${cdn.url} 'wasm-unsafe-eval'; ${sources}; worker-src 'none'`, { worker: true }, /worker-src of the page's Content Security Policy forbids it: add/],
  ]) {
    await withPage(policy, async (page) => {
      const outcome = await generate(page, { baseUrl: emulator.url, ...options });
      assert.match(outcome, reason);
      assert.match(outcome, /^network false:/);
    });
  }
});

/** Serves the package from a server that returns this response for some of its files. */
async function withFile(isChanged, status, type, work) {
  const headers = (type) => ({ "content-type": type, "access-control-allow-origin": "*" });
  const broken = await serve(async (request, response) => {
    if (request.url === "/") return response.writeHead(200, headers("text/html")).end(PAGE);
    if (isChanged(request.url)) return response.writeHead(status, headers(type)).end("<!doctype html>");
    const answered = await fetch(cdn.url + request.url);
    response.writeHead(answered.status, headers(answered.headers.get("content-type"))).end(Buffer.from(await answered.arrayBuffer()));
  });
  const { page, context } = await openPage(browser);
  await page.goto(broken.url);
  await work((options) => generate(page, { baseUrl: emulator.url, ...options }, broken.url));
  await context.close();
  await broken.close();
}

const isModule = (path) => path.endsWith(".wasm");
const isWorker = (path) => path === "/worker.js";

for (const [name, isChanged, status, type, options, reason] of [
  ["a page in place of the module", isModule, 200, "text/html", {}, /^network false: .*tintype_bg\.wasm beside the script.*HTML page/],
  ["a page in place of the module, by another type", isModule, 200, "application/wasm", {}, /^network false: .*HTML page/],
  ["a module that is not there", isModule, 404, "text/plain", {}, /^network false: .*not there.*404/],
  ["a server of the module that fails", isModule, 503, "text/plain", {}, /^network true: .*503/],
  ["the same for a worker, which has the module from the page", isModule, 404, "text/plain", { worker: true }, /^network false: .*not there.*404/],
  ["a worker that is not there", isWorker, 404, "text/plain", { worker: true }, /^network false: The worker.*init\(\{ worker \}\).*404.*bundler/],
  ["a page in place of the worker", isWorker, 200, "text/html", { worker: true }, /^network false: The worker.*HTML page/],
  ["a server of the worker that fails", isWorker, 503, "text/plain", { worker: true }, /^network true: The worker.*503/],
]) {
  test(`${name} is named as such`, () => withFile(isChanged, status, type, async (call) => assert.match(String(await call(options)), reason)));
}

test("the modules are downloaded once for a page and its workers, with no help of the browser's cache", async () => {
  const urls = [];
  const site = await serve(async (request, response) => {
    if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
    urls.push(request.url);
    const answered = await fetch(cdn.url + request.url);
    response.writeHead(answered.status, { "cache-control": "no-store", "content-type": answered.headers.get("content-type") }).end(Buffer.from(await answered.arrayBuffer()));
  });
  const { page, context } = await openPage(browser);
  await page.goto(site.url);
  const widths = await page.evaluate(async (baseUrl) => {
    const { Client } = await import("/index.js");
    const draw = async (worker) => {
      const client = new Client({ baseUrl, apiKey: "sk-test", worker });
      const { image } = await client.generate({ prompt: "a red fox" });
      return (await client.generate({ prompt: "at night", images: image })).image.width;
    };
    return Promise.all([true, false, true, true].map(draw));
  }, emulator.url);
  assert.deepEqual(widths, [1024, 1024, 1024, 1024]);
  assert.deepEqual(urls.filter(isModule).sort(), ["/wasm/tintype-images_bg.wasm", "/wasm/tintype_bg.wasm"]);
  await context.close();
  await site.close();
});

test("init() names the files, the worker's as well, as the guide has it", async () => {
  const guide = blocksOf(await readFile(new URL("../../../docs/where-it-runs/plain-page.md", import.meta.url), "utf8")).get("named.js");
  assert.ok(guide);
  // Serves the package's files in /assets, and in /bundle the package without its wasm and worker, like a bundler's
  // output.
  const site = await serve(async (request, response) => {
    const [, folder, path] = /^\/(assets|bundle)\/(.+)$/.exec(request.url) ?? [];
    const isLeft = folder === "bundle" && /wasm$|worker\.js$/.test(path);
    if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
    if (!path || isLeft) return response.writeHead(404).end();
    const answered = await fetch(`${cdn.url}/${path.endsWith("_bg.wasm") && folder === "assets" ? `wasm/${path}` : path}`);
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
