// The caller's hooks around every attempt. A hook sees requests without the key, which `apiKey()` returns, and
// responses without the body. A worker calls hooks by message, so their arguments are plain records.

import { toError } from "./error.js";

/** Wraps a transport so that hooks see its requests and responses. */
export function observed({ fetch = globalThis.fetch, beforeRequest, afterResponse }) {
  return async (request) => {
    await beforeRequest?.({ url: request.url, method: request.method, headers: [...request.headers] });
    const response = await fetch(request);
    await afterResponse?.({ url: request.url, status: response.status, headers: [...response.headers] });
    return response;
  };
}

/** Wraps the hooks for a module. If a hook throws, `end` ends the call with its error. */
export function hooksOf(hooks, end) {
  const { beforeRequest, afterResponse, beforeRetry } = hooks ?? {};
  const made = (hook, argument) => {
    if (typeof hook !== "function") return undefined;
    return async (record) => {
      try {
        return await hook(argument(record));
      } catch (error) {
        end(error);
        throw error;
      }
    };
  };
  return {
    beforeRequest: made(beforeRequest, shownRequest),
    afterResponse: made(afterResponse, ({ url, status, headers }) => ({ url: withoutKey(url), status, headers: new Headers(headers) })),
    beforeRetry: made(beforeRetry, (text) => retried(toError(text))),
  };
}

const retried = (error) => ({ error, attempt: error.attempts + 1 });

const KEY_HEADERS = ["authorization", "x-goog-api-key"];

function shownRequest({ url, method, headers }) {
  const shown = new Headers(headers);
  const [header] = KEY_HEADERS.map((name) => shown.get(name)).filter((value) => value !== null);
  const key = header ?? new URL(url).searchParams.get("key");
  KEY_HEADERS.forEach((name) => shown.delete(name));
  // A function, so that no log and no copy of the record holds the key.
  return { url: withoutKey(url), method, headers: shown, apiKey: () => key?.replace(/^Bearer /, "") };
}

function withoutKey(url) {
  const shown = new URL(url);
  if (shown.searchParams.has("key")) shown.searchParams.set("key", "…");
  return shown.href;
}
