// A device that goes offline before a request, during one and between two attempts, emulated by Chromium. A request
// that was never sent may be retried, but a request that may have arrived is not sent twice.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { launchChromium, openPage } from "../harness/chromium.js";
import { serve } from "../harness/server.js";
import { startService } from "../load/service.js";
import { ready, startSite } from "./harness.js";

// Browsers themselves repeat a request on a reused connection that breaks, so every connection is closed.
const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type", connection: "close" };
const CALLS = 4;
const RETRY = { attempts: 4, baseDelayMs: 200, maxDelayMs: 400 };

let site, well, service, browser, page, context;
/** Connections that wait for a response. */
const sockets = new Set();
/** Requests whose body was read, by path. */
const posts = new Map();
/** Answers a request, by default as a healthy service does. */
let answer;

before(async () => {
  [site, well] = await Promise.all([startSite(), startService(["tiny"])]);
  service = await serve(async (request, response) => {
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    for await (const _ of request);
    const path = request.url.replace(/\/v1beta.*/, "");
    posts.set(path, (posts.get(path) ?? 0) + 1);
    sockets.add(request.socket);
    return answer(request, response);
  });
  browser = await launchChromium();
  ({ context, page } = await openPage(browser));
  await page.goto(site.url);
  await ready({ evaluate: (work) => page.evaluate(`(${work})()`) });
  // The scripts of the worker and of the module are loaded before the device goes offline.
  assert.ok((await callEach("warm", `${well.url}/tiny`)).every(({ error }) => !error.code));
});
after(async () => {
  await browser?.close();
  await Promise.all([site, well, service].map((server) => server?.close()));
});
beforeEach(async () => {
  posts.clear();
  answer = answerWell;
  await context.setOffline(false);
});

async function answerWell(request, response) {
  const picture = await fetch(`${well.url}/tiny${request.url}`, { method: "POST", body: "{}" });
  response.writeHead(200, { ...CORS, "content-type": picture.headers.get("content-type") }).end(Buffer.from(await picture.arrayBuffer()));
}

const callEach = (name, baseUrl, options) =>
  page.evaluate(`cases.callEach(${JSON.stringify({ baseUrls: { [name]: baseUrl ?? `${service.url}/${name}` }, options: { retry: RETRY, ...options } })})`);

/** Goes offline and resets open connections, because Chromium's emulation leaves them open, unlike a lost network. */
async function loseNetwork() {
  await context.setOffline(true);
  sockets.forEach((socket) => socket.resetAndDestroy());
  sockets.clear();
}

/** Waits until every call of this name has reached a phase. */
const reached = (name, phase) =>
  page.waitForFunction(`cases.phases().filter((at) => at.path.startsWith("/${name}/") && at.phase === "${phase}").length >= ${CALLS}`, undefined, { polling: 20 });

test("a request that never left is retryable, and goes once the device is online again", async () => {
  await context.setOffline(true);
  for (const { place, mode, error } of await callEach("never", undefined, { retry: false })) {
    const actual = [error.code, error.retryable, error.attempts];
    assert.deepEqual(actual, ["network", true, 1], `${place} ${mode}: ${error.message}`);
    assert.match(error.message, /offline, and nothing was sent/);
    assert.doesNotMatch(error.message, /billed/);
  }
  assert.deepEqual([...posts], []);
  const calls = callEach("later", undefined, { retry: { attempts: 50, baseDelayMs: 200, maxDelayMs: 400 } });
  await reached("later", "retrying");
  await context.setOffline(false);
  for (const { path, place, mode, error } of await calls) {
    assert.equal(error.code, undefined, `${place} ${mode}: ${error.message}`);
    assert.equal(posts.get(path), 1, `${place} ${mode}`);
  }
});

test("a request that died after the upload is not sent again, though the device is online at once", async () => {
  const arrived = new Promise((resolve) => (answer = () => posts.size === CALLS && resolve()));
  const calls = callEach("uploaded");
  await arrived;
  await loseNetwork();
  const ended = await calls;
  await context.setOffline(false);
  for (const { path, place, mode, error } of ended) {
    assert.deepEqual([error.code, error.retryable, error.attempts], ["network", false, 1], `${place} ${mode}: ${error.message}`);
    assert.match(error.message, /may have been billed/);
    assert.equal(posts.get(path), 1, `${place} ${mode}`);
  }
});

test("an answer that the device's going offline cuts off is not asked for again", async () => {
  const begun = new Promise((resolve) => {
    answer = (_, response) => {
      response.writeHead(200, { ...CORS, "content-type": "text/event-stream" }).write('data: {"candidates":[{"content":{"role":"model","parts":[{"text":"Here"}]}}]}\n\n');
      if (posts.size === CALLS) resolve();
    };
  });
  const calls = callEach("begun");
  await begun;
  await reached("begun", "receiving");
  await loseNetwork();
  for (const { path, place, mode, error } of await calls) {
    assert.deepEqual([error.code, error.retryable], ["truncated-response", false], `${place} ${mode}: ${error.message}`);
    assert.equal(posts.get(path), 1, `${place} ${mode}`);
  }
});

test("a retry that meets an offline device is tried again, and reaches the service once more", async () => {
  answer = (request, response) => {
    if (posts.get(request.url.replace(/\/v1beta.*/, "")) > 1) return answerWell(request, response);
    return response.writeHead(503, { ...CORS, "content-type": "application/json" }).end('{"error":{"code":503,"message":"overloaded","status":"UNAVAILABLE"}}');
  };
  const calls = callEach("busy", undefined, { retry: { attempts: 50, baseDelayMs: 400, maxDelayMs: 500 } });
  await reached("busy", "retrying");
  await context.setOffline(true);
  await page.waitForFunction(`cases.phases().filter((at) => at.path.startsWith("/busy/") && at.phase === "retrying").length >= ${3 * CALLS}`);
  await context.setOffline(false);
  for (const { path, place, mode, error } of await calls) {
    assert.equal(error.code, undefined, `${place} ${mode}: ${error.message}`);
    assert.equal(posts.get(path), 2, `${place} ${mode}`);
  }
});
