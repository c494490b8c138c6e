// The serialization of options for the wasm module. Values that JSON would silently drop or change are rejected with
// their name.

import assert from "node:assert/strict";
import { test } from "node:test";

import { written } from "../../../crates/core/npm/request.js";

const read = (options, marks) => JSON.parse(written(options, marks).text);

test("plain options are written as they are, and absent ones are left out", () => {
  const options = { prompt: 'a "fox"\n\u2028', n: 2, temperature: 0.7, tools: [{ googleSearch: {} }], seed: undefined, model: null };
  const { prompt, n, temperature, tools } = options;
  assert.deepEqual(read(options, { isStream: true }), { prompt, n, temperature, tools, isStream: true });
});

test("values outside JSON are written as a number that every reader refuses", () => {
  const cycle = {};
  cycle.cycle = cycle;
  let deep = {};
  for (let level = 0; level < 100; level += 1) deep = { deep };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const odd = { prompt: () => {}, n: NaN, seed: 7n, tools: [() => {}], extra: cycle, thinking: deep, safetySettings: [NaN], contents: revoked.proxy };
  assert.deepEqual(Object.entries(read(odd)), Object.keys(odd).map((name) => [name, Infinity]));
});

test("limits may be infinite", () => {
  const { timeoutMs, retry, input } = read({ timeoutMs: Infinity, retry: { attempts: Infinity }, input: { maxSidePx: Infinity } });
  assert.deepEqual([timeoutMs, retry.attempts, input.maxSidePx], [1e308, 1e308, 1e308]);
});

test("functions and signals stay behind, and say whether they are of their kind", () => {
  const { signal } = new AbortController();
  const right = { fetch: () => {}, onProgress: () => {}, apiKey: () => "", signal };
  assert.deepEqual(read(right), { fetch: true, onProgress: true, apiKey: true, signal: true });
  const wrong = { fetch: {}, onProgress: "no", apiKey: 7, signal: {} };
  assert.deepEqual(read(wrong), { fetch: false, onProgress: false, apiKey: false, signal: false });
});

test("addresses and headers are read in every form", () => {
  const headers = new Headers({ "X-Own": "1" });
  assert.deepEqual(read({ baseUrl: new URL("https://a.example/b"), headers }), { baseUrl: "https://a.example/b", headers: [["x-own", "1"]] });
  assert.deepEqual(read({ baseUrl: 7, headers: { "not legal": "1" } }), { baseUrl: 7, headers: Infinity });
});

test("images are values beside the text", () => {
  const one = new Blob(["1"]);
  assert.deepEqual(written({ images: one }), { text: '{"images":[0]}', values: [one] });
  const parts = [{ text: "x" }, { inlineData: { mimeType: "image/png", data: one } }, { inline_data: { data: "QUJD" } }, 7, { inlineData: null }];
  const { text, values } = written({ images: ["a", "b"], contents: [{ parts }] });
  assert.deepEqual(values, ["a", "b", one, "data:;base64,QUJD"]);
  const [turn] = JSON.parse(text).contents;
  assert.deepEqual(turn, { role: null, parts: [{ text: "x" }, { inlineData: 2 }, { inlineData: 3 }, {}, Infinity] });
});

test("the turns of a chat keep the type of their images", () => {
  const blob = new Blob(["1"]);
  const turn = { user: { role: "user", parts: [{ text: "x" }] }, answer: { role: "model", parts: [{ thoughtSignature: "s", inlineData: { mimeType: "image/png", data: blob } }] }, model: "m" };
  const { text, values } = written({ turns: [turn], restored: 1 });
  assert.deepEqual(values, [blob]);
  assert.deepEqual(JSON.parse(text).turns[0].answer.parts[0], { thoughtSignature: "s", inlineData: { mimeType: "image/png", data: 0 } });
});
