// The client behind every proxy of docs/hide-the-key.md: pictures, streams, and failures with their error codes.

import assert from "node:assert/strict";
import { request as send } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { startEmulator } from "../harness/emulator.js";
import { serve } from "../harness/server.js";
import { GUIDE, NAMES } from "./pages.js";
import { SECRET, installProxies } from "./servers.js";

const SERVERS = ["proxy.mjs", "express.mjs", "hono.mjs", "deno.mjs", "bun.mjs", "worker.mjs"];

let installed, emulator, upstream, Client;
/** The service's response, set by each test. */
let answer;

before(async () => {
  [installed, emulator] = await Promise.all([installProxies(), startEmulator()]);
  ({ Client } = await import(pathToFileURL(join(installed.folder, "node_modules/tintype/index.js")).href));
  upstream = await serve((request, response) => answer(request, response));
});
after(async () => {
  await Promise.all([emulator, upstream].map((server) => server?.close()));
  await installed?.remove();
});

/** Forwards a request to the emulator in one of its scenarios. */
const scenario = (name) => (request, response) => {
  const passed = send(`${emulator.url}/scenario/${name}${request.url}`, { method: "POST", headers: request.headers }, (answered) => {
    response.writeHead(answered.statusCode, answered.headers);
    answered.pipe(response);
  });
  passed.on("error", () => response.destroy());
  response.on("close", () => passed.destroy());
  request.pipe(passed);
};

for (const name of SERVERS) {
  describe(name, () => {
    let proxy;
    const clientOf = (options) => new Client({ baseUrl: proxy.url, auth: "none", ...options });
    before(async () => (proxy = await installed.start(name, upstream.url)));
    after(() => proxy?.close());

    test("a picture, and nothing of the visitor's at the service but the body", async () => {
      const received = [];
      answer = (request, response) => {
        received.push(request.headers);
        scenario("words-around")(request, response);
      };
      const headers = { cookie: "session=1", authorization: "Bearer sk-of-the-visitor", "x-goog-api-key": "AIza-of-the-visitor", "x-own": "1", "x-forwarded-for": "1.2.3.4", referer: "http://page" };
      const { image, text } = await clientOf({ headers }).generate({ prompt: "a red fox" });
      assert.ok(image.width > 0 && text);
      const [{ authorization, ...rest }] = received;
      assert.equal(authorization, `Bearer ${SECRET}`);
      assert.equal(rest["content-type"], "application/json");
      const others = JSON.stringify(rest);
      for (const word of ["session=1", "of-the-visitor", "x-own", "1.2.3.4", "http://page"]) assert.equal(others.includes(word), false, word);
    });

    test("a whole stream", async () => {
      answer = scenario("words-around");
      const events = [];
      for await (const { type } of clientOf().stream({ prompt: "a red fox" })) events.push(type);
      assert.ok(events.includes("text") && events.includes("image"), events.join());
    });

    test("the bytes of a picture come before its end", async () => {
      // The emulator stops half-way, so any bytes received were forwarded as a stream.
      answer = scenario("stall");
      const controller = new AbortController();
      const { signal } = controller;
      const onProgress = ({ receivedBytes }) => receivedBytes > 0 && controller.abort();
      await assert.rejects(clientOf().generate({ prompt: "a red fox", onProgress, signal }), ({ code }) => code === "aborted");
    });

    test("an error of the service keeps its code and its delay, without the key that it quotes", async () => {
      answer = (request, response) => {
        request.resume();
        response.writeHead(429, { "content-type": "application/json", "retry-after": "7", "x-request-id": "r-1", "x-secret": SECRET });
        response.end(JSON.stringify({ error: { code: 429, message: `slow down, ${SECRET}`, status: "RESOURCE_EXHAUSTED" } }));
      };
      const failed = clientOf({ retry: false }).generate({ prompt: "a red fox" });
      await assert.rejects(failed, ({ code, retryAfterMs, requestId, message, details }) => {
        assert.deepEqual([code, retryAfterMs, requestId], ["rate-limited", 7000, "r-1"]);
        assert.equal(JSON.stringify([message, details]).includes(SECRET), false);
        return true;
      });
    });

    test("a model that is not on the list is `model-not-found`, and is not asked for", async () => {
      answer = () => assert.fail("the service was asked");
      const failed = clientOf({ retry: false }).generate({ prompt: "a red fox", model: "gemini-3-pro-image" });
      await assert.rejects(failed, ({ code, message }) => code === "model-not-found" && /gemini-2\.5-flash-image/.test(message));
    });

    test("a page instead of an answer is `server`, and is not asked for again", async () => {
      answer = scenario("html-login");
      await assert.rejects(clientOf().generate({ prompt: "a red fox" }), ({ status, code, attempts }) => {
        assert.deepEqual([status, code, attempts], [502, "server", 1]);
        return true;
      });
    });

    test("a request over the limit is `too-large`", async () => {
      answer = (request) => request.resume();
      const failed = clientOf().generate({ prompt: "a red fox ".repeat(2_600_000) });
      await assert.rejects(failed, ({ status, code }) => status === 413 && code === "too-large");
    });
  });
}

test("the Worker's own limit is rate-limited with its delay", async () => {
  answer = scenario("words-around");
  const proxy = await installed.start("worker.mjs", upstream.url, { isLimited: true });
  const client = new Client({ baseUrl: proxy.url, auth: "none", retry: false });
  const codes = [];
  // The limit counts per clock minute, so twice the limit and one more calls exceed it within one of two minutes.
  for (let call = 0; call < 41 && codes.length === 0; call += 1) {
    const failed = await client.generate({ prompt: "a red fox" }).then(() => undefined, (error) => error);
    if (failed) codes.push([failed.code, failed.retryAfterMs]);
  }
  await proxy.close();
  assert.deepEqual(codes, [["rate-limited", 60_000]]);
});

test("every code block on the page is run here or in a page", async () => {
  const others = ["Hide the key", "page.js", "wrangler.jsonc"];
  assert.deepEqual(NAMES.filter((name) => ![...SERVERS, ...others].includes(name)), []);
  assert.equal(NAMES.length, GUIDE.match(/^```\w+$/gm).length);
});
