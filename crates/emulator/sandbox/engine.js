// Plays the emulator's answers: makes each step, waits where it says to wait, and hands the pieces to a sink.
// Runs in the worker, or on the caller's thread where there are no workers.

import { readFile } from "./read-file.js";
import { createTextRasterizer } from "./text-rasterizer.js";
import init, { Chunk, Emulator, Next } from "./wasm/emulator.js";

let starting;

/** The emulator, loaded by the first call. A failed load is tried again by the next. */
function emulator(wasmUrl) {
  starting ??= load(wasmUrl).catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function load(wasmUrl) {
  await init({ module_or_path: wasmUrl.startsWith("file:") ? await readFile(wasmUrl) : wasmUrl });
  return new Emulator(createTextRasterizer());
}

/**
 * Answers one request.
 * @param {{method: string, path: string, query: string, headers: string[], body: Uint8Array, latencyMs: number, wasmUrl: string}} request
 *   `wasmUrl` is the address of the emulator's wasm: a worker may have been copied to where none is beside it
 * @param {{head(status: number, headers: string[]): void, chunk(bytes: Uint8Array): void, end(): void, fail(): void}} sink
 * @param {AbortSignal} signal ends it at once; the sink hears nothing more
 */
export async function play(request, sink, signal) {
  const { method, path, query, headers, body, latencyMs, wasmUrl } = request;
  const start = performance.now();
  await emulator(wasmUrl);
  if (signal.aborted) return;
  const words = [method, path, query, headers, body, Date.now() / 1000];
  // WebKit's compiler has been seen to lead good code astray, once in some hundred pictures; the next time it is right.
  const reply = await respond(wasmUrl, words).catch(() => respond(wasmUrl, words));
  const chunk = new Chunk();
  try {
    // Loading and drawing count as part of the wait.
    const latency = method === "OPTIONS" ? 0 : latencyMs;
    await pause(latency - (performance.now() - start), signal);
    await playSteps(reply, chunk, sink, spread(latency), signal);
  } finally {
    chunk.free();
    reply.free();
  }
}

/** An instance that was interrupted cannot be used again; the next call creates a new one. */
async function respond(wasmUrl, words) {
  const service = await emulator(wasmUrl);
  try {
    return service.respond(...words);
  } catch (error) {
    starting = undefined;
    throw error;
  }
}

/** The body of an answer takes half as long again as its first byte did. */
function spread(latencyMs) {
  const until = performance.now() + latencyMs / 2;
  return (steps) => Math.max(0, until - performance.now()) / Math.max(1, steps);
}

const EXPECTED_CHUNKS = 24;

async function playSteps(reply, chunk, sink, gapOf, signal) {
  let isHeadSent = false;
  const sendHead = () => {
    if (!isHeadSent) sink.head(reply.status, reply.headers);
    isHeadSent = true;
  };
  let chunks = 0;
  while (!signal.aborted) {
    switch (reply.next(chunk)) {
      case Next.Chunk:
        sendHead();
        sink.chunk(chunk.take());
        chunks += 1;
        await pause(gapOf(EXPECTED_CHUNKS - chunks), signal);
        break;
      case Next.Wait:
        await pause(reply.waitMs, signal);
        break;
      case Next.Break:
        return sink.fail();
      case Next.Hang:
        return aborted(signal);
      default:
        sendHead();
        return sink.end();
    }
  }
}

/**
 * Waits, but not longer than until the signal.
 * @returns {Promise<void> | undefined}
 */
function pause(ms, signal) {
  if (ms <= 0 || signal.aborted) return undefined;
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}

/** @returns {Promise<void>} */
function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
