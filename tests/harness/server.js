// Small HTTP servers for tests, each on a free port of this machine.

import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, x-goog-api-key",
};

/** Serves requests with a handler and options, as `node:http` accepts them. Clients may disconnect at any time. */
export async function serve(handler, options = {}) {
  const server = createServer(options, async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      if (!hasLeft(request, response)) throw error;
    }
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Whether the client has disconnected. An aborted request ends the reading of its body with an error, which would fail
 * the whole test file.
 */
const hasLeft = (request, response) => Boolean(request.errored) || (response.destroyed && !response.writableFinished);

/**
 * Serves a folder.
 * @param {string} folder
 * @param {{ prefix?: string, types?: Record<string, string>, cors?: boolean, compress?: boolean,
 *   extra?: (path: string) => Record<string, string>, quick?: boolean }} [options]
 *   `prefix`: the path under which the folder is served, such as "/deep/down/". All other paths are 404.
 *   `types`: MIME types by extension, in addition to the usual ones. `cors`: readable from every origin.
 *   `compress`: compresses as the usual hosts do. `extra`: additional headers by the requested path.
 *   `quick`: removes the delay with which the sandbox imitates a model. A worker that compares files with their
 *   digests refuses the changed file.
 */
export async function serveFolder(folder, options = {}) {
  const { prefix = "/", types = {}, cors = false, compress = false, extra = () => ({}), quick = false } = options;
  const packed = new Map();
  const server = await serve(async (request, response) => {
    const headers = { "cache-control": "no-cache", ...(cors ? CORS : {}), ...extra(request.url.split("?")[0]) };
    const file = await fileFor(folder, prefix, request.url);
    if (!file) return response.writeHead(404, { ...headers, "content-type": "text/plain" }).end("not found\n");
    const type = types[extname(file)] ?? TYPES[extname(file)] ?? "application/octet-stream";
    const read = await readFile(file);
    const body = quick && file.endsWith(SANDBOX) ? withoutWait(read.toString()) : read;
    const coding = compress && !type.startsWith("image/png") ? codingFor(request) : undefined;
    if (!coding) return response.writeHead(200, { ...headers, "content-type": type }).end(body);
    const key = `${coding} ${file}`;
    if (!packed.has(key)) packed.set(key, CODINGS[coding](body));
    response.writeHead(200, { ...headers, "content-type": type, "content-encoding": coding, vary: "accept-encoding" });
    response.end(packed.get(key));
  });
  return { ...server, url: server.url + prefix.replace(/\/$/, "") };
}

const SANDBOX = join("sandbox", "index.js");
const WAIT = "DEFAULT_LATENCY_MS = 1200;";

function withoutWait(script) {
  assert.ok(script.includes(WAIT), "the sandbox says otherwise how long it takes");
  return script.replace(WAIT, "DEFAULT_LATENCY_MS = 0;");
}

/** The content codings, the best first. */
const CODINGS = {
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => gzipSync(body, { level: 9 }),
};

function codingFor(request) {
  const accepted = (request.headers["accept-encoding"] ?? "").split(/\s*,\s*/);
  return Object.keys(CODINGS).find((coding) => accepted.includes(coding));
}

/** Answers every request, including preflights, with this body, readable from every origin. */
export function serveAnswer({ status = 200, type = "text/html; charset=utf-8", body }) {
  return serve((request, response) => {
    request.resume();
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    response.writeHead(status, { ...CORS, "content-type": type }).end(body);
  });
}

/**
 * Forwards requests to `upstream` and truncates the responses. The path begins with `/{ending}/{kept}`. `ending` is
 * "close" (the body just ends) or "reset" (the connection breaks). `kept` is the number of thousandths of the body that
 * arrive, or a negative number of bytes to leave off.
 */
export function serveCut(upstream) {
  return serve(async (request, response) => {
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    const [, ending, kept, path] = /^\/(close|reset)\/(-?\d+)(\/.*)$/.exec(request.url);
    const body = await answerOf(upstream + path, request);
    const length = kept < 0 ? body.length + Number(kept) : Math.floor((body.length * kept) / 1000);
    response.writeHead(200, { ...CORS, "content-type": "application/json" });
    response.flushHeaders();
    if (ending === "close") return response.end(body.subarray(0, length));
    response.write(body.subarray(0, length), () => response.destroy());
  });
}

async function answerOf(url, request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = { "content-type": "application/json", authorization: request.headers.authorization };
  const answer = await fetch(url, { method: "POST", headers, body: Buffer.concat(chunks) });
  // The line end is removed, because its truncation would go unnoticed.
  return Buffer.from((await answer.text()).trimEnd());
}

/** Returns a URL of this machine where nothing listens. */
export async function unreachable() {
  const server = await serve(() => {});
  await server.close();
  return server.url;
}

async function fileFor(folder, prefix, target) {
  const path = decodeURIComponent(target.split("?")[0]);
  if (!path.startsWith(prefix)) return undefined;
  const inside = normalize(join(folder, path.slice(prefix.length)));
  if (inside !== folder && !inside.startsWith(folder + sep)) return undefined;
  const found = await stat(inside).catch(() => undefined);
  if (found?.isFile()) return inside;
  const index = join(inside, "index.html");
  return found?.isDirectory() && (await stat(index).catch(() => undefined)) ? index : undefined;
}
