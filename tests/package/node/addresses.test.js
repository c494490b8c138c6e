// Endpoints other than the default service: a base URL with a version, a template and a function, with headers that
// expire, such as Firebase's App Check.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { serve } from "../../harness/server.js";

let installed, emulator, service, Client, seen;

before(async () => {
  [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  ({ Client } = await import(pathToFileURL(join(installed.folder, "node_modules/tintype/index.js")).href));
  service = await serve(async (request, response) => {
    const { "x-goog-api-key": key, "x-firebase-appcheck": token } = request.headers;
    seen.push({ url: request.url, key, token });
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = { "content-type": request.headers["content-type"] ?? "", ...(key && { "x-goog-api-key": key }) };
    const answer = await fetch(emulator.url + request.url, { method: request.method, headers, body: chunks.length > 0 ? Buffer.concat(chunks) : undefined });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "", ...(answer.status === 429 && { "retry-after": "0" }) });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
});
after(() => Promise.all([installed?.remove(), emulator?.close(), service?.close()]));

const MODEL = "gemini-2.5-flash-image";
const clientOf = (options) => new Client({ apiKey: "sk-test", auth: "x-goog-api-key", retry: { baseDelayMs: 1 }, ...options });

/** Returns the URLs that a call, a stream and a list request; each has to succeed. */
async function addressesOf(options) {
  seen = [];
  const client = clientOf(options);
  assert.equal((await client.generate({ prompt: "a boat" })).image.width, 1024);
  assert.equal((await client.stream({ prompt: "a boat" }).result()).image.width, 1024);
  assert.ok((await client.models()).length > 0);
  return seen.map(({ url }) => url);
}

const below = (path) => [`${path}/models/${MODEL}:generateContent`, `${path}/models/${MODEL}:streamGenerateContent?alt=sse`, `${path}/models?pageSize=1000`];

test("a base may end in a version", async () => {
  for (const version of ["/v1", "/v1/", "/v1beta", "/v1beta/models"]) {
    assert.deepEqual(await addressesOf({ baseUrl: service.url + version }), below(version.match(/^\/v1(beta)?/)[0]), version);
  }
});

test("a template says where model and method go, as in Firebase's and Vertex's paths", async () => {
  for (const path of ["/v1beta/projects/p", "/v1/projects/p/locations/global/publishers/google"]) {
    assert.deepEqual(await addressesOf({ baseUrl: `${service.url}${path}/models/{model}:{method}` }), below(path), path);
  }
});

test("a function gives the address of each call, a template or the whole of it", async () => {
  const project = `${service.url}/v1beta/projects/p`;
  assert.deepEqual(await addressesOf({ baseUrl: async () => `${project}/models/{model}:{method}` }), below("/v1beta/projects/p"));
  const whole = ({ model, method }) => new URL(method === "models" ? service.url : `${project}/models/${model}:${method}`);
  const [generate, stream] = below("/v1beta/projects/p");
  assert.deepEqual(await addressesOf({ baseUrl: whole }), [generate, stream, below("/v1beta")[2]]);
});

test("headers are asked for before every attempt, and the key goes beside them", async () => {
  seen = [];
  let tokens = 0;
  const headers = async () => ({ "X-Firebase-AppCheck": `token ${(tokens += 1)}` });
  const client = clientOf({ baseUrl: `${service.url}/scenario/recovers/app-check/v1beta/projects/p/models/{model}:{method}`, headers });
  assert.equal((await client.generate({ prompt: "a boat" })).image.width, 1024);
  assert.ok(seen.length > 1, "there was no second attempt");
  assert.deepEqual(seen.map(({ token }) => token), seen.map((_, at) => `token ${at + 1}`));
  assert.deepEqual([...new Set(seen.map(({ key }) => key))], ["sk-test"]);
});
