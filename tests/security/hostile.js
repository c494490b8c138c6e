// A service whose response depends on the path. It records its requests, and allows every origin with CORS.

import { Readable } from "node:stream";

import { serve } from "../harness/server.js";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-allow-methods": "*",
};

/**
 * Starts the service. `answers` maps the first path segment to a function from the request to `{ status, type, body,
 * headers, rest }`.
 */
export async function serveHostile(answers) {
  const seen = [];
  const server = await serve(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    if (method === "OPTIONS") return response.writeHead(204, CORS).end();
    const name = url.split(/[/?]/)[1];
    const { status = 200, type = "application/json", body = "", headers: own = {}, rest } = (answers[name] ?? (() => ({ status: 404 })))(request);
    response.writeHead(status, { ...CORS, "content-type": type, ...own });
    if (!rest) return response.end(body);
    response.write(body);
    Readable.from(rest).pipe(response);
  });
  return { ...server, seen, port: new URL(server.url).port };
}

/** Generates a body that never ends: this many megabytes, which should be enough, and then nothing. */
export async function* neverDone(bytes, megabytes) {
  const many = Buffer.alloc(1 << 20, bytes);
  for (let sent = 0; sent < megabytes; sent++) yield many;
  await new Promise(() => {});
}

/** Builds a response with these parts. */
export const answer = (...parts) => ({
  body: JSON.stringify({ candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] }),
});

/** Builds a part that claims to be an image. */
export const image = (bytes, mimeType = "image/png") => ({
  inlineData: { mimeType, data: Buffer.from(bytes).toString("base64") },
});
