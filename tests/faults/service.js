// A service that answers each request with a picture of one pixel, and reports the request to the test.

import { serve } from "../harness/server.js";

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type, x-case" };

/** A PNG of one pixel, encoded in base64. */
export const DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const ANSWER = JSON.stringify({
  candidates: [{ content: { role: "model", parts: [{ inlineData: { mimeType: "image/png", data: DOT } }] }, finishReason: "STOP" }],
});

/** Calls `take(name, body, request)` for each request except preflights. The header `x-case` contains the name. */
export function startService(take) {
  return serve(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    take(decodeURIComponent(request.headers["x-case"] ?? ""), Buffer.concat(chunks).toString(), request);
    response.writeHead(200, { ...CORS, "content-type": "application/json" }).end(ANSWER);
  });
}
