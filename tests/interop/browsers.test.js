// `tintype/sandbox` in real pages: loaded on first use, as slow as a service, cancelled like one, and able to draw text
// with the browser's own fonts.

import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { BROWSERS } from "../harness/browsers.js";
import { installPackage } from "../harness/install.js";
import { decodePng } from "../harness/png.js";
import { serve } from "../harness/server.js";

const PAGE = fileURLToPath(new URL("./sandbox-page/", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

let installed;
before(async () => {
  installed = await installPackage();
  await cp(PAGE, installed.folder, { recursive: true });
});
after(() => installed?.remove());

/** Serves the page and records the requested URLs. */
async function serveNoting(urls) {
  return serve(async (request, response) => {
    urls.push(request.url);
    const file = join(installed.folder, request.url === "/" ? "index.html" : request.url);
    const bytes = await readFile(file).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(bytes);
  });
}

test("in Node the same sandbox plays without a worker", async () => {
  const consumer = join(installed.folder, "in-node.js");
  await writeFile(consumer, `export * from "tintype";\nexport * from "tintype/sandbox";\n`);
  const { Client, sandboxFetch } = await import(pathToFileURL(consumer).href);
  const client = (scenario) => {
    const fetch = sandboxFetch({ latencyMs: 0, scenario });
    return new Client({ fetch, apiKey: "sandbox", retry: { attempts: 1 } });
  };
  const { image } = await client().generate({ prompt: "a boat", aspectRatio: "3:2" });
  const { width, height } = decodePng(await image.blob.arrayBuffer());
  assert.deepEqual([width, height], [1248, 832]);
  const { text } = await client().generate({ prompt: "雨" });
  assert.match(text, /No font here for Chinese/);
  await assert.rejects(client("cut").generate({ prompt: "a boat" }), { code: "truncated-response" });
  const signal = AbortSignal.timeout(100);
  await assert.rejects(client("hang").generate({ prompt: "a boat", signal }), { code: "aborted" });
});

for (const { name, launch } of BROWSERS) {
  describe(name, () => {
    const urls = [];
    const ofSandbox = () => urls.filter((url) => url.includes("/sandbox/")).map((url) => url.split("/sandbox/")[1]);
    let page, site;
    const visit = (which, ...values) => page.evaluate(`(values) => visits.${which}(...values)`, values);

    before(async () => {
      site = await serveNoting(urls);
      page = await launch();
      await page.open(`${site.url}/`);
      await page.evaluate(
        `() => new Promise((resolve) => (function look() { globalThis.visits ? resolve() : setTimeout(look) })())`,
      );
    });
    after(() => Promise.all([page?.close(), site?.close()]));

    test("the worker and its wasm are fetched by the first call, once", async () => {
      // The engine's small script is part of the bundle, because service workers cannot import it later.
      assert.deepEqual(ofSandbox().filter((file) => /sandbox-worker\.js|_bg\.wasm/.test(file)), []);
      const { status, size } = await visit("answered", { latencyMs: 0 });
      assert.deepEqual([status, size], [200, [1024, 1024]]);
      await visit("answered", { latencyMs: 0 });
      for (const file of ["sandbox-worker.js", "wasm/emulator_bg.wasm"]) {
        assert.equal(ofSandbox().filter((other) => other === file).length, 1, file);
      }
    });

    test("an answer takes a moment and comes in pieces", async () => {
      const { tookMs, chunks } = await visit("answered");
      // A timer may fire slightly early by the page's clock.
      assert.ok(tookMs > 1150, `${tookMs} ms`);
      assert.ok(chunks > 1, `${chunks} chunks`);
    });

    test("a stream has words first, and reports how far it is", async () => {
      const { events, phases, received } = await visit("streamed");
      const place = (type) => events.indexOf(type);
      assert.ok(place("text") >= 0 && place("text") < place("image"), `${events}`);
      assert.ok(phases.indexOf("waiting") < phases.indexOf("receiving"), `${phases}`);
      assert.ok(received.length > 1, `${received}`);
      assert.deepEqual(received, received.toSorted((one, other) => one - other));
    });

    test("a call can be given up while it waits and while it comes", async () => {
      for (const [scenario, when] of [["hang", "waiting"], ["stall", "receiving"], [undefined, "waiting"]]) {
        const { code, width } = await visit("cancelled", scenario, when);
        assert.deepEqual([code, width], ["aborted", 1024], `${scenario} ${when}`);
      }
    });

    test("misbehaviours are played as by the server", async () => {
      const codes = {
        overloaded: "unavailable",
        cut: "truncated-response",
        "reset-in-body": "truncated-response",
        reset: "network",
        "prompt-blocked": "prompt-blocked",
        "html-login": "not-the-api",
        "overloaded+slow;wait=100ms": "unavailable",
      };
      for (const [scenario, code] of Object.entries(codes)) {
        assert.equal(await visit("failed", scenario), code, scenario);
      }
    });

    test("letters are those of the browser, and a letter that it lacks is named", async () => {
      const [rain, night, arabic, nothing] = await visit("lettered", ["雨", "夜", "ليل", "\u0378"]);
      assert.notEqual(rain.digest, night.digest, "two letters look alike: are they boxes?");
      for (const { text } of [rain, night, arabic]) assert.doesNotMatch(text, /No font/);
      assert.match(nothing.text, /No font here for Greek/);
    });
  });
}
