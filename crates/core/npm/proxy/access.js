// Which pages may call: those of the proxy's own origin and those of the list, by CORS.

import { Refusal, SAFE } from "./refusal.js";

/** Read by the client; a browser shows them to another origin only when they are named. */
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
    /** The caller's own answer, readable by the page that asked. */
    onto(response) {
      const own = new Response(response.body, response);
      for (const [name, value] of Object.entries({ ...headers, "cache-control": "no-store" })) own.headers.set(name, value);
      return own;
    },
  };
}

/**
 * Whether a request comes from a page of the proxy's own origin, or from no page. Browsers say so in a header that no
 * page can set; those that do not, or a connection that is not secure, leave the origin to be compared.
 */
function isOwn(request, origin) {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  if (origin === null) return true;
  const { protocol, host } = new URL(request.url);
  const hosts = [host, request.headers.get("host")];
  // Behind a server that ends TLS, the request itself is plain HTTP.
  const isFrom = (scheme) => hosts.some((name) => name && origin === `${scheme}//${name}`);
  return isFrom(protocol) || isFrom("https:");
}

/** Answers a preflight. Headers of the page's own, such as a session token, are for `authorize` and go no further. */
export function preflight(request, { isListed, headers, require }) {
  require();
  const wanted = request.headers.get("access-control-request-headers") ?? "";
  const allowed = HEADER_NAMES.test(wanted) ? wanted : "content-type";
  const cors = { "access-control-allow-methods": "POST", "access-control-allow-headers": allowed, "access-control-max-age": "600" };
  return new Response(null, { status: 204, headers: { ...SAFE, allow: "POST, OPTIONS", ...headers, ...(isListed && cors) } });
}
