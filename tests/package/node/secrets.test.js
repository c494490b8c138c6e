// Whatever of the package a caller can print shows no key, however the key was given.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { installPackage } from "../../harness/install.js";

const KEY = "sk-Zx81-only-here-Qw27";

let installed, tintype;
before(async () => {
  installed = await installPackage();
  const consumer = join(installed.folder, "secrets-consumer.js");
  await writeFile(consumer, 'export * from "tintype";\n');
  tintype = await import(pathToFileURL(consumer).href);
});
after(() => installed?.remove());

/** All ways of printing a value, its hidden members, getters and causes among them. */
function shown(value) {
  const texts = [String(value), JSON.stringify(value), inspect(value, { depth: 20, showHidden: true, getters: true, customInspect: true })];
  for (let cause = value; cause instanceof Error; cause = cause.cause) {
    texts.push(cause.message, cause.stack, ...Object.getOwnPropertyNames(cause).map((name) => inspect(cause[name], { depth: 20, showHidden: true })));
  }
  return texts.join("\n");
}

/** The ways in which a key comes to a client. */
const KEYED = {
  "a string": { apiKey: KEY },
  "the query": { apiKey: KEY, auth: "query" },
  "a function": { apiKey: async () => KEY },
  "an authorization header": { auth: "none", headers: { authorization: `Bearer ${KEY}` } },
  "a header of another name": { auth: "none", headers: new Headers({ "x-api-key": KEY }) },
  "a cookie": { auth: "none", headers: [["cookie", `session=${KEY}`]] },
  "the path of the base URL": { auth: "none", baseUrl: `https://service.invalid/${KEY}` },
  "the user name of the base URL": { auth: "none", baseUrl: new URL(`https://${KEY}@service.invalid/`) },
  "the query of the base URL": { auth: "none", baseUrl: `https://service.invalid/?key=${KEY}` },
  "the name of a header": { auth: "none", headers: { [`authorization: Bearer ${KEY}`]: "" } },
};

/** What services and transports do that quotes a key. */
const FETCHES = {
  "a refusal": async (request) => new Response(JSON.stringify({ error: { message: `${KEY} ${request.url}`, details: [{ [KEY]: KEY }] } }), { status: 401 }),
  "a page": async () => new Response(`<title>Cannot POST /${KEY}/v1beta</title>`, { status: 404 }),
  "a failure": async (request) => {
    throw new TypeError(`Failed to fetch ${request.url} with ${KEY}`, { cause: new Error(KEY) });
  },
  "no answer": async () => undefined,
};

/** Every object and every error that a client gives. */
async function everything(options) {
  const client = new tintype.Client({ ...options, retry: false });
  const chat = client.chat();
  const stream = client.stream({ prompt: "a lighthouse" });
  const settled = await Promise.allSettled([
    client.generate({ prompt: "a lighthouse" }),
    stream.result(),
    client.models(),
    chat.send({ prompt: "a lighthouse" }),
  ]);
  return { errors: settled.map(({ reason }) => reason), others: [client, chat, stream, await chat.toJSON(), chat.turns] };
}

test("no key is in anything that can be printed, however it was given", async (context) => {
  for (const [way, options] of Object.entries(KEYED)) {
    await context.test(way, async () => {
      for (const fetch of Object.values(FETCHES)) {
        const { errors, others } = await everything({ ...options, fetch });
        for (const error of errors) assert.ok(tintype.isTintypeError(error), inspect(error));
        for (const value of [...errors, ...others]) assert.ok(!shown(value).includes(KEY), shown(value));
      }
    });
  }
});
