// The connection to the engine: a worker shared by all calls, or the caller's thread where there are no workers. That
// is the case in Node and in service workers. Service workers have no `import()` either, so they need the engine's
// script from the beginning. The first call loads the wasm.

import { play } from "./engine.js";
import { originalUrl, workerByImport } from "./asset-url.js";

/** The lifetime of an idle worker in milliseconds. Deno and Bun do not exit while a worker is alive. */
const IDLE_MS = globalThis.process?.versions ? 200 : 30_000;

let worker;
let idle;
let lastId = 0;
const sinks = new Map();

/** Starts a request and returns a function that ends it. The sink is not called after that. */
export function link(request, sink) {
  const located = { ...request, wasmUrl: wasmUrl() };
  return typeof Worker === "undefined" ? playHere(located, sink) : playThere(located, sink);
}

function playThere(request, sink) {
  worker ??= start();
  clearTimeout(idle);
  const target = worker;
  const id = (lastId += 1);
  sinks.set(id, sink);
  target.postMessage({ type: "request", id, request }, [request.body.buffer]);
  return () => {
    if (!sinks.delete(id)) return;
    target.postMessage({ type: "abort", id });
    endWhenIdle();
  };
}

function endWhenIdle() {
  clearTimeout(idle);
  if (sinks.size > 0) return;
  idle = setTimeout(() => {
    worker?.terminate();
    worker = undefined;
  }, IDLE_MS);
}

function start() {
  const created = workerFromHere();
  created.addEventListener("message", ({ data }) => deliver(data));
  created.addEventListener("error", (event) => {
    // The worker's script could not be loaded, or threw. All calls fail, and the next call starts a new worker.
    worker = undefined;
    created.terminate();
    for (const [id, sink] of [...sinks]) {
      sinks.delete(id);
      sink.fail(event.message || "its worker could not be loaded");
    }
  });
  return created;
}

// Each URL occurs only once, because bundlers write a file for each occurrence.
function moduleFile() {
  // This needs a function body, because @vercel/nft ignores a URL that is the whole body of an arrow function.
  return new URL("./wasm/emulator_bg.wasm", import.meta.url);
}
const wasmUrl = () => originalUrl(moduleFile(), "sandbox/wasm/emulator_bg.wasm") ?? String(moduleFile());
const workerFile = () => originalUrl(moduleFile(), "sandbox/sandbox-worker.js") ?? new URL("./sandbox-worker.js", import.meta.url);

function workerFromHere() {
  const address = workerFile();
  try {
    return new Worker(address, { type: "module" });
  } catch {
    return workerByImport(address);
  }
}

function deliver({ id, type, ...message }) {
  const sink = sinks.get(id);
  if (!sink) return;
  if (type === "end" || type === "fail") {
    sinks.delete(id);
    endWhenIdle();
  }
  if (type === "head") sink.head(message.status, message.headers);
  else if (type === "chunk") sink.chunk(message.bytes);
  else if (type === "end") sink.end();
  else sink.fail(message.message);
}

function playHere(request, sink) {
  const controller = new AbortController();
  play(request, sink, controller.signal).catch((error) => {
    if (!controller.signal.aborted) sink.fail(String(error?.message ?? error));
  });
  return () => controller.abort();
}
