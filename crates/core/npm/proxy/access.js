// CORS access control. Pages of the proxy's own origin and of the listed origins may call.

import { Refusal, SAFE } from "./refusal.js";

/** The response headers that the client reads. Browsers hide them from other origins unless they are exposed. */
const EXPOSED = "retry-after, x-request-id, x-oneapi-request-id";
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~, -]{1,1000}$/;

export function accessOf(request, origins) {
  const origin = request.headers.get("origin");
  const isListed = origins.has(origin);
  const headers = { vary: "origin" };
  if (isListed) Object.assign(headers, { "access-control-allow-origin": origin, "access-control-expose-headers": EXPOSED });
  return {
    isListed,
    headers,
    require() {
      if (isListed || isOwn(request, origin)) return;
      throw new Refusal(403, "PERMISSION_DENIED", "Pages of this origin are not served here.");
    },
    /** Adds the CORS headers to a response of the `authorize` function, so that the page can read it. */
    onto(response) {
      const own = new Response(response.body, response);
      for (const [name, value] of Object.entries({ ...headers, "cache-control": "no-store" })) own.headers.set(name, value);
      return own;
    },
  };
}

/**
 * Returns whether a request comes from a page of the proxy's own origin, or from no page. Browsers send
 * `Sec-Fetch-Site`, which pages cannot set. Some browsers and insecure connections omit it; their `Origin` is compared.
 */
function isOwn(request, origin) {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  if (origin === null) return true;
  const { protocol, host } = new URL(request.url);
  const hosts = [host, request.headers.get("host")];
  // Behind a server that terminates TLS, the request itself is plain HTTP.
  const isFrom = (scheme) => hosts.some((name) => name && origin === `${scheme}//${name}`);
  return isFrom(protocol) || isFrom("https:");
}

/** Answers a preflight. Custom headers, such as a session token, are for `authorize` and are not forwarded. */
export function preflight(request, { isListed, headers, require }) {
  require();
  const wanted = request.headers.get("access-control-request-headers") ?? "";
  const allowed = HEADER_NAMES.test(wanted) ? wanted : "content-type";
  const cors = { "access-control-allow-methods": "POST", "access-control-allow-headers": allowed, "access-control-max-age": "600" };
  return new Response(null, { status: 204, headers: { ...SAFE, allow: "POST, OPTIONS", ...headers, ...(isListed && cors) } });
}
