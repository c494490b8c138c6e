// Google's own client, unchanged, with its base URL at the emulator.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { GoogleGenAI } from "@google/genai";

import { startEmulator } from "../harness/emulator.js";
import { decodePng } from "../harness/png.js";

const MODEL = "gemini-2.5-flash-image";
const WIDE = { imageConfig: { aspectRatio: "16:9" } };

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator?.close());

const client = (apiKey = "sk-test") => new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.url } });

const partsOf = (response) => response.candidates?.[0]?.content?.parts ?? [];

/** The pixels of the one picture among these parts. */
function pictureAmong(parts) {
  const pictures = parts.filter((part) => part.inlineData);
  assert.equal(pictures.length, 1);
  assert.equal(pictures[0].inlineData.mimeType, "image/png");
  return decodePng(Buffer.from(pictures[0].inlineData.data, "base64"));
}

test("a picture in one answer", async () => {
  const response = await client().models.generateContent({ model: MODEL, contents: "a red fox", config: WIDE });
  const { width, height } = pictureAmong(partsOf(response));
  assert.deepEqual([width, height], [1344, 768]);
  assert.equal(response.candidates[0].finishReason, "STOP");
  assert.equal(response.modelVersion, MODEL);
  assert.ok(response.usageMetadata.totalTokenCount >= 1290);
});

test("a picture in a stream", async () => {
  const parts = [];
  let last;
  for await (last of await client().models.generateContentStream({ model: MODEL, contents: "a red fox" })) {
    parts.push(...partsOf(last));
  }
  const { width, height } = pictureAmong(parts);
  assert.deepEqual([width, height], [1024, 1024]);
  assert.equal(last.candidates[0].finishReason, "STOP");
});

test("an edit changes the picture that was sent", async () => {
  const first = partsOf(await client().models.generateContent({ model: MODEL, contents: "a red fox" }));
  const { inlineData } = first.find((part) => part.inlineData);
  const contents = [{ role: "user", parts: [{ text: "make it blue" }, { inlineData }] }];
  const second = partsOf(await client().models.generateContent({ model: MODEL, contents }));
  const [before, after] = [pictureAmong(first), pictureAmong(second)];
  assert.deepEqual([after.width, after.height], [before.width, before.height]);
  assert.equal(before.rows.equals(after.rows), false);
});

test("the same prompt and seed give the same picture, another prompt another", async () => {
  const ask = async (contents) => {
    const config = { seed: 7 };
    return pictureAmong(partsOf(await client().models.generateContent({ model: MODEL, contents, config }))).rows;
  };
  const [fox, again, boat] = [await ask("a red fox"), await ask("a red fox"), await ask("a boat in fog")];
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
  const { models } = client("sk-bad-key");
  await assert.rejects(models.generateContent({ model: MODEL, contents: "a red fox" }), refused);
  await assert.rejects(models.generateContentStream({ model: MODEL, contents: "a red fox" }), refused);
});

test("an unknown model is Google's 404", async () => {
  await assert.rejects(client().models.generateContent({ model: "no-such-model", contents: "a red fox" }), {
    name: "ApiError",
    status: 404,
  });
});

test("the models can be listed", async () => {
  const names = [];
  for await (const model of await client().models.list()) names.push(model.name);
  assert.ok(names.includes(`models/${MODEL}`), `${names}`);
});
