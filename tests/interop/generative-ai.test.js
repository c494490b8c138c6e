// Google's first JavaScript client, which many projects still use. It parses streams and errors differently.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { GoogleGenerativeAI } from "@google/generative-ai";

import { startEmulator } from "../harness/emulator.js";
import { BREAKS, ENDINGS, REFUSALS } from "./failures.js";
import { MODEL, isGreyBelow, partsOf, pictureAmong } from "./parts.js";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator?.close());

function model({ apiKey = "sk-test", scenario, timeout } = {}) {
  const baseUrl = scenario ? `${emulator.url}/scenario/${scenario}` : emulator.url;
  return new GoogleGenerativeAI(apiKey).getGenerativeModel({ model: MODEL }, { baseUrl, timeout });
}

test("a picture in one answer", async () => {
  const { response } = await model().generateContent("a red fox");
  assert.equal(pictureAmong(partsOf(response)).width, 1024);
  assert.match(response.text(), /a red fox/);
});

test("a picture in a stream, and the stream's answer put together", async () => {
  const { stream, response } = await model().generateContentStream("a red fox");
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  assert.equal(pictureAmong(chunks.flatMap(partsOf)).width, 1024);
  assert.match((await response).text(), /a red fox/);
});

test("an edit and a chat of three turns", async () => {
  const chat = model().startChat();
  const send = async (words) => pictureAmong(partsOf((await chat.sendMessage(words)).response));
  const [drawn, grey, turned] = [await send("a red fox"), await send("black and white"), await send("rotate it by 180")];
  assert.deepEqual([isGreyBelow(drawn), isGreyBelow(grey)], [false, true]);
  assert.equal(grey.rows.equals(turned.rows), false);
  assert.equal((await chat.getHistory()).length, 6);
});

test("errors carry the status and the details of the service", async () => {
  const cases = [
    [{ apiKey: "sk-bad" }, 400, "ErrorInfo"],
    [{ scenario: "rate-limited" }, 429, "RetryInfo"],
    [{ scenario: "quota-day" }, 429, "QuotaFailure"],
    [{ scenario: "permission" }, 403, "ErrorInfo"],
  ];
  for (const [settings, status, detail] of cases) {
    await assert.rejects(model(settings).generateContent("a red fox"), (error) => {
      assert.equal(error.status, status);
      assert.ok(error.errorDetails.some((found) => found["@type"].endsWith(detail)));
      return true;
    });
  }
  await assert.rejects(model({ scenario: "overloaded" }).generateContent("a red fox"), { status: 503 });
});

test("every refusal carries its status, in one answer and in a stream", async () => {
  for (const [scenario, status] of REFUSALS) {
    await assert.rejects(model({ scenario: `${scenario}/one` }).generateContent("a red fox"), { status }, scenario);
    const streamed = model({ scenario: `${scenario}/stream` }).generateContentStream("a red fox");
    await assert.rejects(streamed, { status }, scenario);
  }
});

test("a connection or a body that breaks is a failure", async () => {
  for (const scenario of BREAKS) {
    await assert.rejects(model({ scenario }).generateContent("a red fox"), /fetch|terminated|JSON/, scenario);
  }
});

test("answers without a picture end as the service says", async () => {
  for (const [scenario, reason] of ENDINGS) {
    const { response } = await model({ scenario }).generateContent("a red fox");
    assert.equal(response.candidates[0].finishReason, reason, scenario);
  }
});

test("refusals and blocked prompts throw where the words are asked for", async () => {
  const words = async (scenario) => (await model({ scenario }).generateContent("a red fox")).response.text();
  await assert.rejects(words("prompt-blocked"), /PROHIBITED_CONTENT/);
  assert.equal(await words("refused"), "");
  assert.match(await words("text-only"), /describe/);
});

test("its time limit ends a request that hangs", async () => {
  await assert.rejects(model({ scenario: "hang", timeout: 200 }).generateContent("a red fox"), /abort/i);
});
