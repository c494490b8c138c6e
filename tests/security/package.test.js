// The packed package with a malicious service, in a page and in its worker. SECURITY.md names the threat that each test
// covers.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../harness/browsers.js";
import { startSite } from "../faults/harness.js";
import { plainPng } from "../e2e/harness/studio-page.js";
import { answer, image, neverDone, serveHostile } from "./hostile.js";
import { fileURLToPath } from "node:url";

const SITE = fileURLToPath(new URL("./site/", import.meta.url));
const KEY = "sk-Zx81+only/here-Qw27";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.ran = true"/>';
const GIF = Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1");
const PLACES = ["page", "worker"];

/** Builds a PNG whose header claims ten thousand million pixels. */
function vast() {
  const png = plainPng(1, 1);
  png.writeUInt32BE(100_000, 16);
  png.writeUInt32BE(100_000, 20);
  return png;
}

const quoted = `no such key: ${KEY}; see https://h/?key=${encodeURIComponent(KEY)}`;

/** The service's behaviour, by the first segment of the path. */
const ANSWERS = {
  svg: () => answer(image(SVG, "image/svg+xml"), image(SVG), image(`\ufeff  ${SVG}`)),
  html: () => answer(image("<!doctype html><script>globalThis.ran = true</script>"), image("<html>", "text/html")),
  script: () => answer(image("globalThis.ran = true", "text/javascript"), image("%PDF-1.7", "application/pdf")),
  "svg-in-text": () => answer({ text: `![x](data:image/svg+xml;base64,${Buffer.from(SVG).toString("base64")})` }),
  polyglot: () => answer(image(Buffer.concat([GIF, Buffer.from(`<script>globalThis.ran = true</script>${SVG}`)]), "text/html")),
  vast: () => answer(image(vast())),
  good: () => answer({ text: "Here." }, image(plainPng(3, 2))),
  markup: () => ({
    body: JSON.stringify({
      candidates: [{ content: { parts: [{ text: "<img src=x onerror='ran=1'>" }, image(plainPng(3, 2))] }, finishReason: "<b>STOP" }],
      modelVersion: "<img src=x onerror='ran=1'>",
    }),
  }),
  quoting: () => ({ status: 400, body: JSON.stringify({ error: { message: quoted, code: KEY, details: [{ [KEY]: quoted }] } }) }),
  "quoting-page": () => ({ status: 502, type: "text/html", body: `<title>${"x ".repeat(88)}${KEY}</title>` }),
  "quoting-stream": () => ({ type: "text/event-stream", body: `data: {"candidates":[]}\n\n{"error":{"message":${JSON.stringify(quoted)}}}` }),
  "quoting-words": () => answer({ text: quoted }),
  "quoting-stop": () => ({ body: JSON.stringify({ candidates: [{ content: { parts: [{ text: quoted }] }, finishReason: KEY, finishMessage: quoted }] }) }),
  "quoting-hosted": () => answer({ text: quoted }, { fileData: { fileUri: `http://10.0.0.1/${KEY}.png` } }),
  "quoting-picture": () => answer({ text: quoted }, image(plainPng(3, 2))),
  "quoting-id": () => ({ status: 500, body: "", headers: { "x-request-id": KEY, "access-control-expose-headers": "*" } }),
  polluting: () => ({
    status: 400,
    body: `{"error":{"message":"no","details":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}}`,
  }),
  many: () => ({ body: JSON.stringify({ models: Array.from({ length: 40_000 }, (_, at) => ({ name: `models/m${at}${at % 100 ? "" : "-image"}` })) }) }),
  "quoting-models": () => ({ body: JSON.stringify({ models: [{ name: `models/${KEY}` }, { name: "models/x", displayName: quoted }, { name: "models/y" }] }) }),
  endless: () => ({ body: '{"models":[', rest: neverDone('{"name":"models/x"},', 8) }),
  "polluting-usage": () => ({ body: `{"usageMetadata":{"__proto__":{"polluted":1}},${answer(image(plainPng(3, 2))).body.slice(1)}` }),
};

let site, hostile, other;
before(async () => {
  const png = plainPng(3, 2);
  other = await serveHostile({ stolen: () => ({}), file: () => ({ type: "image/png", body: png }) });
  const hosted = (name) => ({ fileData: { fileUri: `http://127.0.0.1:${hostile.port}/${name}/1.png` } });
  const to = (url) => () => ({ status: 307, headers: { location: `${url}/stolen` } });
  hostile = await serveHostile({
    ...ANSWERS,
    redirect: to(other.url),
    "redirect-home": to(`http://localhost:${other.port}`),
    // Another name of this machine, so for the page it is a private address that is not the service's.
    private: () => answer({ fileData: { fileUri: `http://localhost:${other.port}/hosted.png` } }),
    disguised: () => answer({ fileData: { fileUri: `http://0x7f.0.0.2:${other.port}/hosted.png` } }, { text: `![x](http://[::1]:${other.port}/hosted.png)` }),
    file: () => ({ type: "image/png", body: png }),
    "file-slow": () => ({ type: "image/png", body: png.subarray(0, 20), rest: neverDone("", 0) }),
    "file-endless": () => ({ type: "image/png", body: png, rest: neverDone("\0", 200) }),
    "file-vast": () => ({ type: "image/png", body: png, headers: { "content-length": 1 << 30 }, rest: neverDone("", 0) }),
    hosted: () => answer(hosted("file")),
    "hosted-slow": () => answer(hosted("file-slow")),
    "hosted-endless": () => answer(hosted("file-endless")),
    "hosted-vast": () => answer(hosted("file-vast")),
    "hosted-some": () => answer(hosted("file"), hosted("file-slow"), hosted("file")),
    "hosted-hundred": () => answer(...Array.from({ length: 100 }, () => hosted("file"))),
    // The service's own host with another port, where another service listens, and with another scheme.
    "other-port": () => answer({ fileData: { fileUri: `${other.url}/file/1.png` } }, { text: `![x](https://127.0.0.1:${hostile.port}/file/2.png)` }),
    scripted: () => answer({ fileData: { fileUri: "javascript:ran=1" } }, { inlineData: {}, url: "data:text/html,<script>ran=1</script>" }, { text: "![x](javascript:ran=1) ![x](file:///etc/passwd) ![x](blob:x)" }),
    "hosted-redirect": () => answer({ fileData: { fileUri: `http://127.0.0.1:${hostile.port}/redirect/1.png` } }),
  });
  site = await startSite(SITE);
});
after(() => Promise.all([site?.close(), hostile?.close(), other?.close()]));

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => (page = await site.open(launch)));
    after(() => page?.close());

    const call = (path, options, rest) =>
      page.evaluate("(given) => cases.call(given)", { ...rest, options: { baseUrl: `${hostile.url}/${path}`, apiKey: KEY, ...options } });
    const ran = () => page.evaluate("() => globalThis.ran === undefined && document.querySelectorAll('img, b, script[src]').length === 0");

    test("nothing but raster images becomes a Blob", async () => {
      for (const place of PLACES) {
        for (const path of ["svg", "html", "script"]) assert.equal((await call(path, {}, { place })).code, "malformed-response", path);
        const spoken = await call("svg-in-text", {}, { place });
        assert.equal(spoken.code, "no-image");
        const { images } = await call("polyglot", {}, { place });
        assert.deepEqual(images.map(({ type, served }) => [type, served]), [["image/gif", "image/gif"]]);
      }
      assert.ok(await ran());
    });

    test("markup in an answer is text, and touches nothing of the page", async () => {
      const { text, finishReason } = await call("markup");
      assert.deepEqual([text, finishReason], ["<img src=x onerror='ran=1'>", "<b>STOP"]);
      assert.ok(await ran());
    });

    test("a picture that claims to be vast is none, and is not decoded", async () => {
      for (const place of PLACES) assert.equal((await call("vast", {}, { place })).code, "malformed-response");
    });

    test("a key that the service quotes is in no error, log, storage, message or address", async () => {
      const before = hostile.seen.length;
      for (const place of PLACES) {
        for (const mode of ["whole", "stream", "models"]) {
          for (const path of ["quoting", "quoting-page", "quoting-stream", "quoting-words", "quoting-stop", "quoting-hosted", "quoting-id", "good"]) {
            const outcome = await call(path, { followRemoteImages: true }, { place, mode });
            if (mode !== "models") assert.equal(outcome.code === undefined, path === "good", `${place} ${mode} ${path}: ${outcome.shown}`);
            const shown = JSON.stringify(outcome) + (outcome.shown ?? "");
            assert.ok(!shown.includes("Zx81") && !shown.includes("sk-Zx"), `${place} ${mode} ${path}: ${shown}`);
          }
        }
      }
      const traces = await page.evaluate("() => cases.traces()");
      assert.ok(!traces.includes("Zx81"), traces);
      const seen = hostile.seen.slice(before);
      assert.ok(seen.some(({ headers }) => headers.authorization === `Bearer ${KEY}`), "the key was sent at all");
      for (const { headers, url } of seen) assert.ok(!`${headers.referer} ${url}`.includes("Zx81"));
    });

    test("the words of an answer with a picture reach the caller unchanged", async () => {
      for (const place of PLACES) {
        for (const mode of ["whole", "stream"]) assert.equal((await call("quoting-picture", {}, { place, mode })).text, quoted);
      }
    });

    test("a list of models that never ends is not read on", async () => {
      for (const place of PLACES) {
        const { code, message } = await call("endless", {}, { place, mode: "models" });
        assert.equal(code, "not-the-api", message);
      }
    });

    test("a long list of models is cut, and an entry that names the key is left out", async () => {
      for (const place of PLACES) {
        const { models, message } = await call("many", {}, { place, mode: "models" });
        assert.equal(models?.length, 2000, message);
        assert.equal(models.filter(({ makesImages }) => makesImages).length, 400);
        const clean = await call("quoting-models", {}, { place, mode: "models" });
        assert.deepEqual(clean.models.map(({ id }) => id), ["y"]);
      }
    });

    test("a hosted image that comes too slowly, or never ends, is not waited for", async () => {
      for (const place of PLACES) {
        const slow = await call("hosted-slow", { followRemoteImages: true, timeoutMs: 1500 }, { place });
        assert.equal(slow.code, "timeout", slow.message);
        assert.match(slow.message, /not there in time; raise timeoutMs/);
        // WebKit takes a minute for that many bytes on a busy machine.
        for (const path of browser === "WebKit" ? ["hosted-vast"] : ["hosted-vast", "hosted-endless"]) {
          const { code, message } = await call(path, { followRemoteImages: true }, { place });
          assert.equal(code, "no-image", message);
          assert.match(message, /at most 134217728 can be read/);
        }
        // Images that arrived in time are included; the others remain URLs.
        const { images, message } = await call("hosted-some", { followRemoteImages: true, timeoutMs: 1500 }, { place });
        assert.equal(images?.length, 1, message);
      }
    });

    test("no redirect carries key, prompt or pictures to another origin", async () => {
      const before = other.seen.length;
      for (const path of ["redirect", "redirect-home"]) {
        for (const place of PLACES) {
          for (const auth of ["bearer", "x-goog-api-key", "query"]) {
            for (const mode of ["whole", "stream", "models"]) {
              const { code, message } = await call(path, { auth, headers: { "x-own": KEY } }, { place, mode });
              assert.equal(code, "not-the-api", `${path} ${place} ${auth} ${mode}: ${message}`);
              assert.match(message, /redirect/);
            }
          }
        }
      }
      assert.deepEqual(other.seen.slice(before), []);
    });

    test("a hosted image is followed on request only, and never into a private network", async () => {
      const before = other.seen.length;
      for (const place of PLACES) {
        assert.equal((await call("hosted", {}, { place })).code, "no-image");
        for (const path of ["private", "other-port", "disguised", "scripted", "hosted-redirect"]) {
          const { code, message } = await call(path, { followRemoteImages: true }, { place });
          assert.equal(code, "no-image", `${path}: ${message}`);
        }
      }
      assert.deepEqual(other.seen.slice(before), []);
      assert.ok(await ran());
    });

    test("a hosted image of the service itself is fetched without key, cookies or referrer", async () => {
      for (const place of PLACES) {
        const before = hostile.seen.length;
        const { images, message } = await call("hosted", { followRemoteImages: true }, { place });
        assert.deepEqual(images?.map(({ type, width }) => [type, width]), [["image/png", 3]], message);
        const { headers } = hostile.seen.slice(before).find(({ url }) => url.startsWith("/file/"));
        const { authorization, cookie, referer } = headers;
        assert.deepEqual([authorization, cookie, referer], [undefined, undefined, undefined]);
      }
    });

    test("of a hundred hosted images a bounded number is asked for", async () => {
      const before = hostile.seen.length;
      const { images, message } = await call("hosted-hundred", { followRemoteImages: true });
      assert.equal(images?.length, 64, message);
      assert.equal(hostile.seen.slice(before).filter(({ url }) => url.startsWith("/file/")).length, 64);
    });

    test("nothing that is sent or answered reaches a prototype", async () => {
      const json = `{"extra":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"generationConfig":{"__proto__":{"polluted":1}}}}`;
      for (const place of PLACES) {
        const options = { baseUrl: `${hostile.url}/good`, apiKey: KEY };
        const { code, inherited, message } = await page.evaluate("(given) => cases.callWithJson(given)", { place, options, json });
        assert.deepEqual([code, inherited], [undefined, []], message);
        assert.equal((await call("polluting", {}, { place })).isPolluted, false);
        assert.equal((await call("polluting-usage", {}, { place })).raw, '{"__proto__":{"polluted":1}}');
      }
      assert.deepEqual(await page.evaluate("() => cases.inherited()"), []);
    });

    test("options that another script put on every object are no options", async () => {
      const pollution = { auth: "query", headers: { "x-own": "1" }, extra: { store: true }, model: "other" };
      const options = { baseUrl: `${hostile.url}/good`, apiKey: KEY };
      const { code, message } = await page.evaluate("(given) => cases.callWhilePolluted(given)", { options, pollution });
      assert.equal(code, undefined, message);
      const { url, headers, body } = hostile.seen.at(-1);
      assert.deepEqual([url, headers["x-own"]], ["/good/v1beta/models/gemini-2.5-flash-image:generateContent", undefined]);
      assert.ok(!body.includes("store"));
    });
  });
}
