// A service whose every response is a large picture. It records the size of each request, and tracks open responses.

import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";

import { bodiesOf } from "../bench/bodies.js";
import { noisyPng } from "../bench/pictures.js";
import { serve } from "../harness/server.js";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type",
  "access-control-max-age": "600",
};
const MEGABYTE = 1 << 20;

/** Serves a picture of the size in the path's first segment; `/file/{megabytes}` is a file that is not an image. */
export async function startService(sizes) {
  const answers = new Map(sizes.map((size) => [size, answerOf(size)]));
  const requests = [];
  const open = new Set();
  const server = await serve(async (request, response) => {
    open.add(response);
    response.on("close", () => open.delete(response));
    const bytes = await drained(request);
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    const [, first, second] = request.url.split("/");
    if (first === "file") return file(response, parseInt(second), second.endsWith("?no-length"));
    requests.push({ bytes, path: request.url });
    const { type, bytes: body } = answers.get(first)[request.url.includes(":stream") ? "sse" : "unary"];
    response.writeHead(200, { ...CORS, "content-type": type, "content-length": body.length }).end(body);
  });
  return {
    ...server,
    requests,
    pictures: Object.fromEntries([...answers].map(([size, { picture }]) => [size, picture])),
    openConnections: () => open.size,
    /** Resolves once no response is open; the test's own timeout limits the wait. */
    async isIdle() {
      while (open.size > 0) await setImmediate();
    },
  };
}

function answerOf(size) {
  const png = noisyPng(size);
  const sides = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const picture = { bytes: png.length, size: sides, sha256: createHash("sha256").update(png).digest("hex") };
  return { ...bodiesOf(png), picture };
}

async function drained(request) {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  return bytes;
}

/** Streams zeros as fast as the client reads them. */
function file(response, megabytes, hasNoLength) {
  const length = hasNoLength ? {} : { "content-length": megabytes * MEGABYTE };
  response.writeHead(200, { ...CORS, "content-type": "image/png", ...length });
  Readable.from(Array(megabytes).fill(Buffer.alloc(MEGABYTE))).pipe(response);
}
