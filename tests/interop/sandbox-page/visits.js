// Calls without a key, as functions for tests. Each returns plain data.

import { Client } from "tintype";
import { sandboxFetch } from "tintype/sandbox";

const MODEL = "/v1beta/models/gemini-2.5-flash-image";

/** Sends one request directly to the sandbox's `fetch`, with a key, as any client would. */
function send(fetch, parts, { method = "generateContent", ...more } = {}) {
  const headers = { authorization: "Bearer sandbox", "content-type": "application/json" };
  const body = JSON.stringify({ contents: [{ parts }] });
  return fetch(`https://service.example${MODEL}:${method}`, { method: "POST", headers, body, ...more });
}

const client = (options) => new Client({ fetch: sandboxFetch(options), apiKey: "sandbox", retry: { attempts: 1 } });

/**
 * Measures a successful response: the time until its headers, the number of its chunks, and the size of its picture.
 */
export async function answered(options) {
  const start = performance.now();
  const response = await send(sandboxFetch(options), [{ text: "a boat" }]);
  const tookMs = performance.now() - start;
  const [chunks, text] = await read(response);
  const { inlineData } = JSON.parse(text).candidates[0].content.parts.at(-1);
  const picture = await fetch(`data:${inlineData.mimeType};base64,${inlineData.data}`).then((data) => data.blob());
  const { width, height } = await createImageBitmap(picture);
  return { tookMs, chunks, size: [width, height], status: response.status };
}

async function read(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const chunks = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
  return [chunks.length, chunks.join("")];
}

/** Returns the kinds of a stream's events in order, and the progress reported meanwhile. */
export async function streamed() {
  const phases = [];
  const received = [];
  const onProgress = ({ phase, receivedBytes }) => {
    if (phases.at(-1) !== phase) phases.push(phase);
    if (phase === "receiving") received.push(receivedBytes);
  };
  const events = [];
  for await (const { type } of client({ latencyMs: 300 }).stream({ prompt: "a boat", onProgress })) events.push(type);
  return { events, phases, received };
}

/** Cancels a call in the phase `when`, then repeats it. */
export async function cancelled(scenario, when) {
  const controller = new AbortController();
  const onProgress = ({ phase }) => phase === when && controller.abort();
  const prompt = "a boat";
  const options = { prompt, signal: controller.signal, onProgress };
  const code = await client({ scenario, latencyMs: 50 }).generate(options).then(() => "none", (error) => error.code);
  const { image } = await client({ latencyMs: 0 }).generate({ prompt });
  return { code, width: image.width };
}

/** Returns the error code of a scenario. */
export function failed(scenario) {
  const generation = client({ scenario, latencyMs: 0 }).generate({ prompt: "a boat" });
  return generation.then(() => "none", (error) => error.code);
}

/** Returns a checksum of a small picture for each word, with the word drawn on it. */
export async function lettered(words) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
  const data = canvas.toDataURL("image/png").split(",")[1];
  const answers = [];
  for (const word of words) {
    const parts = [{ text: `add the text "${word}"` }, { inlineData: { mimeType: "image/png", data } }];
    const answer = await send(sandboxFetch({ latencyMs: 0 }), parts).then((response) => response.json());
    const [words, shown] = answer.candidates[0].content.parts;
    const bytes = new TextEncoder().encode(shown.inlineData.data);
    const digest = new Uint32Array(await crypto.subtle.digest("SHA-256", bytes))[0];
    answers.push({ digest, text: words.text });
  }
  return answers;
}
