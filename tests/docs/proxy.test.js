// The README's proxy, started with Node as the README says, in front of the emulator.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { serve, unreachable } from "../harness/server.js";
import { block } from "./blocks.js";
import { SECRET, startHost } from "./host.js";

let host, Client;
before(async () => {
  host = await startHost();
  ({ Client } = await import(pathToFileURL(join(host.folder, "tintype/index.js")).href));
});
after(() => host?.close());

const clientOf = (proxy, options) => new Client({ baseUrl: proxy, auth: "none", ...options });

const JSON_POST = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

/** A test with the proxy in front of an upstream. */
function runs(name, what, upstreamOf, work) {
  test(`${name}: ${what}`, async () => {
    assert.ok(block(name));
    const upstream = await upstreamOf();
    const proxy = await host.startProxy(upstream.url);
    await work(proxy.url, upstream).finally(() => Promise.all([proxy.close(), upstream.close?.()]));
  });
}

const scenario = (name) => () => ({ url: `${host.emulator}/scenario/${name}` });

/** An upstream that keeps what it hears and sends it back, as careless services do. */
async function listener() {
  const heard = [];
  const server = await serve(async (request, response) => {
    const body = [];
    for await (const chunk of request) body.push(chunk);
    heard.push({ url: request.url, headers: request.headers, body: Buffer.concat(body).toString() });
    response.writeHead(429, { "content-type": "application/json", "retry-after": "7", "x-secret": SECRET });
    response.end(JSON.stringify({ error: { code: 429, message: "slow down", status: "RESOURCE_EXHAUSTED" } }));
  });
  return { ...server, heard };
}

runs("proxy.mjs", "adds the key and passes on what matters", listener, async (proxy, { heard }) => {
  const failed = clientOf(proxy, { retry: false }).generate({ prompt: "a red fox" });
  await assert.rejects(failed, (error) => {
    assert.equal(error.code, "rate-limited");
    assert.equal(error.retryAfterMs, 7000);
    return true;
  });
  assert.equal(heard.length, 1);
  assert.equal(heard[0].url, "/v1beta/models/gemini-2.5-flash-image:generateContent");
  assert.equal(heard[0].headers.authorization, `Bearer ${SECRET}`);
  assert.equal(JSON.parse(heard[0].body).contents[0].parts[0].text, "a red fox");
  const answer = await fetch(`${proxy}/v1beta/models/gemini-2.5-flash-image:generateContent`, JSON_POST);
  assert.equal(answer.status, 429);
  const said = JSON.stringify([...answer.headers]) + (await answer.text());
  assert.equal(said.includes(SECRET), false);
});

runs("proxy.mjs", "asks for nothing that is not on its list", listener, async (proxy, { heard }) => {
  const client = clientOf(proxy, { retry: false });
  const failed = client.generate({ prompt: "a red fox", model: "gemini-3-pro-image" });
  await assert.rejects(failed, ({ code }) => code === "model-not-found");
  const paths = ["/v1beta/models", "/v1beta/models/gemini-2.5-flash-image:countTokens", "/../secret", "/v1beta/files"];
  for (const path of paths) assert.equal((await fetch(proxy + path, JSON_POST)).status, 404, path);
  assert.equal((await fetch(`${proxy}/v1beta/models/gemini-2.5-flash-image:generateContent`)).status, 404);
  assert.deepEqual(heard, []);
});

runs("proxy.mjs", "streams: the picture's bytes come before its end", scenario("stall"), async (proxy) => {
  const controller = new AbortController();
  const phases = [];
  const onProgress = ({ phase, receivedBytes }) => {
    phases.push(phase);
    // The upstream stops half-way for ever: what is here was passed on as it came.
    if (receivedBytes > 0) controller.abort();
  };
  const failed = clientOf(proxy).generate({ prompt: "a red fox", onProgress, signal: controller.signal });
  await assert.rejects(failed, ({ code }) => code === "aborted");
  assert.ok(phases.includes("receiving"));
});

runs("proxy.mjs", "a whole stream", scenario("words-around"), async (proxy) => {
  const events = [];
  for await (const { type } of clientOf(proxy).stream({ prompt: "a red fox" })) events.push(type);
  assert.ok(events.includes("text") && events.includes("image"), events.join());
});

const nowhere = async () => ({ url: await unreachable() });

runs("proxy.mjs", "a service that is not there, or is no service, is `server`", nowhere, async (proxy) => {
  await assert.rejects(clientOf(proxy).generate({ prompt: "a red fox" }), ({ status, code, attempts }) => {
    assert.deepEqual([status, code, attempts], [502, "server", 1]);
    return true;
  });
});

runs("proxy.mjs", "a page instead of an answer is `server`, and is not asked for again", scenario("html-login"), async (proxy) => {
  const failed = clientOf(proxy).generate({ prompt: "a red fox" });
  await assert.rejects(failed, ({ status, code, attempts }) => status === 502 && code === "server" && attempts === 1);
});

const reader = () => serve((request) => request.resume());

runs("proxy.mjs", "a request over the limit is `too-large`", reader, async (proxy) => {
  const failed = clientOf(proxy).generate({ prompt: "a red fox ".repeat(2_600_000) });
  await assert.rejects(failed, ({ status, code }) => status === 413 && code === "too-large");
});

/** An upstream that never answers, and says when it is asked and when it is left. */
async function patient() {
  let ask, leave;
  const isAsked = new Promise((resolve) => (ask = resolve));
  const isLeft = new Promise((resolve) => (leave = resolve));
  const server = await serve((request, response) => {
    request.resume();
    response.on("close", leave);
    ask();
  });
  return { ...server, isAsked, isLeft };
}

runs("proxy.mjs", "whoever leaves ends the request at the service too", patient, async (proxy, { isAsked, isLeft }) => {
  const controller = new AbortController();
  const { signal } = controller;
  const failed = assert.rejects(clientOf(proxy).generate({ prompt: "a red fox", signal }), ({ code }) => code === "aborted");
  await isAsked;
  controller.abort();
  await failed;
  await isLeft;
});
