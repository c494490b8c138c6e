// Plays the emulator's answers: makes each step, waits where it says to wait, and hands the pieces to a sink.
// Runs in the worker, or on the caller's thread where there are no workers.

import { createPen } from "./pen.js";
import { leftBehind } from "./place.js";
import init, { Chunk, Emulator, Next } from "./wasm/emulator.js";

let starting;

/** The emulator, loaded by the first call. A failed load is tried again by the next. */
function emulator() {
  starting ??= load().catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function load() {
  const url = new URL("./wasm/emulator_bg.wasm", import.meta.url);
  await init({ module_or_path: url.protocol === "file:" ? await readFile(url) : (leftBehind(url, "sandbox/wasm/emulator_bg.wasm") ?? url) });
  return new Emulator(createPen());
}

// Node's fetch does not read files. The name is put together so that bundlers for browsers leave it alone.
async function readFile(url) {
  const name = ["node", "fs/promises"].join(":");
  const fs = await import(/* webpackIgnore: true */ /* @vite-ignore */ name);
  return fs.readFile(url);
}

/**
 * Answers one request.
 * @param {{method: string, path: string, query: string, headers: string[], body: Uint8Array, latencyMs: number}} request
 * @param {{head(status: number, headers: string[]): void, chunk(bytes: Uint8Array): void, end(): void, fail(): void}} sink
 * @param {AbortSignal} signal ends it at once; the sink hears nothing more
 */
export async function play(request, sink, signal) {
  const { method, path, query, headers, body, latencyMs } = request;
  const start = performance.now();
  await emulator();
  if (signal.aborted) return;
  const words = [method, path, query, headers, body, Date.now() / 1000];
  // WebKit's compiler has been seen to lead good code astray, once in some hundred pictures; the next time it is right.
  const reply = await respond(words).catch(() => respond(words));
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

/** What is interrupted within the module can never be used again: the next call makes a new one. */
async function respond(words) {
  const service = await emulator();
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

/** Waits, but not longer than until the signal. */
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

function aborted(signal) {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
