// Serves random exchanges over HTTP. A program of `crates/properties` generates each of them deterministically from its
// seed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";

import { program } from "../harness/environment.js";
import { serve } from "../harness/server.js";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization",
  "access-control-expose-headers": "*",
  "access-control-max-age": "600",
};

/** The picture of the response that is always valid. */
const PIXEL = Buffer.from("GIF89a\x01\x00\x01\x00\x00\x00\x00;", "latin1").toString("base64");
const GOOD = JSON.stringify({ candidates: [{ content: { parts: [{ inlineData: { mimeType: "image/gif", data: PIXEL } }] }, finishReason: "STOP" }] });

/** The number of servers; a browser opens at most six connections to each. */
const SERVERS = 4;

/**
 * Answers a request with the exchange of the seed in its `x-seed` header, or with a picture if there is none.
 * `exchange(seed)` returns the exchange for the caller's checks. Exchanges are not stored.
 */
export async function serveExchanges() {
  const maker = startMaker();
  const answer = async (request, response) => {
    request.resume();
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    const seed = request.headers["x-seed"];
    if (seed === undefined) return response.writeHead(200, { ...CORS, "content-type": "application/json" }).end(GOOD);
    await play(await maker.make(seed), response);
  };
  const servers = await Promise.all(Array.from({ length: SERVERS }, () => serve(answer)));
  return {
    urls: servers.map(({ url }) => url),
    exchange: (seed) => maker.make(seed),
    async close() {
      await Promise.all(servers.map((server) => server.close()));
      await maker.close();
    },
  };
}

async function play({ status, contentType, cuts, delayMs, bodyEnd, body }, response) {
  // Ignores errors of writing to a response that has been closed early.
  response.on("error", () => {});
  response.writeHead(status, { ...CORS, ...(contentType && { "content-type": contentType }) });
  response.flushHeaders();
  const places = [0, ...cuts, body.length];
  for (let at = 1; at < places.length && !response.destroyed; at++) {
    if (delayMs > 0) await setTimeout(delayMs);
    if (!response.write(body.subarray(places[at - 1], places[at])) && !response.destroyed) {
      await Promise.race([once(response, "drain"), once(response, "close")]);
    }
  }
  if (bodyEnd === "end") response.end();
  else if (bodyEnd === "reset") response.destroy();
}

/** Starts the program, which handles one seed after the other. */
function startMaker() {
  const child = spawn(program("TINTYPE_EXCHANGES"), { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const read = reader(child.stdout);
  let last = Promise.resolve();
  const next = async (seed) => {
    child.stdin.write(`${seed}\n`);
    const head = JSON.parse((await read.line()).toString());
    return { ...head, body: await read.bytes(head.length) };
  };
  return {
    make(seed) {
      const made = last.then(() => next(seed));
      last = made.catch(() => {});
      return made;
    },
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}

/** Reads lines and blocks of bytes from a stream. */
function reader(input) {
  let buffer = Buffer.alloc(0);
  const chunks = input[Symbol.asyncIterator]();
  const more = async () => {
    const { value, done } = await chunks.next();
    if (done) throw new Error("the program that makes exchanges has ended");
    buffer = Buffer.concat([buffer, value]);
  };
  const take = (length) => {
    const taken = buffer.subarray(0, length);
    buffer = buffer.subarray(length);
    return taken;
  };
  return {
    async line() {
      while (!buffer.includes(10)) await more();
      return take(buffer.indexOf(10) + 1);
    },
    async bytes(length) {
      while (buffer.length < length) await more();
      return Buffer.from(take(length));
    },
  };
}
