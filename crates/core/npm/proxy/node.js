// The proxy in Node's own servers and Express, which speak neither Request nor Response.

/** How long a client that is still sending has to hear a refusal, before its connection ends. */
const LINGER_MS = 2_000;

/**
 * The declarations name a part of Node's own classes, so that no project needs the types of Node.
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
      // An answer that broke off must not look whole. Before it, the request was one that `Request` does not take.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(400).end();
    }
  };
}

function requestOf(incoming, signal) {
  const { method, rawHeaders } = incoming;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    // Of HTTP/2 some names are no headers.
    if (!rawHeaders[at].startsWith(":")) headers.append(rawHeaders[at], rawHeaders[at + 1]);
  }
  const host = incoming.headers[":authority"] ?? incoming.headers.host ?? "localhost";
  const scheme = incoming.socket?.encrypted ? "https" : "http";
  const hasBody = method !== "GET" && method !== "HEAD" && method !== "OPTIONS";
  // Express takes the path of a mounted handler out of `url`.
  const address = new URL(`${scheme}://${host}${incoming.originalUrl ?? incoming.url}`);
  return new Request(address, { method, headers, signal, ...(hasBody && { body: bodyOf(incoming), duplex: "half" }) });
}

/**
 * The upload as it comes, or as a body parser in front has left it.
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

/** Writes the answer no faster than the client takes it. */
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

/** A client that is still sending hears the answer, then its connection ends. */
function endUpload(incoming) {
  if (incoming.complete || incoming.destroyed) return;
  incoming.resume();
  const timer = setTimeout(() => incoming.destroy(), LINGER_MS);
  incoming.once("close", () => clearTimeout(timer));
}
