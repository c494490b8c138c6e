// The request to the service, which contains only the checked parts of the visitor's request.

import { errorText, KeyFilter } from "./redact.js";
import { Refusal, SAFE } from "./refusal.js";
import { unstored } from "./store.js";
import { counted, relayed } from "./streams.js";

/** The exact media types that are passed on. They include no type that a browser would execute or render. */
const ANSWER_TYPE = /^(application\/json|text\/event-stream)\s*(;|$)/i;
const PASSED_ON = ["retry-after", "x-request-id", "x-oneapi-request-id"];
/** The reported status when the client disconnected before the response began; nginx logs the same code. */
const CLIENT_CLOSED_REQUEST = 499;
const emptyBody = () => new ReadableStream({ start: (controller) => controller.close() });

export async function forward(request, route, settings, access) {
  if (request.bodyUsed) throw new Refusal(500, "INTERNAL", "The body was read before the proxy; its owner has to leave it unread.");
  const key = await settings.apiKey(request);
  if (typeof key !== "string" || !key) throw new Refusal(500, "INTERNAL", "The proxy has no API key; its owner has to set apiKey.");
  const transfer = new Transfer(request, route.model, settings.onFinish);
  try {
    const answer = await send(request, route, settings, key, transfer);
    return await passedOn(answer, key, transfer, access);
  } catch (error) {
    const { refusal = Refusal.noAnswer() } = transfer;
    transfer.finish(transfer.isAborted ? CLIENT_CLOSED_REQUEST : refusal.code);
    throw refusal;
  }
}

async function send(request, route, { root, authHeader, maxRequestBytes, isUnstored }, key, transfer) {
  const [name, value] = authHeader(key);
  const onBytes = (length) => {
    transfer.requestBytes += length;
    if (transfer.requestBytes > maxRequestBytes) throw transfer.refuse(Refusal.tooLarge(maxRequestBytes));
  };
  const upload = counted(request.body ?? emptyBody(), onBytes);
  return fetch(root + route.path, {
    method: "POST",
    headers: { "content-type": "application/json", [name]: value },
    body: isUnstored ? unstored(upload, (refusal) => transfer.refuse(refusal)) : upload,
    duplex: "half",
    // Following a redirect could reach the proxy's own network. Cloudflare's runtime does not support "error".
    redirect: "manual",
    signal: transfer.signal,
  });
}

async function passedOn(answer, key, transfer, access) {
  const [, type] = ANSWER_TYPE.exec(answer.headers.get("content-type") ?? "") ?? [];
  const isAnswer = type && answer.body && answer.status >= 200 && !(answer.status >= 300 && answer.status < 400);
  if (!isAnswer) throw Refusal.noAnswer();
  const headers = { ...SAFE, "content-type": type.toLowerCase(), ...access };
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name);
    if (value && !value.includes(key)) headers[name] = value;
  }
  const { status } = answer;
  if (!answer.ok) {
    const text = await errorText(answer, key);
    transfer.responseBytes = new TextEncoder().encode(text).length;
    transfer.finish(status);
    return new Response(text, { status, headers });
  }
  const filter = new KeyFilter(key);
  return new Response(relayed(answer.body, filter, transfer, status), { status, headers });
}

/** The state of one request, with its counters. Its end is reported once. */
class Transfer {
  requestBytes = 0;
  responseBytes = 0;
  isAborted = false;
  refusal;
  #controller = new AbortController();
  #started = performance.now();
  #model;
  #onFinish;
  #unlink;

  constructor(request, model, onFinish) {
    this.#model = model;
    this.#onFinish = onFinish;
    const abort = () => this.abort();
    request.signal?.addEventListener("abort", abort);
    // The closure keeps the request alive, because in Node its signal stops working once the request is collected.
    this.#unlink = () => request.signal?.removeEventListener("abort", abort);
    if (request.signal?.aborted) abort();
  }

  get signal() {
    return this.#controller.signal;
  }

  /** Aborts the request to the service after the client has disconnected. */
  abort() {
    this.isAborted = true;
    this.end();
  }

  end() {
    this.#controller.abort();
  }

  /** Aborts the request with a refusal, which the client receives unless the response has begun. */
  refuse(refusal) {
    this.refusal = refusal;
    this.end();
    return refusal;
  }

  finish(status) {
    const report = this.#onFinish;
    this.#onFinish = undefined;
    this.#unlink();
    // The upload may still be in progress when the service has responded.
    this.end();
    try {
      const { requestBytes, responseBytes, isAborted } = this;
      report?.({ model: this.#model, status, requestBytes, responseBytes, elapsedMs: performance.now() - this.#started, aborted: isAborted });
    } catch {
      // An exception in `onFinish` must not affect the response.
    }
  }
}
