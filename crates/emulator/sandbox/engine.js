// Plays the emulator's answers: executes each step, pauses where a step requires it, and passes the chunks to a sink.
// Runs in the worker, or on the caller's thread if there are no workers.

import { readFile } from "./read-file.js";
import { createTextRasterizer } from "./text-rasterizer.js";
import init, { Chunk, Emulator, Next } from "./wasm/emulator.js";

let starting;

/** Returns the emulator, which is loaded by the first call. After a failed load the next call tries again. */
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
 *   `wasmUrl` is the URL of the emulator's wasm, because a worker may have been copied without it
 * @param {{head(status: number, headers: string[]): void, chunk(bytes: Uint8Array): void, end(): void, fail(): void}} sink
 * @param {AbortSignal} signal ends the answer immediately; the sink is not called afterwards
 */
export async function play(request, sink, signal) {
  const { method, path, query, headers, body, latencyMs, wasmUrl } = request;
  const start = performance.now();
  await emulator(wasmUrl);
  if (signal.aborted) return;
  const words = [method, path, query, headers, body, Date.now() / 1000];
  // WebKit's compiler has been observed to miscompile good code, once in some hundred pictures. The retry succeeds.
  const reply = await respond(wasmUrl, words).catch(() => respond(wasmUrl, words));
  const chunk = new Chunk();
  try {
    // Loading and drawing count towards the latency.
    const latency = method === "OPTIONS" ? 0 : latencyMs;
    await pause(latency - (performance.now() - start), signal);
    await playSteps(reply, chunk, sink, spread(latency), signal);
  } finally {
    chunk.free();
    reply.free();
  }
}

/** Calls the emulator. An instance that threw cannot be used again, so the next call creates a new one. */
async function respond(wasmUrl, words) {
  const service = await emulator(wasmUrl);
  try {
    return service.respond(...words);
  } catch (error) {
    starting = undefined;
    throw error;
  }
}

/** Returns a function that computes the pause between steps. The body is sent within half of the latency. */
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
 * Waits for a duration, or until the signal is aborted.
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
