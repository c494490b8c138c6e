// The fixed responses of the benchmark's server: a picture as raw bytes, in the service's JSON, and in its server-sent
// events.

import { SIZES, noisyPng } from "./pictures.js";

/** Builds all responses, by the size of their picture. Called once because encoding 27 MB as base64 is slow. */
export function allBodies() {
  return Object.fromEntries(SIZES.map((size) => [size, bodiesOf(noisyPng(size))]));
}

/** Builds the response bodies of one picture, in every format. */
export function bodiesOf(png) {
  const picture = { inlineData: { mimeType: "image/png", data: png.toString("base64") } };
  const text = { text: "Here is your picture." };
  return {
    raw: { type: "image/png", bytes: png },
    unary: {
      type: "application/json; charset=UTF-8",
      bytes: Buffer.from(JSON.stringify(answer([text, picture], FINISHED), null, 2)),
    },
    sse: {
      type: "text/event-stream",
      bytes: Buffer.from([answer([text]), answer([picture]), answer([{ text: "" }], FINISHED)].map(event).join("")),
    },
  };
}

const FINISHED = { finishReason: "STOP" };
const USAGE = { promptTokenCount: 8, candidatesTokenCount: 1298, totalTokenCount: 1306 };

function answer(parts, ending = {}) {
  const candidate = { content: { parts, role: "model" }, ...ending, index: 0 };
  return { candidates: [candidate], usageMetadata: USAGE, modelVersion: "gemini-2.5-flash-image", responseId: "bench" };
}

/** Formats a server-sent event as Google does: lines end with CRLF, and a picture is one event. */
const event = (body) => `data: ${JSON.stringify(body)}\r\n\r\n`;
