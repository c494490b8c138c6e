// A fetch handler between pages and the service. It adds the API key, which pages never receive.

import { accessOf, preflight } from "./access.js";
import { forward } from "./forward.js";
import { Refusal } from "./refusal.js";
import { routeOf } from "./route.js";
import { settingsOf } from "./settings.js";

/** @type {typeof import("./index.d.ts").createProxy} */
export function createProxy(options) {
  const settings = settingsOf(options);
  return async (request, context) => {
    const access = accessOf(request, settings.origins);
    try {
      if (request.method === "OPTIONS") return preflight(request, access);
      return await admitted(request, context, settings, access);
    } catch (error) {
      // Fail closed if a function of the options throws. Its message may contain anything, so it is not sent.
      const refusal = error instanceof Refusal ? error : new Refusal(500, "INTERNAL", "The proxy failed.");
      await discard(request, settings.maxRequestBytes);
      return refusal.toResponse(access.headers);
    }
  };
}

/** The maximum length of a refused upload that is still read to its end, as a multiple of the request limit. */
const DISCARDED = 4;

/**
 * Reads the rest of a refused upload, because a client that is still sending when its connection closes does not
 * receive the refusal. An upload without a length, or with a far larger one, is not read.
 */
async function discard({ body, bodyUsed, headers }, maxBytes) {
  const length = Number(headers.get("content-length") ?? Infinity);
  if (!body || bodyUsed || body.locked || !(length <= DISCARDED * maxBytes)) return;
  const reader = body.getReader();
  try {
    while (!(await reader.read()).done);
  } catch {
    // The client has disconnected.
  }
}

/** @returns {Promise<Response>} */
async function admitted(request, context, settings, access) {
  const route = routeOf(request, settings.models);
  access.require();
  requireJson(request.headers);
  const { authorize, limit, maxRequestBytes } = settings;
  if (Number(request.headers.get("content-length")) > maxRequestBytes) throw Refusal.tooLarge(maxRequestBytes);
  const verdict = authorize ? await authorize(request, context) : true;
  if (verdict instanceof Response) return access.onto(verdict);
  if (verdict !== true) throw new Refusal(403, "PERMISSION_DENIED", "This request is not allowed.");
  const { ok, retryAfterMs } = limit ? await limit(request, context) : { ok: true };
  if (ok !== true) throw Refusal.limited(retryAfterMs);
  return forward(request, route, settings, access.headers);
}

/** Requires uncompressed JSON, because a form of another site cannot send JSON without a preflight. */
function requireJson(headers) {
  const isJson = /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");
  const isPlain = /^(identity)?$/i.test(headers.get("content-encoding") ?? "");
  if (!isJson) throw new Refusal(415, "INVALID_ARGUMENT", "The content type must be application/json.");
  if (!isPlain) throw new Refusal(415, "INVALID_ARGUMENT", "The request must not be compressed.");
}
