// Calls to a service that means harm; each gives plain data for the test to judge.

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

/** One call in the page or in the worker, whole or as a stream. */
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
      // The response for a page that follows the URL.
      served: (await fetch(url)).headers.get("content-type"),
    })),
  );
  const { text, finishReason, warnings, usage } = result;
  result.dispose();
  return { images, text, finishReason, warnings: warnings.map(({ code }) => code), raw: JSON.stringify(usage.raw) };
}

/** Everything that can be read of an error, by any way of looking. */
function failure(error) {
  const members = Object.getOwnPropertyNames(error).map((name) => [name, error[name]]);
  const shown = [String(error), error.stack, JSON.stringify(error), JSON.stringify(members), String(error.cause)].join("\n");
  const { code, message, field, details } = error;
  return { code, message, field, shown, isPolluted: details?.polluted !== undefined || details?.[0]?.polluted !== undefined };
}

/** All places where a page, or another script in it, could come upon something later. */
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

/** Members that all objects of the page inherit since its start. */
export const inherited = () => {
  const found = [];
  for (const name in {}) found.push(name);
  return found;
};

/** Options that another script has put on every object are no options. */
export async function callWhilePolluted({ options, pollution }) {
  Object.assign(Object.prototype, pollution);
  try {
    return await call({ options });
  } finally {
    for (const name of Object.keys(pollution)) delete Object.prototype[name];
  }
}

/** `extra` and a conversation as JSON.parse gives them, members of the name `__proto__` among them. */
export async function callWithJson({ place, options, json }) {
  const outcome = await call({ place, options: { ...options, ...JSON.parse(json) } });
  return { ...outcome, inherited: inherited() };
}
