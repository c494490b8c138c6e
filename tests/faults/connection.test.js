// Requests without a response: each reaches the service once, no matter how and when its connection breaks. Also checks
// the referrer of a request, which is the page's origin.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../harness/browsers.js";
import { serve, unreachable } from "../harness/server.js";
import { ready, startSite } from "./harness.js";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
};
const PLACES = ["page", "worker"];
const MODES = ["whole", "stream"];
/** The connection failures after the whole request was read, and their delays in milliseconds. */
const DEATHS = [["close", 0], ["reset", 0], ["close", 50], ["reset", 50], ["close", 1000], ["close", 3000], ["reset", 3000]];

let site, service;
/**
 * Returns the maximum number of requests that one `fetch` makes. Firefox repeats a request itself if its connection
 * breaks after it counted as used, which a connection opened in advance does after 950 ms
 * (`nsHttpConnection::SetIsReusedAfter`).
 */
const mostOf = (browser) => (browser === "Firefox" ? 2 : 1);
/** Requests with a body, by path. */
const posts = new Map();
/** The referrer of each request except preflights, by path. */
const referrers = new Map();

before(async () => {
  site = await startSite();
  service = await serve(async (request, response) => {
    if (!request.url.startsWith("/service/")) return passOn(request, response);
    // Browsers themselves repeat a request on a reused connection that breaks, so the preflight's connection is closed.
    if (request.method === "OPTIONS") return response.writeHead(204, { ...CORS, connection: "close" }).end();
    const path = request.url.replace(/\/v1beta.*/, "");
    referrers.set(path, request.headers.referer);
    if (request.method === "POST") posts.set(path, (posts.get(path) ?? 0) + 1);
    for await (const _ of request);
    const [, , end, ms] = path.split("/");
    if (end === "close") return setTimeout(() => request.socket.destroy(), Number(ms));
    if (end === "reset") return setTimeout(() => request.socket.resetAndDestroy(), Number(ms));
    const allowed = end === "unreadable" ? {} : CORS;
    return response.writeHead(400, { ...allowed, "content-type": "application/json" }).end('{"error":{"message":"no"}}');
  });
});
after(() => Promise.all([site, service].map((server) => server?.close())));

/** Forwards requests of the page to its own origin. */
async function passOn(request, response) {
  const answer = await fetch(site.url + request.url.slice(1));
  const headers = { "content-type": answer.headers.get("content-type"), connection: "close" };
  response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
}

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => (page = await site.open(launch)));
    after(() => page?.close());

    const call = (baseUrls, options = {}) =>
      page.evaluate("(given) => cases.callEach(given)", { baseUrls, options: { retry: { baseDelayMs: 1 }, ...options } });

    test("a request whose connection dies is sent once, however soon it died", async () => {
      const baseUrls = Object.fromEntries(DEATHS.map(([end, ms]) => [`${end} ${ms}`, `${service.url}/service/${end}/${ms}/${browser}`]));
      const ended = await call(baseUrls);
      assert.equal(ended.length, DEATHS.length * PLACES.length * MODES.length);
      for (const { name, place, mode, path, error } of ended) {
        const what = `${name}, ${place}, ${mode}: ${error?.message}`;
        assert.deepEqual([error?.code, error?.retryable, error?.attempts], ["network", false, 1], what);
        assert.match(error.message, /may have been billed/, what);
        assert.ok(posts.get(path) >= 1 && posts.get(path) <= mostOf(browser), `${posts.get(path)} requests: ${what}`);
      }
    });

    test("an answer that the page may not read is not asked for again", async () => {
      for (const { path, error } of await call({ unreadable: `${service.url}/service/unreadable/0/${browser}` })) {
        assert.deepEqual([error.code, error.attempts, posts.get(path)], ["network", 1, 1]);
      }
    });

    test("a host that is not there is `network`, and a list of models is no bill", async () => {
      const nowhere = await unreachable();
      for (const { error } of await call({ nowhere })) assert.equal(error.code, "network");
      const { code, message, retryable } = await page.evaluate("(given) => cases.listModels(given)", { baseUrl: nowhere });
      assert.deepEqual([code, retryable], ["network", true]);
      assert.doesNotMatch(message, /billed/);
    });

    test("the referrer is the page's origin, whatever policy the page has, and never its path", async () => {
      const urlOf = (policy) => `${service.url}/service/no/${policy}/${browser}`;
      for (const policy of ["no-referrer", "unsafe-url", "same-origin"]) {
        await page.evaluate("(given) => cases.setReferrerPolicy(given)", policy);
        for (const { path, place, error } of await call({ [policy]: urlOf(policy) })) {
          assert.equal(error.code, "invalid-request");
          assert.equal(referrers.get(path), site.url, `${policy}, ${place}`);
        }
        const { code } = await page.evaluate("(given) => cases.listModels(given)", { baseUrl: `${urlOf(policy)}/list` });
        assert.equal(code, "invalid-request");
        assert.equal(referrers.get(new URL(`${urlOf(policy)}/list`).pathname), site.url, policy);
      }
      // With this policy, a proxy on the page's own origin would receive the full URL.
      await page.open(`${service.url}/`);
      await ready(page);
      await page.evaluate("() => cases.setReferrerPolicy('unsafe-url')");
      for (const { path, place } of await call({ own: "/service/no/own" })) {
        assert.equal(referrers.get(path), `${service.url}/`, place);
      }
    });
  });
}
