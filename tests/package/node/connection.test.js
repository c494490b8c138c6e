// Requests without a response outside browsers. Node reports the cause, so requests that were never sent are retried.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { installPackage } from "../../harness/install.js";
import { serve, unreachable } from "../../harness/server.js";

let installed, service, Client, posts;

before(async () => {
  installed = await installPackage();
  ({ Client } = await import(pathToFileURL(join(installed.folder, "node_modules/tintype/index.js")).href));
  service = await serve(async (request) => {
    posts += 1;
    for await (const _ of request);
    const [, end, ms] = request.url.split("/");
    setTimeout(() => (end === "close" ? request.socket.destroy() : request.socket.resetAndDestroy()), Number(ms));
  });
});
after(() => Promise.all([installed?.remove(), service?.close()]));

const MODES = {
  whole: (client) => client.generate({ prompt: "a boat" }),
  stream: (client) => client.stream({ prompt: "a boat" }).result(),
};
const clientOf = (baseUrl, options) => new Client({ baseUrl, apiKey: "sk-secret-key", retry: { baseDelayMs: 1 }, ...options });
const failed = (work) => work.then(() => assert.fail("it succeeded"), (error) => error);

test("a connection that is refused, and a name that is not found, are tried again and keep fetch's cause", async () => {
  for (const [baseUrl, code] of [[await unreachable(), "ECONNREFUSED"], ["http://no-such-host.invalid", "ENOTFOUND"]]) {
    for (const [mode, call] of Object.entries(MODES)) {
      const error = await failed(call(clientOf(baseUrl)));
      // A machine without a resolver reports another code.
      assert.ok([code, "EAI_AGAIN"].includes(error.cause?.code), `${mode}: ${error.cause}`);
      assert.ok(error.cause instanceof Error);
      assert.deepEqual([error.code, error.retryable, error.attempts], ["network", true, 3], mode);
      assert.ok(error.message.includes(error.cause.message), error.message);
      assert.doesNotMatch(error.message, /CORS|browser|billed/i);
    }
  }
});

test("a connection that dies after the request is not tried again, however soon it died", async () => {
  for (const end of ["close/0", "reset/0", "close/50", "close/1500"]) {
    for (const [mode, call] of Object.entries(MODES)) {
      posts = 0;
      const error = await failed(call(clientOf(`${service.url}/${end}`)));
      assert.deepEqual([error.code, error.retryable, error.attempts, posts], ["network", false, 1, 1], `${end} ${mode}`);
      assert.match(error.message, /may have been billed/);
      assert.doesNotMatch(error.message, /CORS|browser/i);
      assert.match(error.cause.code, /UND_ERR_SOCKET|ECONNRESET/);
    }
  }
});

test("of several requests each has its own cause, and a list of models is no bill", async () => {
  const error = await failed(clientOf(await unreachable()).models());
  assert.deepEqual([error.code, error.retryable, error.cause.code], ["network", true, "ECONNREFUSED"]);
  assert.doesNotMatch(error.message, /billed/);
  const seen = [];
  const fetch = async (request) => {
    seen.push(request);
    if (seen.length === 1) return new Response('{"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}]}');
    throw Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(`at ${request.headers.get("authorization")}`), { code: "E_OWN" }) });
  };
  const { failures } = await clientOf("http://service.test", { fetch, retry: false }).generate({ prompt: "a boat", n: 2, modalities: ["TEXT"] });
  assert.equal(failures[0].cause.code, "E_OWN");
  assert.ok(!JSON.stringify([failures[0].message, failures[0].cause.message]).includes("sk-secret-key"));
});

test("a transport that fails within the task that calls it has sent nothing, and is tried again", async () => {
  let calls = 0;
  const at = (fail) => async () => ((calls += 1), fail());
  for (const fail of [() => Promise.reject(new TypeError("no")), () => { throw "no"; }]) {
    calls = 0;
    const error = await failed(clientOf("http://service.test", { fetch: at(fail) }).generate({ prompt: "a boat" }));
    assert.deepEqual([error.code, error.retryable, error.attempts, calls], ["network", true, 3, 3]);
  }
  calls = 0;
  const later = () => new Promise((_, reject) => setTimeout(() => reject(new TypeError("no")), 0));
  const error = await failed(clientOf("http://service.test", { fetch: at(later) }).generate({ prompt: "a boat" }));
  assert.deepEqual([error.code, error.retryable, error.attempts, calls], ["network", false, 1, 1]);
});
