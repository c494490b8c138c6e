// Conversations as streams, and the HTTP details of a result, with the package's sandbox as the service.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { installPackage } from "../../harness/install.js";

let installed, tintype, sandboxFetch;
before(async () => {
  installed = await installPackage();
  const consumer = join(installed.folder, "conversation-consumer.js");
  await writeFile(consumer, 'export * from "tintype";\nexport { sandboxFetch } from "tintype/sandbox";\n');
  ({ sandboxFetch, ...tintype } = await import(pathToFileURL(consumer).href));
});
after(() => installed?.remove());

/** Creates a client of the sandbox and records the bodies that it sends. */
function watched(scenario) {
  const bodies = [];
  const fetch = async (request) => {
    bodies.push(await request.clone().json().catch(() => undefined));
    return sandboxFetch({ scenario })(request);
  };
  return { client: new tintype.Client({ apiKey: "sandbox", fetch, retry: false }), bodies };
}

const roles = ({ contents }) => contents.map(({ role }) => role);

test("a streamed turn belongs to the conversation, like one that came whole", async () => {
  const { client, bodies } = watched();
  const chat = client.chat();
  const kinds = [];
  for await (const { type } of chat.stream({ prompt: "a fox" })) kinds.push(type);
  assert.ok(kinds.includes("image"), `${kinds}`);
  assert.equal(chat.turns.length, 1);
  const { image } = await chat.stream({ prompt: "make it red" }).result();
  await chat.send({ prompt: "and bigger" });
  assert.deepEqual([image.mimeType, chat.turns.length], ["image/png", 3]);
  assert.deepEqual(bodies.map(roles), [["user"], ["user", "model", "user"], ["user", "model", "user", "model", "user"]]);
  const drawn = bodies[1].contents[1].parts.filter(({ inlineData }) => inlineData);
  assert.equal(drawn.length, 1);
});

test("turns wait for the one before, streamed or not", async () => {
  const { client, bodies } = watched();
  const chat = client.chat();
  const outcomes = [chat.stream({ prompt: "one" }).result(), chat.send({ prompt: "two" }), chat.stream({ prompt: "three" }).result()];
  await Promise.all(outcomes);
  assert.deepEqual(bodies.map((body) => roles(body).length), [1, 3, 5]);
});

test("a stream that is left or fails leaves no turn behind", async () => {
  const { client } = watched();
  const chat = client.chat();
  const stream = chat.stream({ prompt: "a fox" });
  for await (const _ of stream) break;
  await assert.rejects(stream.result(), { code: "aborted" });
  assert.equal(chat.turns.length, 0);
  const failing = watched("cut").client.chat();
  await assert.rejects(failing.stream({ prompt: "a fox" }).result(), { name: "TintypeError" });
  assert.equal(failing.turns.length, 0);
  await chat.send({ prompt: "a hare" });
  assert.equal(chat.turns.length, 1);
});

test("an outcome has status, id and headers of its response, in a stream too", async () => {
  const answered = async (request) => {
    const { body, headers } = await sandboxFetch()(request);
    const more = { ...Object.fromEntries(headers), "x-request-id": "r-7", "x-ratelimit-remaining": "3" };
    return new Response(body, { status: 200, headers: more });
  };
  const client = new tintype.Client({ apiKey: "sandbox", fetch: answered });
  for (const { response } of [await client.generate({ prompt: "a fox", n: 2 }), await client.stream({ prompt: "a fox" }).result()]) {
    assert.ok(response.headers instanceof Headers);
    assert.deepEqual([response.status, response.requestId, response.headers.get("x-ratelimit-remaining")], [200, "r-7", "3"]);
  }
});

test("a header that quotes the key does not show it", async () => {
  const key = "sk-quoted-by-the-service";
  const fetch = async (request) => {
    const { body } = await sandboxFetch()(request);
    return new Response(body, { headers: { "x-echo": `Bearer ${key}` } });
  };
  const { response } = await new tintype.Client({ apiKey: key, fetch }).generate({ prompt: "a fox" });
  assert.ok(!response.headers.get("x-echo").includes(key), response.headers.get("x-echo"));
});

test("the list of models says which are to end, and what takes their place", async () => {
  const models = await watched().client.models();
  const of = (id) => models.find((model) => model.id === id);
  assert.deepEqual([of("gemini-3.1-flash-image").state, of("gemini-3.1-flash-image").replacement], ["deprecated", "gemini-nano-banana-2.1"]);
  const newest = of("gemini-nano-banana-2.1");
  assert.deepEqual([newest.state, newest.replacement, newest.thinkingLevels], ["current", undefined, ["MINIMAL", "MEDIUM", "HIGH"]]);
  assert.deepEqual(newest.prices, { input: 1.5, text: 7.5, image: 30, flexImage: 15, query: 0.014 });
  assert.deepEqual([of("gemini-2.5-flash-image").state, of("gemini-2.5-flash").state], ["closed", undefined]);
});

test("a deprecated model is a warning, once for all requests of a call", async () => {
  const { client, bodies } = watched();
  const { warnings } = await client.generate({ prompt: "a fox", model: "gemini-3.1-flash-image", n: 2, store: false, serviceTier: "flex" });
  assert.deepEqual(warnings.map(({ code }) => code), ["model-deprecated"]);
  assert.match(warnings[0].message, /use gemini-nano-banana-2\.1/);
  assert.deepEqual(bodies.map(({ store, serviceTier }) => [store, serviceTier]), [[false, "flex"], [false, "flex"]]);
});
