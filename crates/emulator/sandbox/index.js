// A `fetch` that never leaves the page: the emulator of the Gemini image API in its own worker. Importing the module
// starts nothing; the first call does.

import { exchange } from "./exchange.js";

const DEFAULT_LATENCY_MS = 1200;

let instances = 0;

/** @type {typeof import("./index.d.ts").sandboxFetch} */
export function sandboxFetch({ scenario, latencyMs = DEFAULT_LATENCY_MS } = {}) {
  instances += 1;
  // Each instance has its own path, so that attempts are not counted across instances.
  const prefix = scenario === undefined ? "" : `/scenario/${encodeURIComponent(scenario)}/${instances}`;
  return async function fetch(input, init) {
    const isRequest = typeof Request !== "undefined" && input instanceof Request;
    const signal = init?.signal === null ? undefined : (init?.signal ?? (isRequest ? input.signal : undefined));
    signal?.throwIfAborted();
    const url = addressOf(isRequest ? input.url : String(input));
    const request = await untilAborted(read(url, input, init, isRequest), signal);
    const path = prefix + apiPath(url.pathname);
    return exchange({ ...request, path, query: url.search.slice(1), latencyMs }, url.href, signal);
  };
}

function addressOf(text) {
  return new URL(text, globalThis.location?.href ?? "http://sandbox.invalid/");
}

/**
 * Reads method, headers and body as `fetch` would send them. As with `fetch`, the caller must not read a body twice.
 */
async function read(url, input, init, isRequest) {
  const settings = { ...init, signal: undefined };
  if (isBodyStream(settings.body)) settings.duplex = "half";
  const request = isRequest ? new Request(input, settings) : new Request(url, settings);
  const body = new Uint8Array(await request.arrayBuffer());
  return { method: request.method, headers: [...request.headers].flat(), body };
}

function isBodyStream(body) {
  return typeof ReadableStream !== "undefined" && body instanceof ReadableStream;
}

/** Returns the path without the prefix of a base URL, which can be anything. */
function apiPath(path) {
  const at = ["/scenario/", "/upload/v1", "/v1beta/", "/v1/"].map((start) => path.indexOf(start)).filter((place) => place >= 0);
  return at.length > 0 ? path.slice(Math.min(...at)) : path;
}

function untilAborted(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
