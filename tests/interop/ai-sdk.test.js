// The AI SDK and its Google provider, unchanged, with the provider's base URL at the emulator.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { generateImage, generateText, streamText } from "ai";

import { startEmulator } from "../harness/emulator.js";
import { decodePng } from "../harness/png.js";
import { MODEL, isGreyBelow } from "./parts.js";

// The SDK's own print-outs about warnings are no business of these tests.
globalThis.AI_SDK_LOG_WARNINGS = false;

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator?.close());

function google({ apiKey = "sk-test", scenario } = {}) {
  const start = scenario ? `${emulator.url}/scenario/${scenario}` : emulator.url;
  return createGoogleGenerativeAI({ apiKey, baseURL: `${start}/v1beta` });
}

const WITH_IMAGE = { google: { responseModalities: ["TEXT", "IMAGE"], imageConfig: { aspectRatio: "16:9" } } };
const FOX = { prompt: "a red fox", providerOptions: WITH_IMAGE, maxRetries: 0 };

const ask = (settings, more) => generateText({ ...FOX, model: google(settings)(MODEL), ...more });

function onlyPicture(files) {
  assert.deepEqual(
    files.map((file) => file.mediaType),
    ["image/png"],
  );
  return decodePng(files[0].uint8Array);
}

test("generateText gives words and a picture", async () => {
  const result = await ask();
  const { width, height } = onlyPicture(result.files);
  assert.deepEqual([width, height], [1344, 768]);
  assert.match(result.text, /a red fox/);
  assert.equal(result.finishReason, "stop");
  assert.ok(result.usage.outputTokens >= 1290);
});

test("generateImage gives a picture of the ratio asked for", async () => {
  const model = google().image(MODEL);
  const { image } = await generateImage({ model, prompt: "a red fox", aspectRatio: "2:3", maxRetries: 0 });
  const { width, height } = onlyPicture([image]);
  assert.deepEqual([width, height], [832, 1248]);
});

test("streamText gives the words in deltas and the picture as a file", async () => {
  const { fullStream } = streamText({ ...FOX, model: google()(MODEL) });
  const parts = [];
  for await (const part of fullStream) parts.push(part);
  const of = (type) => parts.filter((part) => part.type === type);
  assert.ok(of("text-delta").length >= 2);
  assert.equal(onlyPicture(of("file").map((part) => part.file)).width, 1344);
  assert.equal(of("finish")[0].finishReason, "stop");
});

test("an edit takes a picture among the words", async () => {
  const [drawn] = (await ask()).files;
  const content = [
    { type: "text", text: "make it black and white" },
    { type: "file", data: drawn.uint8Array, mediaType: drawn.mediaType },
  ];
  const edited = await ask({}, { prompt: undefined, messages: [{ role: "user", content }] });
  assert.ok(isGreyBelow(onlyPicture(edited.files)));
});

test("a conversation of three turns hands the pictures back", async () => {
  const messages = [];
  const pictures = [];
  for (const content of ["a red fox", "now in black and white", "mirror it"]) {
    messages.push({ role: "user", content });
    const result = await ask({}, { prompt: undefined, messages });
    messages.push(...result.response.messages);
    pictures.push(onlyPicture(result.files));
  }
  assert.deepEqual(pictures.map(isGreyBelow), [false, true, true]);
  assert.equal(pictures[1].rows.equals(pictures[2].rows), false);
});

const ERRORS = [
  [{ apiKey: "sk-bad-key" }, 400, false, /API key not valid/],
  [{ scenario: "overloaded" }, 503, true, /overloaded/],
  [{ scenario: "rate-limited" }, 429, true, /Please retry in/],
  [{ scenario: "quota-day" }, 429, true, /quota/],
  [{ scenario: "server-error" }, 500, true, /internal error/],
  [{ scenario: "permission" }, 403, false, /Generative Language API/],
  [{ scenario: "relay-no-quota" }, 403, false, /.*/],
  [{ scenario: "html-502" }, 502, true, /.*/],
];

for (const [settings, statusCode, isRetryable, message] of ERRORS) {
  test(`${settings.scenario ?? "a bad key"} is an AI_APICallError with status ${statusCode}`, async () => {
    await assert.rejects(ask(settings), { name: "AI_APICallError", statusCode, isRetryable, message });
  });
}

test("its own retries get over an overloaded model", async () => {
  const result = await ask({ scenario: "recovers/ai-sdk" }, { maxRetries: 1 });
  assert.equal(onlyPicture(result.files).width, 1344);
});

test("a refusal and a blocked prompt end with content-filter", async () => {
  for (const scenario of ["refused", "prompt-blocked"]) {
    const result = await ask({ scenario });
    assert.deepEqual([result.finishReason, result.files.length], ["content-filter", 0], scenario);
  }
});

test("a page of HTML in the place of an answer is an error", async () => {
  await assert.rejects(ask({ scenario: "html-login" }), { name: "AI_APICallError" });
});
