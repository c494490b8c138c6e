// The benchmark's server, in a separate process so that it does not share a thread with the measuring code:
//
//   /page/…                                  the page
//   /bundles/…                               the bundled contestants, cacheable
//   /pictures/{size}.png                     a picture to send as input
//   /api/{speed}/{size}/{call}/…             a response; the API method selects its format
//   /marks/{call}                            when the call's requests arrived and its responses ended, in wall-clock ms
//
// Started with the two folders it serves; sends its address and the sizes of the pictures to the parent process.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

import { allBodies } from "./bodies.js";
import { sendPaced } from "./pacing.js";

const [PAGE, BUNDLES] = process.argv.slice(2);
const BODIES = allBodies();
const BYTES_PER_MS = { full: undefined, "100mbit": 100e6 / 8 / 1000 };
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

/** The timestamps of all requests of a call, by call. */
const marks = new Map();

const routes = {
  page: (response, path) => file(response, join(PAGE, ...path), "no-store"),
  bundles: (response, path) => file(response, join(BUNDLES, ...path), "max-age=3600"),
  pictures: (response, [name]) => send(response, BODIES[name.replace(".png", "")].raw),
  marks: (response, [call]) => {
    send(response, { type: "application/json", bytes: Buffer.from(JSON.stringify(marks.get(call) ?? [])) });
    marks.delete(call);
  },
  async api(response, [speed, size, call, ...rest], request) {
    const seen = { headersAt: Date.now() };
    marks.set(call, [...(marks.get(call) ?? []), seen]);
    seen.requestBytes = await drained(request);
    seen.arrivedAt = Date.now();
    seen.lastByteAt = await send(response, BODIES[size][formOf(rest.join("/"))], BYTES_PER_MS[speed]);
  },
};

/** Returns the response format of the requested API method; every other path returns the raw picture (the floor). */
function formOf(path) {
  if (path.includes(":streamGenerateContent")) return "sse";
  return path.includes(":generateContent") ? "unary" : "raw";
}

async function drained(request) {
  let bytes = 0;
  for await (const chunk of request) bytes += chunk.length;
  return bytes;
}

function send(response, { type, bytes }, bytesPerMs) {
  response.writeHead(200, { "content-type": type, "content-length": bytes.length, "cache-control": "no-store" });
  return sendPaced(response, bytes, bytesPerMs);
}

async function file(response, path, caching) {
  const bytes = await readFile(path);
  response.writeHead(200, { "content-type": TYPES[extname(path)], "cache-control": caching }).end(bytes);
}

const server = createServer(async (request, response) => {
  const [, route, ...path] = request.url.split("?")[0].split("/");
  try {
    await routes[route](response, path, request);
  } catch (error) {
    response.writeHead(404).end(String(error));
  }
});

server.listen(0, "127.0.0.1", () => {
  const pictures = Object.fromEntries(Object.entries(BODIES).map(([size, { raw }]) => [size, raw.bytes.length]));
  process.send({ url: `http://127.0.0.1:${server.address().port}`, pictures });
});
process.on("disconnect", () => process.exit());
