// The options of `createProxy`, between the client and a service of the test, all in one process.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { pathToFileURL } from "node:url";

import { installPackage } from "../harness/install.js";
import { encodePng } from "../harness/png.js";

const SECRET = "sk-known-to-the-proxy-alone/+1";
const SITE = "https://site.example/api";
const ADDRESS = `${SITE}/v1beta/models/gemini-2.5-flash-image:generateContent`;
const PICTURE = {
  candidates: [{ finishReason: "STOP", content: { parts: [{ inlineData: { mimeType: "image/png", data: encodePng(8, 8).toString("base64") } }] } }],
};

let installed, createProxy, Client;
/** The requests to the service, and its response. */
let requests, answer;
const { fetch } = globalThis;

before(async () => {
  installed = await installPackage();
  const load = (path) => import(pathToFileURL(join(installed.folder, "node_modules/tintype", path)).href);
  [{ createProxy }, { Client }] = await Promise.all([load("proxy/index.js"), load("index.js")]);
  globalThis.fetch = async (address, init) => {
    const request = { address: String(address), headers: new Headers(init.headers), redirect: init.redirect, signal: init.signal };
    requests.push(request);
    request.body = await new Response(init.body).text();
    return answer(request);
  };
});
after(() => {
  globalThis.fetch = fetch;
  return installed?.remove();
});
beforeEach(() => {
  requests = [];
  answer = () => Response.json(PICTURE);
});

const JSON_TYPE = { "content-type": "application/json" };
const post = (proxy, { address = ADDRESS, headers = {}, body = "{}", ...rest } = {}, context) =>
  proxy(new Request(address, { method: "POST", headers: { ...JSON_TYPE, ...headers }, body, duplex: "half", ...rest }), context);

/** Creates a client whose `fetch` calls the proxy directly. */
const clientOf = (proxy, options) => new Client({ baseUrl: SITE, auth: "none", retry: false, fetch: (request) => proxy(request), ...options });
const failureOf = (promise) => promise.then(() => assert.fail("nothing failed"), (error) => error);

test("options that are wrong are refused when the proxy is made, and a missing key by each answer", async () => {
  for (const wrong of [
    { upstream: "ftp://x" }, { upstream: "/relative" }, { upstream: "https://name:word@x" }, { upstream: "https://x?key=1" }, { auth: "query" },
    { models: "gemini" }, { models: [1] }, { maxRequestBytes: 0 }, { maxRequestBytes: "1" }, { origins: ["*"] }, { origins: ["null"] },
    { origins: ["https://a.example/path"] }, { origins: ["a.example"] }, { authorize: true }, { limit: 3 }, { onFinish: "x" },
  ]) {
    const [name] = Object.keys(wrong);
    assert.throws(() => createProxy({ apiKey: SECRET, ...wrong }), (error) => error instanceof TypeError && error.message.startsWith(name), JSON.stringify(wrong));
  }
  for (const apiKey of [undefined, "", () => undefined, () => Promise.reject(new Error(SECRET)), "sk-with\nbreak"]) {
    const response = await post(createProxy({ apiKey }));
    assert.ok([500, 502].includes(response.status));
    assert.equal((await response.text()).includes(SECRET), false);
  }
  assert.deepEqual(requests, []);
});

test("the key goes in the one header that was chosen, to the address that was chosen", async () => {
  for (const [options, address, name, value] of [
    [{}, "https://api.tokaify.com/v1beta/models/gemini-2.5-flash-image:generateContent", "authorization", `Bearer ${SECRET}`],
    [{ auth: "x-goog-api-key", upstream: "https://generativelanguage.googleapis.com/" }, "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash-image:generateContent", "x-goog-api-key", SECRET],
    [{ upstream: new URL("https://relay.example/deep/v1") }, "https://relay.example/deep/v1beta/models/gemini-2.5-flash-image:generateContent", "authorization", `Bearer ${SECRET}`],
  ]) {
    requests = [];
    await clientOf(createProxy({ apiKey: () => SECRET, ...options })).generate({ prompt: "a red fox" });
    assert.deepEqual([requests[0].address, requests[0].redirect], [address, "manual"]);
    assert.deepEqual(Object.fromEntries(requests[0].headers), { "content-type": "application/json", [name]: value });
  }
  await post(createProxy({ apiKey: async (request) => request.headers.get("x-tenant") }), { headers: { "x-tenant": "of-a-tenant" } });
  assert.equal(requests.at(-1).headers.get("authorization"), "Bearer of-a-tenant");
});

test("models are served by exact name, in both versions, and no spelling leads elsewhere", async () => {
  const proxy = createProxy({ apiKey: SECRET, models: ["a", "tuned/b c"], upstream: "https://relay.example/x" });
  const status = async (path, init) => (await post(proxy, { address: `https://site.example${path}`, ...init })).status;
  assert.equal(await status("/v1beta/models/a:generateContent"), 200);
  assert.equal(await status("/any/mount/v1/models/tuned/b%20c:streamGenerateContent?alt=sse"), 200);
  assert.equal(await status("/v1/models/%61:streamGenerateContent"), 200);
  assert.deepEqual(requests.map(({ address }) => address.slice("https://relay.example/x".length)), [
    "/v1beta/models/a:generateContent", "/v1/models/tuned/b%20c:streamGenerateContent?alt=sse", "/v1/models/a:streamGenerateContent",
  ]);
  for (const path of ["A", "a%00", "a/../b", "tuned%2Fb", "b", "a%2f..%2fsecret", "gemini-2.5-flash-image"]) assert.equal(await status(`/v1/models/${path}:generateContent`), 404, path);
  for (const query of ["?key=x", "?alt=sse&key=x", "?alt=json", "?alt=sse#x?"]) assert.equal(await status(`/v1/models/a:generateContent${query}`), 404, query);
  assert.equal(requests.length, 3);
});

test("maxRequestBytes holds whatever the content length says", async () => {
  const proxy = createProxy({ apiKey: SECRET, maxRequestBytes: 1000 });
  const chunked = (length) => new ReadableStream({ pull: (controller) => (length-- > 0 ? controller.enqueue(new Uint8Array(100).fill(32)) : controller.close()) });
  assert.equal((await post(proxy, { body: chunked(10) })).status, 200);
  for (const [body, headers] of [["x".repeat(1001)], [chunked(11)], [chunked(11), { "content-length": "5" }], ["{}", { "content-length": "1001" }]]) {
    const response = await post(proxy, { body, headers });
    assert.equal(response.status, 413);
    assert.equal((await response.json()).error.status, "INVALID_ARGUMENT");
  }
  assert.ok(requests.slice(1).every(({ signal }) => signal.aborted));
});

test("pages of the proxy's own origin and of the list are served, by the headers that browsers set", async () => {
  const proxy = createProxy({ apiKey: SECRET, origins: ["https://page.example/", "capacitor://localhost"] });
  const statusOf = async (headers, address = ADDRESS) => (await post(proxy, { headers, address })).status;
  for (const headers of [
    {}, { "sec-fetch-site": "same-origin" }, { origin: "https://site.example" }, { origin: "https://page.example" },
    { origin: "https://page.example", "sec-fetch-site": "cross-site" }, { origin: "capacitor://localhost" },
  ]) assert.equal(await statusOf(headers), 200, JSON.stringify(headers));
  assert.equal(await statusOf({ origin: "https://site.example", host: "site.example" }, ADDRESS.replace("https://site.example", "http://127.0.0.1:3000")), 200, "TLS ends before it");
  for (const headers of [
    { origin: "null" }, { origin: "https://other.example" }, { origin: "https://page.example.other" }, { origin: "http://page.example" },
    { origin: "http://site.example" }, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { "sec-fetch-site": "none" },
    { origin: "https://site.example", "sec-fetch-site": "cross-site" }, { origin: "https://site.example:444" },
  ]) assert.equal(await statusOf(headers), 403, JSON.stringify(headers));
});

test("preflights are answered by the proxy, and every answer to a listed page can be read by it", async () => {
  const proxy = createProxy({ apiKey: SECRET, origins: ["https://page.example"], authorize: ({ headers }) => headers.get("x-session") === "1" });
  const preflight = (origin, wanted) =>
    proxy(new Request(ADDRESS, { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": wanted } }));
  const allowed = await preflight("https://page.example", "content-type,x-session");
  assert.equal(allowed.status, 204);
  const cors = Object.fromEntries([...allowed.headers].filter(([name]) => /^access|vary/.test(name)));
  assert.deepEqual(cors, {
    "access-control-allow-headers": "content-type,x-session", "access-control-allow-methods": "POST",
    "access-control-allow-origin": "https://page.example", "access-control-expose-headers": "retry-after, x-request-id, x-oneapi-request-id",
    "access-control-max-age": "600", vary: "origin",
  });
  assert.equal((await preflight("https://page.example", "a(b")).headers.get("access-control-allow-headers"), "content-type");
  const refused = await preflight("https://other.example", "content-type");
  assert.deepEqual([refused.status, refused.headers.get("access-control-allow-origin")], [403, null]);
  const page = { origin: "https://page.example" };
  for (const [init, status] of [[{ headers: { ...page, "x-session": "1" } }, 200], [{ headers: page }, 403], [{ headers: page, address: SITE }, 404]]) {
    const response = await post(proxy, init);
    assert.deepEqual([response.status, response.headers.get("access-control-allow-origin"), response.headers.get("vary")], [status, "https://page.example", "origin"]);
    assert.equal(response.headers.get("access-control-allow-credentials"), null);
  }
});

test("authorize decides before the upload is read, by a boolean or an answer of its own, and fails closed", async () => {
  const codeOf = (authorize, options) => failureOf(clientOf(createProxy({ apiKey: SECRET, authorize }), options).generate({ prompt: "a red fox" }));
  const { code, status } = await codeOf(() => false);
  assert.deepEqual([code, status], ["permission", 403]);
  assert.equal((await codeOf(async () => Response.json({ error: { code: 401, message: "Sign in.", status: "UNAUTHENTICATED" } }, { status: 401 }))).code, "auth");
  assert.equal((await codeOf(() => { throw new Error(SECRET); })).code, "server");
  for (const wrong of [undefined, "yes", 1, {}]) assert.equal((await codeOf(() => wrong)).code, "permission");
  assert.deepEqual(requests, []);
  const seen = [];
  const proxy = createProxy({ apiKey: SECRET, authorize: ({ headers, bodyUsed }, context) => seen.push([headers.get("x-session"), bodyUsed, context]) > 0 });
  await clientOf(proxy, { headers: { "x-session": "1" } }).generate({ prompt: "a red fox" });
  await post(proxy, {}, { params: {} });
  assert.deepEqual(seen, [["1", false, undefined], [null, false, { params: {} }]]);
  assert.equal(requests[0].headers.get("x-session"), null);
});

test("limit reaches the client with its delay, after authorize, and only for requests that would be served", async () => {
  const calls = [];
  const limit = () => calls.push("limit") && { ok: false, retryAfterMs: 1500 };
  const limited = createProxy({ apiKey: SECRET, limit, authorize: ({ headers }) => headers.get("x-session") !== "none" });
  const { code, retryAfterMs, retryable } = await failureOf(clientOf(limited).generate({ prompt: "a red fox" }));
  assert.deepEqual([code, retryable], ["rate-limited", true]);
  assert.ok(retryAfterMs === 1500 || retryAfterMs === 2000, `${retryAfterMs}`);
  await failureOf(clientOf(limited, { headers: { "x-session": "none" } }).generate({ prompt: "a red fox" }));
  await failureOf(clientOf(limited).generate({ prompt: "a red fox", model: "other" }));
  assert.deepEqual(calls, ["limit"]);
  for (const verdict of [undefined, null, { ok: "yes" }, { ok: false, retryAfterMs: NaN }]) {
    const response = await post(createProxy({ apiKey: SECRET, limit: async () => verdict }));
    assert.ok([429, 500].includes(response.status));
    assert.equal(response.headers.get("retry-after"), null);
  }
  assert.deepEqual(requests, []);
  await clientOf(createProxy({ apiKey: SECRET, limit: async () => ({ ok: true }) })).generate({ prompt: "a red fox" });
  assert.equal(requests.length, 1);
});

test("store: false is sent to Google whatever the page sends, and to no other service", async () => {
  const google = "https://generativelanguage.googleapis.com";
  const bodyOf = async (options, body) => {
    const { status } = await post(createProxy({ apiKey: SECRET, ...options }), { body });
    return status === 200 ? requests.at(-1).body : status;
  };
  const contents = '"contents":[{"parts":[{"text":"say \\"store\\": {\\\\"}],"store":true}]';
  for (const [sent, passed] of [
    [`{${contents}}`, `{${contents},"store":false}`],
    ["{}", '{"store":false}'],
    [`{"store":true,${contents}}`, `{"store":false,${contents}}`],
    [`{ "st\\u006fre" : {"a":["]"]} , ${contents} }`, `{ "store":false, ${contents} }`],
    [`{${contents},"store":null}\n`, `{${contents},"store":false}\n`],
  ]) assert.equal(await bodyOf({ upstream: google, store: false }, sent), passed, sent);
  for (const wrong of ["[]", "", "{", '"store"', '{"a":1}{"store":true}', '{a:1}', '{"a":1,}']) assert.equal(await bodyOf({ upstream: google, store: false }, wrong), 400, wrong);
  for (const options of [{ upstream: google }, { upstream: google, store: true }, { store: false }, { store: false, upstream: "https://googleapis.com.example" }]) {
    assert.equal(await bodyOf(options, `{"store":true}`), '{"store":true}', JSON.stringify(options));
  }
});

test("a key that the service quotes is in no answer, wherever it stands and however it is cut", async () => {
  const quoted = [SECRET, encodeURIComponent(SECRET)].join(" and ");
  answer = () => Response.json({ error: { code: 401, message: `bad key ${quoted}`, status: "X", details: [{ [SECRET]: quoted }] } }, { status: 401, headers: { "x-request-id": SECRET } });
  const failed = await post(createProxy({ apiKey: SECRET }));
  const text = JSON.stringify([...failed.headers]) + (await failed.text());
  assert.equal(failed.status, 401);
  for (const encoded of [SECRET, encodeURIComponent(SECRET)]) assert.equal(text.includes(encoded), false);
  // JSON may escape every character as `\u` and its code.
  answer = () => new Response(`{"error":{"code":400,"message":"\\u0073${SECRET.slice(1)}"}}`, { status: 400, headers: JSON_TYPE });
  assert.equal((await (await post(createProxy({ apiKey: SECRET }))).text()).includes(SECRET.slice(1)), false);
  const words = `{"text":"${SECRET}, sk-known, ${SECRET}${SECRET}"}`;
  for (let length = 1; length < 70; length += 1) {
    answer = () => new Response(chunksOf(words, length), { headers: JSON_TYPE });
    const whole = await (await post(createProxy({ apiKey: SECRET }))).text();
    assert.equal(whole, words.replaceAll(SECRET, "*".repeat(SECRET.length)), `in pieces of ${length}`);
  }
});

function chunksOf(text, length) {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({ pull: (controller) => (at < bytes.length ? controller.enqueue(bytes.slice(at, (at += length))) : controller.close()) });
}

test("an error that is too long or no JSON is replaced, with its status", async () => {
  for (const body of ["not json", "x".repeat(300_000), JSON.stringify({ a: "x".repeat(300_000) })]) {
    answer = () => new Response(body, { status: 503, headers: JSON_TYPE });
    const response = await post(createProxy({ apiKey: SECRET }));
    assert.deepEqual([response.status, (await response.json()).error.code], [503, 503]);
  }
});

test("onFinish is called once for each request that was sent, however it ended", async () => {
  const reports = [];
  const proxy = createProxy({ apiKey: SECRET, maxRequestBytes: 50_000, authorize: ({ headers }) => headers.get("x-session") !== "none", onFinish: (report) => reports.push(report) && assert.fail("ignored") });
  const ended = async (work) => {
    reports.length = 0;
    await work();
    assert.equal(reports.length, 1);
    const [{ elapsedMs, model, ...rest }] = reports;
    assert.ok(elapsedMs >= 0 && model === "gemini-2.5-flash-image");
    return rest;
  };
  const whole = JSON.stringify(PICTURE).length;
  assert.deepEqual(await ended(async () => (await post(proxy)).text()), { status: 200, requestBytes: 2, responseBytes: whole, aborted: false });
  assert.equal((await ended(() => post(proxy, { body: new Response("x".repeat(50_001)).body }))).status, 413);
  answer = () => Promise.reject(new TypeError("fetch failed"));
  assert.deepEqual(await ended(() => post(proxy)), { status: 502, requestBytes: 2, responseBytes: 0, aborted: false });
  answer = () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(3)) }), { headers: JSON_TYPE });
  const cancelled = await ended(async () => {
    const reader = (await post(proxy)).body.getReader();
    await reader.read();
    await reader.cancel();
  });
  assert.deepEqual(cancelled, { status: 200, requestBytes: 2, responseBytes: 3, aborted: true });
  assert.ok(requests.at(-1).signal.aborted);
  let isRequested = false;
  answer = ({ signal }) => {
    isRequested = true;
    return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  };
  const left = await ended(async () => {
    const controller = new AbortController();
    const answered = post(proxy, { signal: controller.signal });
    while (!isRequested) await new Promise((resolve) => setTimeout(resolve));
    controller.abort();
    await answered;
  });
  assert.deepEqual([left.status, left.aborted], [499, true]);
  reports.length = 0;
  await post(proxy, { headers: { "x-session": "none" } });
  await post(proxy, { address: SITE });
  assert.deepEqual(reports, []);
});
