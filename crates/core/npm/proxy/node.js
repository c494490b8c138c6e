// An adapter for Node's own servers and Express, which do not use `Request` and `Response`.

/** The time for a client that is still sending to receive a refusal, before its connection is closed. */
const LINGER_MS = 2_000;

/**
 * Converts a proxy to a Node request listener. The declarations describe only a part of Node's own classes, so that
 * projects do not need the types of Node.
 * @param {import("./index.d.ts").ProxyHandler} proxy
 * @returns {(incoming: any, outgoing: any) => Promise<void>}
 */
export function toNodeHandler(proxy) {
  return async (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    try {
      await send(await proxy(requestOf(incoming, gone.signal), incoming), outgoing);
      endUpload(incoming);
    } catch {
      // A truncated response must not look complete. An error before the response means that `Request` rejected the
      // input.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(400).end();
    }
  };
}

function requestOf(incoming, signal) {
  const { method, rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    // Skip the pseudo-headers of HTTP/2.
    if (!rawHeaders[at].startsWith(":")) headers.append(rawHeaders[at], rawHeaders[at + 1]);
  }
  const host = incoming.headers[":authority"] ?? incoming.headers.host ?? "localhost";
  const scheme = incoming.socket?.encrypted ? "https" : "http";
  const hasBody = method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
  // Express strips the mount path of a handler from `url`.
  const address = new URL(`${scheme}://${host}${incoming.originalUrl ?? incoming.url}`);
  return new Request(address, { method, headers, signal, ...(hasBody && { body: bodyOf(incoming), duplex: "half" }) });
}

/**
 * Returns the upload as a stream, or the body that an earlier body parser has read.
 * @returns {BodyInit}
 */
function bodyOf(incoming) {
  const { body } = incoming;
  if (incoming.readableEnded && body !== undefined) return body instanceof Uint8Array || typeof body === "string" ? /** @type {BodyInit} */ (body) : JSON.stringify(body);
  let chunks;
  return new ReadableStream({
    async pull(controller) {
      chunks ??= incoming.iterator({ destroyOnReturn: false });
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    },
    cancel: () => chunks?.return?.(),
  }, { highWaterMark: 0 });
}

/** Writes the response with back-pressure from the client. */
async function send(response, outgoing) {
  outgoing.statusCode = response.status;
  const cookies = response.headers.getSetCookie();
  for (const [name, value] of response.headers) outgoing.setHeader(name, name === "set-cookie" ? cookies : value);
  if (!response.body) return outgoing.end();
  const reader = response.body.getReader();
  try {
    for (let read = await reader.read(); !read.done && !outgoing.destroyed; read = await reader.read()) {
      if (!outgoing.write(read.value) && !outgoing.destroyed) await drainOrClose(outgoing);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  outgoing.end();
}

/** @returns {Promise<void>} */
function drainOrClose(outgoing) {
  return new Promise((resolve) => {
    const settle = () => {
      outgoing.off("drain", settle).off("close", settle);
      resolve();
    };
    outgoing.on("drain", settle).on("close", settle);
  });
}

/** Lets a client that is still sending receive the response, then closes its connection. */
function endUpload(incoming) {
  if (incoming.complete || incoming.destroyed) return;
  incoming.resume();
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS);
  incoming.once("close", () => clearTimeout(timer));
}
