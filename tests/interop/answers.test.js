// Responses of services and relays that broke real clients, and variations of them, against the packed package: as a
// whole response and as a stream. answers.json groups them by family.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { installPackage } from "../harness/install.js";
import { serve } from "../harness/server.js";

const FAMILIES = JSON.parse(await readFile(new URL("answers.json", import.meta.url), "utf8"));
const KEY = "sk-secret-0123456789";

let installed, tintype;

before(async () => {
  installed = await installPackage();
  const consumer = join(installed.folder, "consumer.js");
  await writeFile(consumer, `export * from "tintype";\n`);
  tintype = await import(pathToFileURL(consumer).href);
});
after(() => installed?.remove());

/** Starts a service that sends this response to every request and records the request bodies. */
async function serviceOf({ status, text, type = "application/json" }) {
  const requests = [];
  const server = await serve(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push(Buffer.concat(chunks).toString());
    response.writeHead(status, { "content-type": type }).end(text);
  });
  return { ...server, requests };
}

/** Converts a response to its streaming form: a success becomes an event, while an error stays plain JSON. */
const asStream = ({ status, body }) =>
  status === 200
    ? { status, text: `data: ${JSON.stringify(body)}\r\n\r\n`, type: "text/event-stream" }
    : { status, text: JSON.stringify(body) };

const options = (service, more) => ({
  baseUrl: service.url,
  apiKey: KEY,
  prompt: "a boat",
  // Enough attempts to observe retries, with delays short enough for a test.
  retry: { attempts: 3, baseDelayMs: 1, maxDelayMs: 50 },
  ...more,
});

function assertFailed(error, want, service) {
  const { code, says, lacks, waitMs, requests } = want;
  assert.equal(error.code, code, error.message);
  for (const text of [error.message, String(error)]) {
    assert.doesNotMatch(text.replaceAll(/\s/g, ""), /\{"|\[\{|\\"/, text);
    if (says) assert.ok(text.includes(says), text);
    if (lacks) assert.ok(!text.includes(lacks), text);
  }
  assert.ok(!JSON.stringify(error, Object.getOwnPropertyNames(error)).includes(KEY));
  if (waitMs === null) assert.equal(error.retryAfterMs, undefined);
  if (waitMs) assert.ok(waitMs[0] <= error.retryAfterMs && error.retryAfterMs <= waitMs[1], `${error.retryAfterMs}`);
  if (requests) assert.deepEqual([service.requests.length, error.attempts], [requests, requests]);
}

const MODES = {
  "in one answer": {
    serve: ({ status, body }) => ({ status, text: JSON.stringify(body) }),
    call: (service) => tintype.generate(options(service)),
  },
  "in a stream": {
    serve: asStream,
    call: (service) => tintype.stream(options(service)).result(),
  },
};

for (const { family, cases } of FAMILIES) {
  describe(family, () => {
    for (const found of cases) {
      for (const [mode, { serve: served, call }] of Object.entries(MODES)) {
        test(`${found.name}, ${mode}`, async (context) => {
          const service = await serviceOf(served(found));
          context.after(() => service.close());
          if (found.want.code) {
            await assert.rejects(call(service), (error) => (assertFailed(error, found.want, service), true));
          } else {
            const generation = await call(service);
            assert.equal(generation.images.length, found.want.images);
            assert.deepEqual(generation.warnings, []);
            assert.deepEqual(generation.grounding, found.want.grounding);
          }
        });
      }
    }
  });
}

describe("the turn after an answer", () => {
  const signed = FAMILIES.flatMap(({ cases }) => cases).filter(({ want }) => want.signatures);
  for (const found of signed) {
    for (const [mode, { serve: served }] of Object.entries(MODES)) {
      test(`sends the signatures of ${found.name} in their places, ${mode}, through JSON too`, async (context) => {
        const service = await serviceOf(served(found));
        context.after(() => service.close());
        const client = new tintype.Client({ baseUrl: service.url, apiKey: KEY });
        const chat = client.chat();
        await chat.send({ prompt: "a boat" });
        const copy = tintype.Chat.from(JSON.parse(JSON.stringify(await chat.toJSON())), client);
        for (const each of [chat, copy]) {
          await each.send({ prompt: "bluer" });
          const sent = JSON.parse(service.requests.at(-1)).contents[1].parts;
          assert.deepEqual(sent.map((part) => part.thoughtSignature), found.want.signatures);
          // The service rejects a turn with a part that has only a signature.
          for (const { thoughtSignature, thought, ...rest } of sent) assert.equal(Object.keys(rest).length, 1, JSON.stringify(sent));
        }
      });
    }
  }
});

test("a key within an error within an error is in no message and in no detail", async (context) => {
  let text = `bad key ${KEY}`;
  for (let depth = 0; depth < 3; depth += 1) text = JSON.stringify({ error: { message: `upstream: ${text}`, hint: text, code: 401 } }).replaceAll("-", "\\u002d");
  const service = await serviceOf({ status: 401, text });
  context.after(() => service.close());
  await assert.rejects(tintype.generate(options(service)), (error) => {
    const shown = [error.message, error.stack, JSON.stringify(error, Object.getOwnPropertyNames(error))].join("\n");
    assert.equal(error.code, "auth");
    assert.doesNotMatch(shown, /0123456789/);
    return true;
  });
});

test("an event that a relay broke in the middle, and half a surrogate pair, cost no picture", async (context) => {
  const { body } = FAMILIES.flatMap(({ cases }) => cases).find(({ name }) => name === "envelope-response");
  const document = JSON.stringify(body).replace('"parts":[', '"parts":[{"text":"Here \\ud83c"},');
  for (const at of [9, 60, 120, 150, document.length - 20]) {
    for (const broken of ["\n\n", "\r\n\r\n", "\n\ndata: ", "\n: PING\n\n"]) {
      const text = `data: ${document.slice(0, at)}${broken}${document.slice(at)}\n\n`;
      const service = await serviceOf({ status: 200, text, type: "text/event-stream" });
      context.after(() => service.close());
      const generation = await tintype.stream(options(service)).result();
      assert.deepEqual([generation.images.length, generation.text], [1, "Here \ufffd"], text);
    }
  }
});
