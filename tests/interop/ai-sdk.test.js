// The unmodified AI SDK with its Google provider, whose base URL is the emulator's.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { generateImage, generateText, streamText } from "ai";

import { startEmulator } from "../harness/emulator.js";
import { decodePng } from "../harness/png.js";
import { BREAKS, ENDINGS, REFUSALS } from "./failures.js";
import { MODEL, isGreyBelow } from "./parts.js";

// Silences the SDK's own warnings, which these tests do not check.
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

const requestImage = (settings, more) => generateText({ ...FOX, model: google(settings)(MODEL), ...more });

function onlyPicture(files) {
  assert.deepEqual(
    files.map((file) => file.mediaType),
    ["image/png"],
  );
  return decodePng(files[0].uint8Array);
}

test("generateText gives words and a picture", async () => {
  const result = await requestImage();
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

/** Collects every part of a stream. */
async function parts(settings) {
  const { fullStream } = streamText({ ...FOX, model: google(settings)(MODEL), onError: () => {} });
  const found = [];
  for await (const part of fullStream) found.push(part);
  return found;
}

test("streamText gives the words in deltas and the picture as a file", async () => {
  const streamed = await parts();
  const of = (type) => streamed.filter((part) => part.type === type);
  assert.ok(of("text-delta").length >= 2);
  assert.equal(onlyPicture(of("file").map((part) => part.file)).width, 1344);
  assert.equal(of("finish")[0].finishReason, "stop");
});

test("an edit takes a picture among the words", async () => {
  const [drawn] = (await requestImage()).files;
  const content = [
    { type: "text", text: "make it black and white" },
    { type: "file", data: drawn.uint8Array, mediaType: drawn.mediaType },
  ];
  const edited = await requestImage({}, { prompt: undefined, messages: [{ role: "user", content }] });
  assert.ok(isGreyBelow(onlyPicture(edited.files)));
});

test("a conversation of three turns hands the pictures back", async () => {
  const messages = [];
  const pictures = [];
  for (const content of ["a red fox", "now in black and white", "mirror it"]) {
    messages.push({ role: "user", content });
    const result = await requestImage({}, { prompt: undefined, messages });
    messages.push(...result.response.messages);
    pictures.push(onlyPicture(result.files));
  }
  assert.deepEqual(pictures.map(isGreyBelow), [false, true, true]);
  assert.equal(pictures[1].rows.equals(pictures[2].rows), false);
});

test("a bad key is an AI_APICallError in Google's words", async () => {
  const refused = { name: "AI_APICallError", statusCode: 400, isRetryable: false, message: /API key not valid/ };
  await assert.rejects(requestImage({ apiKey: "sk-bad-key" }), refused);
});

for (const [scenario, status, words] of REFUSALS) {
  test(`${scenario} is an AI_APICallError with status ${status}, in one answer and in a stream`, async () => {
    const refused = (error) => {
      assert.deepEqual([error.name, error.statusCode], ["AI_APICallError", status]);
      assert.equal(error.isRetryable, status === 429 || status >= 500);
      assert.ok(error.responseBody.includes(words), error.responseBody);
      return true;
    };
    await assert.rejects(requestImage({ scenario: `${scenario}/one` }), refused);
    const streamed = await parts({ scenario: `${scenario}/stream` });
    assert.ok(refused(streamed.find(({ type }) => type === "error").error));
  });
}

test("a connection or a body that breaks is a failure, never half a picture", async () => {
  for (const scenario of BREAKS) {
    await assert.rejects(requestImage({ scenario }), { name: "AI_APICallError" }, scenario);
    const streamed = await parts({ scenario }).catch(() => []);
    assert.deepEqual(streamed.filter(({ type }) => type === "file"), [], scenario);
  }
});

test("its own retries get over an overloaded model", async () => {
  const result = await requestImage({ scenario: "recovers/ai-sdk" }, { maxRetries: 1 });
  assert.equal(onlyPicture(result.files).width, 1344);
});

test("a refusal and a blocked prompt end with content-filter", async () => {
  for (const scenario of ["refused", "prompt-blocked"]) {
    const result = await requestImage({ scenario });
    assert.deepEqual([result.finishReason, result.files.length], ["content-filter", 0], scenario);
  }
});

test("answers without a picture end as the service says", async () => {
  const names = { STOP: "stop", MAX_TOKENS: "length", NO_IMAGE: "other" };
  for (const [scenario, reason] of ENDINGS) {
    const result = await requestImage({ scenario });
    assert.deepEqual(result.files, [], scenario);
    assert.equal(result.rawFinishReason, reason, scenario);
    if (names[reason]) assert.equal(result.finishReason, names[reason], scenario);
  }
});

test("a caller who gives up ends the request", async () => {
  const abortSignal = AbortSignal.timeout(200);
  await assert.rejects(requestImage({ scenario: "hang" }, { abortSignal }), { name: /AbortError|TimeoutError/ });
});
