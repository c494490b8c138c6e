// Hooks around the attempts of a call, with the package's sandbox as the service.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { installPackage } from "../../harness/install.js";

const KEY = "sk-only-for-the-service";

let installed, tintype, sandboxFetch;
before(async () => {
  installed = await installPackage();
  const consumer = join(installed.folder, "hooks-consumer.js");
  await writeFile(consumer, 'export * from "tintype";\nexport { sandboxFetch } from "tintype/sandbox";\n');
  ({ sandboxFetch, ...tintype } = await import(pathToFileURL(consumer).href));
});
after(() => installed?.remove());

/** Creates a client whose hooks record their arguments; `more` overrides some of these hooks. */
function noted(more = {}, options = {}) {
  const seen = { requests: [], responses: [], retries: [] };
  const hooks = {
    beforeRequest: (request) => void seen.requests.push(request),
    afterResponse: (response) => void seen.responses.push(response),
    beforeRetry: (retry) => void seen.retries.push(retry),
    ...more,
  };
  const client = new tintype.Client({ apiKey: KEY, fetch: sandboxFetch(), retry: { baseDelayMs: 1 }, ...options, hooks });
  return { client, seen };
}

const failing = (options) => sandboxFetch({ scenario: "overloaded", ...options });

test("hooks see each request without its key, and get the key when they ask", async () => {
  for (const auth of ["bearer", "x-goog-api-key", "query"]) {
    const { client, seen } = noted({}, { auth, headers: { "x-session": "7" } });
    await client.generate({ prompt: "a fox", n: 2 });
    assert.equal(seen.requests.length, 2, auth);
    for (const request of seen.requests) {
      assert.ok(!inspect(request, { depth: 9, showHidden: true, getters: true }).includes(KEY) && !JSON.stringify(request).includes(KEY));
      assert.deepEqual([request.method, request.headers.get("x-session"), request.apiKey()], ["POST", "7", KEY]);
      assert.match(request.url, /^https:\/\/.+:generateContent/);
    }
    assert.deepEqual(seen.responses.map(({ status, headers }) => [status, headers instanceof Headers]), [[200, true], [200, true]]);
    assert.ok(!inspect(seen.responses, { depth: 9, showHidden: true }).includes(KEY));
  }
});

test("a request without a key has none to give", async () => {
  const { client, seen } = noted({}, { apiKey: undefined, auth: "none", headers: { authorization: "Bearer sk-of-the-page" } });
  await client.generate({ prompt: "a fox" });
  assert.equal(seen.requests[0].apiKey(), "sk-of-the-page");
  assert.ok(!seen.requests[0].headers.has("authorization"));
});

test("a failed attempt is reported before the next one, with its error", async () => {
  const { client, seen } = noted({}, { fetch: failing(), retry: { attempts: 3, baseDelayMs: 1 } });
  await assert.rejects(client.generate({ prompt: "a fox" }), { code: "unavailable", attempts: 3 });
  assert.deepEqual(seen.retries.map(({ error, attempt }) => [tintype.isTintypeError(error), error.code, error.status, attempt]), [
    [true, "unavailable", 503, 2],
    [true, "unavailable", 503, 3],
  ]);
  assert.deepEqual([seen.requests.length, seen.responses.map(({ status }) => status)], [3, [503, 503, 503]]);
});

test("false before another attempt ends the call with the error of the last", async () => {
  for (const answer of [false, Promise.resolve(false)]) {
    const { client, seen } = noted({ beforeRetry: () => answer }, { fetch: failing() });
    await assert.rejects(client.generate({ prompt: "a fox" }), { code: "unavailable", attempts: 1 });
    assert.equal(seen.requests.length, 1);
  }
});

test("a hook is waited for", async () => {
  const order = [];
  const later = (name) => async () => {
    await new Promise((done) => setTimeout(done, 20));
    order.push(name);
  };
  const fetch = async (request) => {
    order.push("fetch");
    return sandboxFetch()(request);
  };
  const { client } = noted({ beforeRequest: later("before"), afterResponse: later("after") }, { fetch });
  await client.generate({ prompt: "a fox" });
  assert.deepEqual(order, ["before", "fetch", "after"]);
});

test("a hook that throws ends the call with what it threw, and nothing is tried again", async () => {
  for (const name of ["beforeRequest", "afterResponse", "beforeRetry"]) {
    const thrown = new Error(`${name} says no`);
    let sent = 0;
    const fetch = (request) => ((sent += 1), (name === "beforeRetry" ? failing() : sandboxFetch())(request));
    const { client } = noted({ [name]: () => Promise.reject(thrown) }, { fetch });
    const error = await client.generate({ prompt: "a fox" }).catch((reason) => reason);
    assert.deepEqual([error.code, error.cause, sent], ["aborted", thrown, name === "beforeRequest" ? 0 : 1], name);
  }
});

test("streams, conversations and lists of models have the same hooks", async () => {
  const { client, seen } = noted();
  await client.stream({ prompt: "a fox" }).result();
  await client.chat().send({ prompt: "a fox" });
  await client.models();
  assert.deepEqual(seen.requests.map(({ method, url }) => `${method} ${new URL(url).pathname.split(/[/:]/).at(-1)}`), [
    "POST streamGenerateContent",
    "POST generateContent",
    "GET models",
  ]);
});

test("invalid hooks are refused by name", async () => {
  for (const hooks of [7, "x", { beforeRequest: 1 }, { beforeRequests: () => {} }, [() => {}]]) {
    const client = new tintype.Client({ apiKey: KEY, fetch: sandboxFetch(), hooks });
    await assert.rejects(client.generate({ prompt: "a fox" }), { code: "invalid-options", field: "hooks" }, inspect(hooks));
  }
  const absent = { beforeRequest: undefined };
  await new tintype.Client({ apiKey: KEY, fetch: sandboxFetch(), hooks: absent }).generate({ prompt: "a fox" });
});
