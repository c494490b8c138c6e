// One request and its Response: sends the request to the engine, streams the answer, and ends when the signal aborts.

import { link } from "./link.js";

const NO_BODY = new Set([101, 103, 204, 205, 304]);

/** Resolves with the Response when its status and headers have arrived. Rejects as `fetch` does. */
export function exchange(request, url, signal) {
  return new Promise((resolve, reject) => {
    let body;
    let cancel = () => {};
    const failure = {};
    const end = (reason) => {
      failure.reason = reason;
      reject(reason);
      body?.error(reason);
    };
    const abort = () => {
      cancel();
      end(signal.reason);
    };
    const settle = () => signal?.removeEventListener("abort", abort);
    signal?.addEventListener("abort", abort, { once: true });

    const sink = {
      head(status, pairs) {
        const stream = new ReadableStream({
          start: (controller) => (body = controller),
          cancel: () => {
            settle();
            cancel();
          },
        });
        resolve(respond(status, pairs, NO_BODY.has(status) ? null : stream, url, failure));
      },
      chunk: (bytes) => body.enqueue(bytes),
      end() {
        settle();
        body.close();
      },
      fail(message) {
        settle();
        end(new TypeError(message ? `The sandbox did not start: ${message}` : "network error"));
      },
    };
    cancel = link(request, sink);
  });
}

const READERS = ["arrayBuffer", "blob", "bytes", "formData", "json", "text"];

function respond(status, pairs, stream, url, failure) {
  const headers = new Headers();
  for (let at = 0; at < pairs.length; at += 2) headers.append(pairs[at], pairs[at + 1]);
  const response = new Response(stream, { status, headers });
  Object.defineProperty(response, "url", { value: url });
  // If a page's own stream fails, Chromium reports "Failed to fetch", and Firefox an AbortError. `fetch` would reject
  // with the reason.
  for (const name of READERS.filter((reader) => response[reader])) {
    const read = response[name].bind(response);
    response[name] = () => read().catch((error) => Promise.reject("reason" in failure ? failure.reason : error));
  }
  return response;
}
