// A service that sends recorded responses in chunks, so that calls can be cancelled in the middle. It tracks the
// responses that are still open.

import { once } from "node:events";
import { setImmediate } from "node:timers/promises";

import { serve } from "../harness/server.js";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "600",
};
const CHUNK_COUNT = 8;

/** Records one whole response and one stream of the emulator, and serves them. */
export async function startChunkServer(emulator) {
  const answers = { whole: await recorded(emulator, "generateContent"), stream: await recorded(emulator, "streamGenerateContent?alt=sse") };
  const open = new Set();
  const connections = new Set();
  const server = await serve(async (request, response) => {
    open.add(response);
    response.on("close", () => open.delete(response));
    const { socket } = request;
    if (!connections.has(socket)) {
      connections.add(socket);
      socket.on("close", () => connections.delete(socket));
    }
    for await (const _ of request);
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    await answer(request.url, request.url.includes(":stream") ? answers.stream : answers.whole, response);
  });
  return {
    ...server,
    /** Returns the number of open connections, active or idle. */
    connections: () => connections.size,
    /** Resolves once no response is open; the test's own timeout limits the wait. */
    async isIdle() {
      for (const response of open) await once(response, "close");
    },
  };
}

async function recorded(emulator, method) {
  const answer = await fetch(`${emulator}/v1beta/models/gemini-2.5-flash-image:${method}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer sk-leaks" },
    body: JSON.stringify({ contents: [{ parts: [{ text: "a lighthouse at dusk" }] }] }),
  });
  return { type: answer.headers.get("content-type"), body: Buffer.from(await answer.arrayBuffer()) };
}

async function answer(path, { type, body }, response) {
  if (path.startsWith("/refused")) {
    return response.writeHead(400, { ...CORS, "content-type": "application/json" }).end('{"error":{"code":400,"message":"no"}}');
  }
  response.writeHead(200, { ...CORS, "content-type": type });
  for (const chunk of chunks(path.startsWith("/broken") ? Buffer.from("{]") : body)) {
    if (response.destroyed) return;
    response.write(chunk);
    await setImmediate();
    if (path.startsWith("/cut")) return response.destroy();
  }
  response.end();
}

function* chunks(body) {
  const length = Math.ceil(body.length / CHUNK_COUNT);
  for (let at = 0; at < body.length; at += length) yield body.subarray(at, at + length);
}
