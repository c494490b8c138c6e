// The proxies of docs/hide-the-key.md between malicious clients and a malicious service. SECURITY.md names the threat
// that each test covers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { launchChromium, openPage } from "../harness/chromium.js";
import { serve } from "../harness/server.js";
import { SECRET, installProxies } from "./servers.js";

const PATH = "/v1beta/models/gemini-2.5-flash-image:generateContent";
const SCRIPT = "<!doctype html><script>document.title = 'ran'</script>";
const MEGABYTE = 1 << 20;
const OTHER_PATHS = [
  "/v1beta/models", "/v1beta/files", "/secret", "", `${PATH}/`, `${PATH}/../x`, `${PATH}?key=x`, `${PATH}?alt=sse`, `${PATH}%3Fkey=x`,
  PATH.replace("generateContent", "countTokens"), PATH.replace("image", "image%2f.."), PATH.replace("image", "image/../x"),
  PATH.replace("-image", "-image%0d%0ax:y"), PATH.replace("-image", "-image%"), PATH.replace("v1beta", "v2"),
  PATH.replace("gemini-2.5-flash-image", "gemini-3-pro-image"), PATH.replace("gemini-2.5-flash-image", ""), `${PATH}${"x".repeat(3000)}:generateContent`,
];
/** The default limit of the proxy. */
const MAX_BYTES = 25_000_000;

let installed, upstream, inner, proxy;
/** The service's response, set by each test. */
let answer;
const received = [];
const innerReceived = [];

before(async () => {
  installed = await installProxies();
  inner = await serve((request, response) => {
    innerReceived.push(request.url);
    response.writeHead(200, { "content-type": "application/json" }).end('{"secret":"of the inner network"}');
  });
  upstream = await serve((request, response) => {
    const entry = { url: request.url, headers: request.headers, bytes: 0, isCut: false };
    received.push(entry);
    request.on("data", (chunk) => (entry.bytes += chunk.length)).on("error", () => {});
    response.on("close", () => (entry.isCut = !response.writableFinished));
    answer(request, response);
  });
});
after(async () => {
  await Promise.all([upstream, inner].map((server) => server?.close()));
  await installed?.remove();
});

/** The tests, which run in each runtime; `only` restricts a test to one runtime where that is enough. */
const cases = [];
const every = (name, work, only) => cases.push({ name, work, only });

/** Creates a response of the service that waits for the whole request. */
const answering = (status, headers, body = "{}") => (request, response) => {
  request.on("end", () => response.writeHead(status, headers).end(body));
};

const JSON_TYPE = { "content-type": "application/json" };
const post = (init = {}) => fetch(proxy.url + PATH, { method: "POST", headers: JSON_TYPE, body: "{}", ...init });

/** Asserts that a response is an error in Google's JSON format, with the headers of every response. */
async function assertRefused(response, status) {
  assert.equal(response.status, status);
  assertSafe(response);
  assert.equal(response.headers.get("content-type"), "application/json");
  const { error } = await response.json();
  assert.equal(error.code, status);
  assert.ok(error.message && error.status);
}

function assertSafe({ headers }) {
  assert.equal(headers.get("x-content-type-options"), "nosniff");
  assert.equal(headers.get("cache-control"), "no-store");
}

async function waitFor(isTrue, what) {
  const end = Date.now() + 20_000;
  while (!isTrue()) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

every("an answer is JSON or events, or it is a 502", async () => {
  for (const [sent, passed] of [
    ["application/json", "application/json"],
    ["application/json; charset=utf-8", "application/json"],
    ["Application/JSON;charset=UTF-7", "application/json"],
    ["text/event-stream; charset=utf-8", "text/event-stream"],
  ]) {
    answer = answering(200, { "content-type": sent }, "{}");
    const response = await post();
    assert.deepEqual([response.status, response.headers.get("content-type"), await response.text()], [200, passed, "{}"], sent);
    assertSafe(response);
  }
  for (const headers of [
    { "content-type": "text/html" },
    { "content-type": "text/html; x=application/json" },
    { "content-type": "image/svg+xml" },
    { "content-type": "application/json-p, text/html" },
    { "content-type": "application/xhtml+xml" },
    { "content-type": "text/plain" },
    {},
  ]) {
    for (const status of [200, 400, 503]) {
      answer = answering(status, headers, SCRIPT);
      const response = await post();
      await assertRefused(response, 502);
    }
  }
  answer = answering(204, JSON_TYPE, "");
  await assertRefused(await post(), 502);
});

every("of the service's headers only those that the client reads are passed on", async () => {
  const own = { "set-cookie": "a=b", "x-secret": SECRET, "access-control-allow-origin": "*", "clear-site-data": '"*"', location: "/x", link: "</x>" };
  answer = answering(429, { ...JSON_TYPE, ...own, "cache-control": "public", "retry-after": "7", "x-request-id": "r1" });
  const response = await post();
  const names = [...response.headers.keys()].filter((name) => !/^(date|connection|keep-alive|transfer-encoding|content-length|content-encoding)$/.test(name));
  assert.deepEqual(names.sort(), ["cache-control", "content-type", "retry-after", "vary", "x-content-type-options", "x-request-id"]);
  assertSafe(response);
  assert.deepEqual([response.headers.get("retry-after"), response.headers.get("x-request-id")], ["7", "r1"]);
  assert.equal(received.at(-1).headers.cookie, undefined);
});

every("no redirect is followed into the proxy's own network", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    answer = answering(status, { ...JSON_TYPE, location: `${inner.url}/metadata` });
    await assertRefused(await post(), 502);
  }
  assert.deepEqual(innerReceived, []);
});

every("what is no JSON, no POST, on no list or from another site does not reach the service", async () => {
  answer = answering(200, JSON_TYPE);
  const before = received.length;
  const types = ["text/plain", "text/plain; application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp", ""];
  for (const type of types) await assertRefused(await post({ headers: { "content-type": type } }), 415);
  await assertRefused(await post({ headers: {}, body: new Uint8Array(2) }), 415);
  for (const site of ["cross-site", "same-site", "none"]) {
    await assertRefused(await rawPost({ "sec-fetch-site": site }), 403);
  }
  for (const method of ["GET", "PUT", "DELETE", "PATCH"]) await assertRefused(await fetch(proxy.url + PATH, { method, headers: JSON_TYPE }), 405);
  assert.equal((await fetch(proxy.url + PATH, { method: "HEAD" })).status, 405);
  assert.equal((await fetch(proxy.url + PATH, { method: "OPTIONS" })).status, 204);
  for (const path of OTHER_PATHS) await assertRefused(await fetch(proxy.url + path, { method: "POST", headers: JSON_TYPE, body: "{}" }), 404);
  assert.equal(received.length, before);
  // A content type with a charset is still JSON.
  assert.equal((await post({ headers: { "content-type": "Application/JSON; charset=utf-8" } })).status, 200);
  assert.equal((await rawPost({ "sec-fetch-site": "same-origin" })).status, 200);
});

/** Sends a request with headers that `fetch` forbids. */
async function rawPost(headers) {
  const { request } = await import("node:http");
  const answered = await new Promise((resolve, reject) => {
    request(proxy.url + PATH, { method: "POST", headers: { ...JSON_TYPE, ...headers } }, resolve).on("error", reject).end("{}");
  });
  const text = [];
  for await (const chunk of answered) text.push(chunk);
  return new Response(Buffer.concat(text), { status: answered.statusCode, headers: answered.headers });
}

every("a form of another site gets no script to run on the proxy's own", async () => {
  const { page, context, close } = await openChromium();
  const foreign = await serve((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>"));
  try {
    for (const type of ["text/html", undefined]) {
      answer = answering(200, type ? { "content-type": type } : {}, SCRIPT);
      for (const enctype of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
        const before = received.length;
        await page.goto(foreign.url.replace("127.0.0.1", "localhost"));
        const action = proxy.url.replace("localhost", "127.0.0.1") + PATH;
        const landed = page.waitForResponse((response) => response.url() === action);
        await page.evaluate(({ action, enctype }) => {
          const form = Object.assign(document.createElement("form"), { method: "post", action, enctype });
          form.append(Object.assign(document.createElement("input"), { name: '{"a":"', value: '"}' }));
          document.body.append(form);
          form.submit();
        }, { action, enctype });
        await landed;
        await page.waitForURL(action);
        assert.notEqual(await page.title(), "ran", `${type} ${enctype}`);
        assert.equal(received.length, before);
      }
    }
    // A page of the proxy's own origin that opens the service's response: the service cannot set its content type.
    answer = answering(200, { "content-type": "text/html" }, SCRIPT);
    const response = await post();
    assert.equal(response.headers.get("content-type"), "application/json");
  } finally {
    await context.close();
    await Promise.all([close(), foreign.close()]);
  }
}, "Node");

async function openChromium() {
  const browser = await launchChromium();
  return { ...(await openPage(browser)), close: () => browser.close() };
}

/** Creates a chunked body of this many megabytes, without a length. */
function chunks(megabytes) {
  const chunk = new Uint8Array(MEGABYTE).fill(32);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent >= megabytes) return controller.close();
      sent += 1;
      controller.enqueue(chunk);
    },
  });
}

async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

every("an upload over the limit ends there, with or without a content-length", async (runtime) => {
  answer = (request) => request.resume();
  // The other servers close the connection after the response. A client that is still writing may find it reset before
  // it reads the response, as undici does.
  if (runtime === "Node") await assertRefused(await post({ body: chunks(100), duplex: "half" }), 413);
  else await assertFloodRefused();
  const entry = received.at(-1);
  assert.ok(entry.bytes <= MAX_BYTES, `${entry.bytes} bytes reached the service`);
  await waitFor(() => entry.isCut, "the request to the service goes on");
  const whole = await post({ body: new Uint8Array(MAX_BYTES + 1).fill(32) });
  await assertRefused(whole, 413);
  answer = answering(200, JSON_TYPE);
  assert.equal((await post({ body: new Uint8Array(MAX_BYTES).fill(32) })).status, 200);
  assert.equal(received.at(-1).bytes, MAX_BYTES);
});

every("an upload without end is left, and uploads are not held in memory", async (runtime) => {
  answer = (request) => request.resume();
  const first = received.length;
  const before = await memoryOf(proxy.pid);
  const floods = Array.from({ length: 4 }, () => flood());
  await waitFor(() => received.length === first + 4 && received.slice(first).every(({ isCut }) => isCut), "the requests to the service go on");
  const grown = (await memoryOf(proxy.pid)) - before;
  assert.ok(received.slice(first).every(({ bytes }) => bytes <= MAX_BYTES));
  assert.ok(grown < 150 * MEGABYTE, `${Math.round(grown / MEGABYTE)} MB more`);
  for (const { hasStatus, socket, closed } of floods) {
    assert.match(await hasStatus, / 413 /);
    // The other servers stop reading, and close the connection after their own timeout.
    if (runtime !== "Node") socket.destroy();
    await closed;
  }
});

/** Starts an upload that never ends by itself. */
function flood() {
  const { hostname, port } = new URL(proxy.url);
  const socket = connect(port, hostname);
  socket.write(`POST /api${PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`);
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(MEGABYTE, " "), Buffer.from("\r\n")]);
  const write = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", write).on("error", () => {});
  const hasStatus = new Promise((resolve) => socket.once("data", (data) => resolve(data.toString())));
  const closed = new Promise((resolve) => socket.once("close", resolve));
  write();
  return { hasStatus, socket, closed };
}

async function assertFloodRefused() {
  const { hasStatus, socket, closed } = flood();
  const head = (await hasStatus).split("\r\n\r\n")[0];
  for (const line of [/^HTTP\/1\.1 413 /, /^content-type: application\/json$/im, /^x-content-type-options: nosniff$/im, /^cache-control: no-store$/im]) {
    assert.match(head, line);
  }
  socket.destroy();
  await closed;
}

every("a client that leaves ends the request to the service", async (runtime) => {
  let isWhole;
  answer = (request, response) => {
    if (runtime === "workerd") return trickle(response);
    isWhole = false;
    request.resume().on("end", () => (isWhole = true));
  };
  // A local workerd only notices that a client has disconnected when it writes.
  const moments = runtime === "workerd" ? [["{}", () => true]] : [["{}", () => isWhole], [endless(), () => received.at(-1).bytes >= MEGABYTE]];
  for (const [body, hasCome] of moments) {
    const controller = new AbortController();
    const before = received.length;
    const failed = assert.rejects(post({ body, duplex: "half", signal: controller.signal }).then((response) => response.text()));
    await waitFor(() => received.length > before && hasCome(), "nothing was asked");
    controller.abort();
    await failed;
    await waitFor(() => received.at(-1).isCut, "the request to the service goes on");
  }
});

/** Creates a body that stalls half-way and never ends. */
function endless() {
  const chunk = new Uint8Array(MEGABYTE).fill(32);
  return new ReadableStream({ start: (controller) => controller.enqueue(chunk) });
}

/** Sends a response byte by byte without ever ending it. */
function trickle(response) {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
}

every("a packed answer is unpacked", async () => {
  const text = JSON.stringify({ words: "x".repeat(100_000) });
  answer = answering(200, { ...JSON_TYPE, "content-encoding": "gzip" }, gzipSync(text));
  const response = await post();
  assert.equal(response.headers.get("content-encoding"), null);
  assert.equal(await response.text(), text);
});

every("a client that does not read holds the answer up, not the proxy's memory", async () => {
  let written = 0;
  answer = (request, response) => {
    response.writeHead(200, JSON_TYPE);
    const chunk = Buffer.alloc(MEGABYTE, " ");
    const write = () => {
      while (!response.destroyed && written < 300 && response.write(chunk)) written += 1;
      written += 1;
    };
    response.on("drain", write);
    write();
  };
  const { hostname, port } = new URL(proxy.url);
  const socket = connect(port, hostname);
  socket.pause();
  socket.write(`POST /api${PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
  await waitFor(() => written > 0, "nothing was answered");
  let last;
  while (last !== written) {
    last = written;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  assert.ok(written < 60, `${written} MB were read ahead`);
  socket.destroy();
  await waitFor(() => received.at(-1).isCut, "the service is still read");
});

every("a service that breaks off in mid-answer breaks the answer off", async (runtime) => {
  answer = (request, response) => {
    response.writeHead(200, JSON_TYPE).write('{"candidates":[');
    setTimeout(() => response.destroy(), 50);
  };
  const response = await post();
  assert.equal(response.status, 200);
  // workerd ends such a response as if it were complete; the client detects that by its incomplete JSON.
  if (runtime === "workerd") assert.equal(await response.text(), '{"candidates":[');
  else await assert.rejects(response.text());
  // The proxy keeps running.
  answer = answering(200, JSON_TYPE);
  assert.equal((await post()).status, 200);
});

for (const [runtime, name] of Object.entries({ Node: "proxy.mjs", Deno: "deno.mjs", Bun: "bun.mjs", workerd: "worker.mjs" })) {
  describe(runtime, () => {
    before(async () => (proxy = await installed.start(name, upstream.url)));
    after(() => proxy?.close());
    for (const { name, work, only = runtime } of cases) if (only === runtime) test(name, () => work(runtime));
  });
}
