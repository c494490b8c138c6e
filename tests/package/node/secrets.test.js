// Checks that no printable value of the package contains the key, however the caller passed it.

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

/** Prints a value in every form, including hidden members, getters and causes. */
function shown(value) {
  const texts = [String(value), JSON.stringify(value), inspect(value, { depth: 20, showHidden: true, getters: true, customInspect: true })];
  for (let cause = value; cause instanceof Error; cause = cause.cause) {
    texts.push(cause.message, cause.stack, ...Object.getOwnPropertyNames(cause).map((name) => inspect(cause[name], { depth: 20, showHidden: true })));
  }
  return texts.join("\n");
}

/** The ways to pass a key to a client. */
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

/** Encodings of a text that are equal once the URL or JSON is decoded. */
const ENCODINGS = {
  raw: (text) => text,
  "percent-encoded": (text) => text.replace(/[^A-Za-z0-9]/g, percent),
  "percent-encoded in every byte": (text) => text.replace(/./g, percent),
  "percent-encoded twice": (text) => text.replace(/./g, percent).replaceAll("%", "%25"),
  "escaped in JSON": (text) => text.replace(/./g, unicode),
  "escaped in JSON of JSON": (text) => text.replace(/./g, unicode).replaceAll("\\", "\\\\"),
  "percent-encoded and escaped": (text) => text.replace(/./g, percent).replaceAll("%", "\\u0025"),
};
const percent = (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
const unicode = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Decodes a text repeatedly until it does not change. */
function decoded(text) {
  const once = text
    .replace(/\\+u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\+/g, "");
  return once === text ? text : decoded(once);
}

/** Bodies of failed responses that quote a key in its encoded form. */
const BODIES = {
  "a message": (key) => `{"error":{"code":403,"message":"Key ${key} is not allowed.","status":"PERMISSION_DENIED"}}`,
  "a list": (key) => `[{"error":{"code":400,"message":"API key not valid: ${key}"}}]`,
  "details": (key) => `{"error":{"message":"no","details":[{"@type":"x.ErrorInfo","metadata":{"${key}":"${key}","deep":[[{"a":"?key=${key}"}]]}}]}}`,
  "an error in a message": (key) => `{"error":{"message":${JSON.stringify(`upstream error: {"error":{"message":"Key ${key} is suspended","details":[{"reason":"${key}"}]}}`)},"code":"bad_response_status_code"}}`,
  "an error in an error in a message": (key) => `{"error":{"message":${JSON.stringify(`{"error":{"message":${JSON.stringify(`{"error":{"message":"${key} expired"}}`)}}}`)}}}`,
  "a validation error": (key) => `{"detail":[{"loc":["header","${key}"],"msg":"bad key ${key}"}]}`,
  "a code": (key) => `{"error":{"message":"no","code":"${key}","type":"${key}"}}`,
  "a page": (key) => `<html><title>Cannot GET /v1beta/models?key=${key}</title></html>`,
  "plain words": (key) => `no such key: ${key}`,
  "events": (key) => `data: {"error":{"message":"${key}"}}\n\n`,
  "a list that is none": (key) => `{"${key}": "${key}"}`,
};

/** Responses of services and transports that quote a key. */
const FETCHES = {
  "a refusal": async (request) => new Response(JSON.stringify({ error: { message: `${KEY} ${request.url}`, details: [{ [KEY]: KEY }] } }), { status: 401 }),
  "a page": async () => new Response(`<title>Cannot POST /${KEY}/v1beta</title>`, { status: 404 }),
  "a failure": async (request) => {
    throw new TypeError(`Failed to fetch ${request.url} with ${KEY}`, { cause: new Error(KEY) });
  },
  "no answer": async () => undefined,
};

/** Collects every object and error that a client returns. */
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
  for (const [name, options] of Object.entries(KEYED)) {
    await context.test(name, async () => {
      for (const fetch of Object.values(FETCHES)) {
        const { errors, others } = await everything({ ...options, fetch });
        for (const error of errors) assert.ok(tintype.isTintypeError(error), inspect(error));
        for (const value of [...errors, ...others]) assert.ok(!shown(value).includes(KEY), shown(value));
      }
    });
  }
});

test("no failure of a call or of the list of models shows the key, in any encoding of its service", async (context) => {
  for (const [encoding, encode] of Object.entries(ENCODINGS)) {
    await context.test(encoding, async () => {
      for (const [kind, body] of Object.entries(BODIES)) {
        for (const status of [200, 400, 403, 404, 429, 500, 502]) {
          const fetch = async () => new Response(body(encode(KEY)), { status });
          const client = new tintype.Client({ apiKey: KEY, fetch, retry: false });
          for (const call of [() => client.models(), () => client.generate({ prompt: "x" }), () => client.stream({ prompt: "x" }).result()]) {
            const error = await call().then(() => undefined, (reason) => reason);
            // Skips calls that succeed: an empty list of models is valid, and so is a response with text.
            if (!error) continue;
            assert.ok(tintype.isTintypeError(error), inspect(error));
            // The text of a valid response is not redacted, but these bodies are not valid responses.
            assert.ok(!decoded(shown(error)).includes(KEY), `${kind}, ${status}: ${shown(error)}`);
          }
        }
      }
    });
  }
});
