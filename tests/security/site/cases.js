// Calls to a malicious service. Each returns plain data for the test to check.

import { Client } from "tintype";

const messages = [];
for (const level of ["log", "info", "warn", "error", "debug"]) {
  const own = console[level];
  console[level] = (...words) => (messages.push(words.map(String).join(" ")), own.apply(console, words));
}
addEventListener("unhandledrejection", (event) => messages.push(`unhandled: ${event.reason?.stack ?? event.reason}`));
addEventListener("error", (event) => messages.push(`uncaught: ${event.message}`));
addEventListener("message", (event) => messages.push(`message: ${JSON.stringify(event.data)}`));

const clients = { page: new Client(), worker: new Client({ worker: true }) };

/** Makes one call in the page or in the worker, whole or as a stream. */
export async function call({ place = "page", mode = "whole", options }) {
  const client = clients[place];
  const callOptions = { prompt: "a lighthouse", retry: false, timeoutMs: 20_000, ...options };
  try {
    if (mode === "models") return { models: await client.models(callOptions) };
    const stream = mode === "stream" ? client.stream(callOptions) : undefined;
    if (stream) for await (const event of stream) void event;
    return await success(stream ? await stream.result() : await client.generate(callOptions));
  } catch (error) {
    return failure(error);
  }
}

async function success(result) {
  const images = await Promise.all(
    result.images.map(async ({ blob, mimeType, url, width, height }) => ({
      type: blob.type,
      mimeType,
      width,
      height,
      head: [...new Uint8Array(await blob.slice(0, 6).arrayBuffer())],
      // The content type that a page gets when it fetches the URL.
      served: (await fetch(url)).headers.get("content-type"),
    })),
  );
  const { text, finishReason, warnings, usage } = result;
  result.dispose();
  return { images, text, finishReason, warnings: warnings.map(({ code }) => code), raw: JSON.stringify(usage.raw) };
}

/** Returns everything that can be read from an error by any means. */
function failure(error) {
  const members = Object.getOwnPropertyNames(error).map((name) => [name, error[name]]);
  const shown = [String(error), error.stack, JSON.stringify(error), JSON.stringify(members), String(error.cause)].join("\n");
  const { code, message, field, details } = error;
  return { code, message, field, shown, isPolluted: details?.polluted !== undefined || details?.[0]?.polluted !== undefined };
}

/** Returns all places where a page, or another script in it, could find data later. */
export async function traces() {
  const names = globalThis.caches ? await caches.keys() : [];
  const bases = (await indexedDB.databases?.()) ?? [];
  return JSON.stringify({
    messages,
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    address: [location.href, document.referrer, JSON.stringify(history.state), globalThis.name],
    caches: names,
    bases,
    page: document.documentElement.outerHTML,
    globals: Object.keys(globalThis).map((name) => typeof globalThis[name] === "string" && globalThis[name]),
    timing: performance.getEntries().map(({ name }) => name),
  });
}

/** Returns the members that all objects of the page inherit from `Object.prototype`. */
export const inherited = () => {
  const found = [];
  for (const name in {}) found.push(name);
  return found;
};

/** Makes a call while `Object.prototype` is polluted with options, which the library must ignore. */
export async function callWhilePolluted({ options, pollution }) {
  Object.assign(Object.prototype, pollution);
  try {
    return await call({ options });
  } finally {
    for (const name of Object.keys(pollution)) delete Object.prototype[name];
  }
}

/** Makes a call with `extra` and a conversation from `JSON.parse`, including members named `__proto__`. */
export async function callWithJson({ place, options, json }) {
  const outcome = await call({ place, options: { ...options, ...JSON.parse(json) } });
  return { ...outcome, inherited: inherited() };
}
