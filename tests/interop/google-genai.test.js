// Google's own JavaScript client, unmodified, with the emulator as its base URL.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { GoogleGenAI } from "@google/genai";
import { GoogleGenAI as FormerGenAI } from "google-genai-2";

import { startEmulator } from "../harness/emulator.js";
import { BREAKS, ENDINGS, REFUSALS } from "./failures.js";
import { MODEL, isGreyBelow, partsOf, pictureAmong } from "./parts.js";

const WIDE = { imageConfig: { aspectRatio: "16:9" } };
const FOX = { model: MODEL, contents: "a red fox" };

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator?.close());

/** Creates a client whose base URL selects a scenario, if any. */
function client({ apiKey = "sk-test", scenario, ...httpOptions } = {}) {
  const baseUrl = scenario ? `${emulator.url}/scenario/${scenario}` : emulator.url;
  return new GoogleGenAI({ apiKey, httpOptions: { baseUrl, ...httpOptions } });
}

for (const [version, Client] of Object.entries({ "3, by /v1": GoogleGenAI, "2, by /v1beta": FormerGenAI })) {
  test(`version ${version}: a picture, a stream, a chat and an error`, async () => {
    const of = (apiKey) => new Client({ apiKey, httpOptions: { baseUrl: emulator.url } });
    const { models, chats } = of("sk-test");
    assert.equal(pictureAmong(partsOf(await models.generateContent(FOX))).width, 1024);
    assert.equal(pictureAmong((await collect(await models.generateContentStream(FOX))).flatMap(partsOf)).width, 1024);
    const chat = chats.create({ model: MODEL });
    await chat.sendMessage({ message: "a red fox" });
    assert.ok(isGreyBelow(pictureAmong(partsOf(await chat.sendMessage({ message: "make it black and white" })))));
    await assert.rejects(of("sk-bad").models.generateContent(FOX), { name: "ApiError", status: 400 });
  });
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

test("a picture in one answer", async () => {
  const response = await client().models.generateContent({ ...FOX, config: WIDE });
  const { width, height } = pictureAmong(partsOf(response));
  assert.deepEqual([width, height], [1344, 768]);
  assert.equal(response.candidates[0].finishReason, "STOP");
  assert.equal(response.modelVersion, MODEL);
  assert.equal(response.responseId.length, 16);
  assert.ok(response.usageMetadata.totalTokenCount >= 1290);
});

test("a picture in a stream", async () => {
  const chunks = await collect(await client().models.generateContentStream(FOX));
  const { width, height } = pictureAmong(chunks.flatMap(partsOf));
  assert.deepEqual([width, height], [1024, 1024]);
  assert.equal(chunks.at(-1).candidates[0].finishReason, "STOP");
  assert.equal(new Set(chunks.map((chunk) => chunk.responseId)).size, 1);
});

test("a picture in the relay family's stream, comments and all", async () => {
  const chunks = await collect(await client({ scenario: "relay-stream" }).models.generateContentStream(FOX));
  assert.equal(pictureAmong(chunks.flatMap(partsOf)).width, 1024);
});

test("an edit changes the picture that was sent", async () => {
  const first = partsOf(await client().models.generateContent(FOX));
  const { inlineData } = first.find((part) => part.inlineData);
  const contents = [{ role: "user", parts: [{ text: "make it black and white" }, { inlineData }] }];
  const second = pictureAmong(partsOf(await client().models.generateContent({ model: MODEL, contents })));
  assert.deepEqual([second.width, second.height], [1024, 1024]);
  assert.equal(isGreyBelow(pictureAmong(first)), false);
  assert.ok(isGreyBelow(second));
});

test("a file is uploaded, edited by its address and deleted", async () => {
  const { files, models } = client();
  const { inlineData } = partsOf(await models.generateContent(FOX)).find((part) => part.inlineData);
  const blob = new Blob([Buffer.from(inlineData.data, "base64")], { type: "image/png" });
  const { name, uri, mimeType, state, sizeBytes } = await files.upload({ file: blob, config: { mimeType: "image/png" } });
  assert.deepEqual([mimeType, state, Number(sizeBytes)], ["image/png", "ACTIVE", blob.size]);
  const send = async (part) => {
    const contents = [{ role: "user", parts: [{ text: "make it black and white" }, part] }];
    return pictureAmong(partsOf(await models.generateContent({ model: MODEL, contents })));
  };
  const [byAddress, byBytes] = [await send({ fileData: { fileUri: uri, mimeType } }), await send({ inlineData })];
  assert.ok(isGreyBelow(byAddress) && byAddress.rows.equals(byBytes.rows));
  await files.delete({ name });
  await assert.rejects(files.get({ name }), { status: 403 });
  await assert.rejects(send({ fileData: { fileUri: uri, mimeType } }), { status: 403 });
});

test("a search leaves its queries, sources and suggestions, and store and tier are taken", async () => {
  const config = { tools: [{ googleSearch: {} }], store: false, serviceTier: "flex" };
  const { candidates } = await client().models.generateContent({ model: "gemini-nano-banana-2.1", contents: "a red fox", config });
  const { webSearchQueries, groundingChunks, searchEntryPoint } = candidates[0].groundingMetadata;
  assert.deepEqual(webSearchQueries, ["a red fox"]);
  assert.match(groundingChunks[0].web.uri, /^https:/);
  assert.match(searchEntryPoint.renderedContent, /^<div/);
});

test("a chat of three turns goes on from the picture before", async () => {
  const chat = client().chats.create({ model: MODEL, config: WIDE });
  const send = async (message) => pictureAmong(partsOf(await chat.sendMessage({ message })));
  const [drawn, grey, turned] = [
    await send("a red fox on a hill"),
    await send("now in black and white"),
    await send("flip it upside down"),
  ];
  assert.deepEqual([isGreyBelow(drawn), isGreyBelow(grey)], [false, true]);
  assert.deepEqual([turned.width, turned.height], [1344, 768]);
  assert.equal(turned.rows.equals(grey.rows), false);
  assert.deepEqual(
    chat.getHistory().map((content) => content.role),
    ["user", "model", "user", "model", "user", "model"],
  );
});

test("a streamed chat keeps the signatures of a model that signs", async () => {
  const config = { imageConfig: { imageSize: "512" } };
  const chat = client().chats.create({ model: "gemini-3.1-flash-image", config });
  for (const message of ["a boat", "sepia", "blur it"]) {
    const parts = (await collect(await chat.sendMessageStream({ message }))).flatMap(partsOf);
    assert.equal(parts.filter((part) => part.inlineData).length, 1);
  }
  const images = chat.getHistory().flatMap((content) => content.parts.filter((part) => part.inlineData));
  assert.equal(images.length, 3);
  assert.ok(images.every((part) => part.thoughtSignature.length > 40));
});

test("the same prompt and seed give the same picture, another prompt another", async () => {
  const send = async (contents) => {
    const config = { seed: 7 };
    return pictureAmong(partsOf(await client().models.generateContent({ model: MODEL, contents, config }))).rows;
  };
  const [fox, again, boat] = [await send("a red fox"), await send("a red fox"), await send("a boat in fog")];
  assert.ok(fox.equals(again));
  assert.equal(fox.equals(boat), false);
});

test("a bad key is a proper ApiError, in one answer and in a stream", async () => {
  const refused = (error) => {
    assert.equal(error.name, "ApiError");
    assert.equal(error.status, 400);
    assert.match(error.message, /API key not valid/);
    assert.match(error.message, /API_KEY_INVALID/);
    return true;
  };
  const { models } = client({ apiKey: "sk-bad-key" });
  await assert.rejects(models.generateContent(FOX), refused);
  await assert.rejects(models.generateContentStream(FOX), refused);
});

for (const [scenario, status, words] of REFUSALS) {
  test(`${scenario} is an ApiError with status ${status}, in one answer and in a stream`, async () => {
    const { models } = client({ scenario: `${scenario}/genai` });
    const refused = (error) => {
      assert.deepEqual([error.name, error.status], ["ApiError", status]);
      assert.ok(error.message.includes(words), error.message);
      return true;
    };
    await assert.rejects(models.generateContent(FOX), refused);
    // Not streamed for `retry-after`, because a second request would succeed.
    if (scenario !== "retry-after") await assert.rejects(models.generateContentStream(FOX), refused);
  });
}

test("its own retries get over an overloaded model", async () => {
  const retryOptions = { attempts: 3, initialDelay: 0.01 };
  const { models } = client({ scenario: "recovers/google-genai", retryOptions });
  assert.equal(pictureAmong(partsOf(await models.generateContent(FOX))).width, 1024);
});

test("legal JSON in odd spellings, and pieces of any size, give the same picture", async () => {
  const send = async (scenario) => pictureAmong(partsOf(await client({ scenario }).models.generateContent(FOX))).rows;
  const plain = await send("ok");
  for (const scenario of ["escaped-json", "unknown-fields", "number-enums", "no-usage+unpadded-base64", "crumbs"]) {
    assert.ok(plain.equals(await send(scenario)), scenario);
  }
});

test("streams in odd pieces and with an empty end are whole", async () => {
  for (const scenario of ["crumbs", "empty-end", "bandwidth;rate=8m", "unknown-fields+drip;count=20"]) {
    const chunks = await collect(await client({ scenario }).models.generateContentStream(FOX));
    assert.equal(pictureAmong(chunks.flatMap(partsOf)).width, 1024, scenario);
  }
});

test("a picture weighs what the service's do, and a huge one is 4096 pixels wide", async () => {
  const send = async (scenario) => partsOf(await client({ scenario }).models.generateContent(FOX));
  const { inlineData } = (await send("heavy")).at(-1);
  const weight = (inlineData.data.length * 0.75) / (1024 * 1024);
  assert.ok(weight > 1.8 && weight < 2, `${weight} bytes a pixel`);
  assert.equal(pictureAmong(await send("huge")).width, 4096);
});

test("an error between the events of a stream ends it", async () => {
  const stream = await client({ scenario: "mid-stream-error" }).models.generateContentStream(FOX);
  await assert.rejects(collect(stream), /overloaded|UNAVAILABLE|Incomplete JSON/);
});

test("a connection or a body that breaks is a failure, never half a picture", async () => {
  for (const scenario of BREAKS) {
    const { models } = client({ scenario });
    await assert.rejects(models.generateContent(FOX), /fetch failed|terminated|JSON/, scenario);
    await assert.rejects(models.generateContentStream(FOX).then(collect), /fetch failed|terminated|JSON/, scenario);
  }
});

test("a request that takes too long is ended by its own time limit", async () => {
  const { models } = client({ scenario: "hang", timeout: 200 });
  await assert.rejects(models.generateContent(FOX), /abort/i);
});

test("a refusal, a blocked prompt and an answer without a picture are answers", async () => {
  const send = (scenario) => client({ scenario }).models.generateContent(FOX);
  const refused = await send("refused");
  assert.equal(refused.candidates[0].finishReason, "IMAGE_SAFETY");
  assert.deepEqual(partsOf(refused), []);
  const blocked = await send("prompt-blocked");
  assert.equal(blocked.promptFeedback.blockReason, "PROHIBITED_CONTENT");
  assert.equal(blocked.candidates, undefined);
  const words = await send("text-only");
  assert.match(words.text, /describe/);
  for (const [scenario, reason] of ENDINGS) {
    const { candidates } = await send(scenario);
    assert.equal(candidates[0].finishReason, reason, scenario);
    assert.ok(!candidates[0].content?.parts?.some((part) => part.inlineData), scenario);
  }
});

test("options that the model does not support are refused in Google's words", async () => {
  const refuse = (config, message) =>
    assert.rejects(client().models.generateContent({ ...FOX, config }), { name: "ApiError", status: 400, message });
  await refuse({ imageConfig: { aspectRatio: "7:3" } }, /Aspect ratio is not enabled for this model/);
  await refuse({ candidateCount: 2 }, /Multiple candidates is not enabled for this model/);
  await refuse({ temperature: 9 }, /temperature must be in the range/);
});

test("an unknown model is Google's 404", async () => {
  await assert.rejects(client().models.generateContent({ ...FOX, model: "no-such-model" }), {
    name: "ApiError",
    status: 404,
    message: /models\/no-such-model is not found for API version v1beta/,
  });
});

test("the models can be listed and looked up", async () => {
  const models = await collect(await client().models.list());
  const found = models.find(({ name }) => name === `models/${MODEL}`);
  assert.ok(found, `${models.map(({ name }) => name)}`);
  assert.deepEqual([found.inputTokenLimit, found.maxTemperature], [32768, 1]);
  assert.ok(found.supportedActions.includes("generateContent"));
  assert.equal((await client().models.get({ model: MODEL })).name, `models/${MODEL}`);
});
