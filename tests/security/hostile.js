// A service that answers with what the path says, writes down what it was asked, and lets every page read it.

import { serve } from "../harness/server.js";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-allow-methods": "*",
};

/** `answers` by the first part of the path: a function of the request to `{ status, type, body, headers }`. */
export async function serveHostile(answers) {
  const seen = [];
  const server = await serve(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    if (method === "OPTIONS") return response.writeHead(204, CORS).end();
    const name = url.split(/[/?]/)[1];
    const { status = 200, type = "application/json", body = "", headers: own = {} } = (answers[name] ?? (() => ({ status: 404 })))(request);
    response.writeHead(status, { ...CORS, "content-type": type, ...own }).end(body);
  });
  return { ...server, seen, port: new URL(server.url).port };
}

/** An answer of these parts. */
export const answer = (...parts) => ({
  body: JSON.stringify({ candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] }),
});

/** A part that claims to be an image. */
export const image = (bytes, mimeType = "image/png") => ({
  inlineData: { mimeType, data: Buffer.from(bytes).toString("base64") },
});
