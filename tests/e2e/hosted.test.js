// Studio as `cargo xtask site` builds it for a host: below one path, with the response headers of its `_headers` file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { launchChromium, openPage } from "../harness/chromium.js";
import { program } from "../harness/environment.js";
import { serveFolder } from "../harness/server.js";
import { picture, studioPage } from "./harness/studio-page.js";

const PREFIX = "/pictures/of/mine/";

/** Parses the rules of a `_headers` file, as Netlify and Cloudflare Pages do. */
function headerRules(text) {
  const rules = [];
  for (const line of text.split("\n").filter(Boolean)) {
    const [, name, value] = /^ {2}([\w-]+): (.*)$/.exec(line) ?? [];
    if (name) rules.at(-1).headers[name.toLowerCase()] = value;
    else rules.push({ path: line, headers: {} });
  }
  const fits = (rule, path) => (rule.endsWith("*") ? path.startsWith(rule.slice(0, -1)) : rule === path);
  return (path) => Object.assign({}, ...rules.filter((rule) => fits(rule.path, path)).map((rule) => rule.headers));
}

let folder, site, browser;
before(async () => {
  folder = program("TINTYPE_SITE");
  const extra = headerRules(await readFile(join(folder, "_headers"), "utf8"));
  site = await serveFolder(folder, { prefix: PREFIX, extra, compress: true });
  browser = await launchChromium();
});
after(async () => {
  await browser.close();
  await site.close();
});

/** Opens the page and records the violations of its Content Security Policy. */
async function open(path = "/") {
  const app = await openPage(browser);
  await app.page.addInitScript(() => {
    globalThis.violations = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, disposition }) =>
      globalThis.violations.push({ directive: effectiveDirective, what: blockedURI, how: disposition }),
    );
  });
  await app.page.goto(site.url + path);
  return { ...app, violations: () => app.page.evaluate(() => globalThis.violations) };
}

test("below its path it draws a picture, and nothing is refused", async () => {
  const { page, context, requests, errors, refused, violations } = await open();
  const image = await studioPage(page).make("a lighthouse");
  assert.ok((await picture(image)).byteLength > 1000);
  const outside = requests.filter((url) => url.startsWith("http") && !url.startsWith(`${site.url}/`));
  assert.deepEqual([outside, refused, errors, await violations()], [[], [], [], []]);
  await context.close();
});

test("every address in the page is below that path, so that the page need not know where it is", async () => {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const addresses = [...page.matchAll(/ (?:href|src)="?([^"\s>]+)/g)].map(([, address]) => address);
  assert.ok(addresses.length > 5);
  assert.deepEqual(addresses.filter((address) => !address.startsWith(PREFIX)), []);
});

test("files with a content hash are cached as immutable, and all others are revalidated", async () => {
  const cached = async (path) => (await fetch(`${site.url}/${path}`)).headers.get("cache-control");
  const page = await readFile(join(folder, "index.html"), "utf8");
  // The hash that trunk inserts has no leading zeros.
  const named = [...new Set(page.match(/[\w-]+-[0-9a-f]{12,16}(_bg)?\.\w+/g))];
  for (const kind of [/\.css$/, /\.js$/, /_bg\.wasm$/]) assert.ok(named.some((name) => kind.test(name)), String(kind));
  for (const name of named) assert.match(await cached(name), /immutable/, name);
  for (const path of ["", "sw.js", "manifest.webmanifest"]) assert.equal(await cached(path), "no-cache", path);
});

test("packed files hold what the plain ones hold", async () => {
  const read = (name) => readFile(join(folder, name));
  const plain = await read("index.html");
  assert.deepEqual(brotliDecompressSync(await read("index.html.br")), plain);
  assert.deepEqual(gunzipSync(await read("index.html.gz")), plain);
});

test("violations of the policy are blocked and reported", async () => {
  const { page, context, violations } = await open();
  await studioPage(page).prompt.waitFor();
  const ran = await page.evaluate(async () => {
    const seen = [];
    globalThis.mark = (name) => seen.push(name);
    const attempt = (act) => {
      try {
        act();
      } catch {
        // Trusted Types violations throw; the browser only reports all others.
      }
    };
    const add = (tag, fields) => document.body.append(Object.assign(document.createElement(tag), fields));
    // Leaves the debugger's call, which is exempt from the page's policy.
    await new Promise((resolve) => setTimeout(resolve));
    attempt(() => add("script", { text: "mark('inline script')" }));
    attempt(() => document.body.setAttribute("onclick", "mark('handler')"));
    attempt(() => document.body.click());
    attempt(() => (0, eval)("mark('eval')"));
    attempt(() => new Function("mark('function')")());
    attempt(() => (document.createElement("div").innerHTML = "<img src=x onerror=mark('markup')>"));
    attempt(() => document.createRange().createContextualFragment("<script>mark('fragment')<\/script>"));
    attempt(() => trustedTypes.createPolicy("lenient", { createHTML: (html) => html }));
    attempt(() => add("style", { textContent: "body { --refused: yes }" }));
    attempt(() => add("img", { src: "https://elsewhere.invalid/spy.png" }));
    attempt(() => add("iframe", { src: "https://elsewhere.invalid/" }));
    const isReported = (name) => globalThis.violations.some(({ directive }) => directive === name);
    while (!isReported("img-src") || !isReported("frame-src")) await new Promise((resolve) => setTimeout(resolve, 20));
    if (getComputedStyle(document.body).getPropertyValue("--refused")) seen.push("style");
    return seen;
  });
  assert.deepEqual(ran, []);
  const reported = await violations();
  assert.ok(reported.every(({ how }) => how === "enforce"));
  const directives = new Set(reported.map(({ directive }) => directive));
  const expected = ["frame-src", "img-src", "require-trusted-types-for", "style-src-elem", "trusted-types"];
  for (const directive of expected) assert.ok(directives.has(directive), `${directive} is not among ${[...directives]}`);
  await context.close();
});
