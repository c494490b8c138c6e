// The options of a proxy, validated once when the proxy is created.

import { DEFAULT_MODEL } from "../options.js";

const DEFAULT_UPSTREAM = "https://api.tokaify.com";
/** The default size limit, above the 20 MiB that the client sends at most to services other than Google's own host. */
const DEFAULT_MAX_REQUEST_BYTES = 25_000_000;

/** @param {Partial<import("./index.d.ts").ProxyOptions>} options */
export function settingsOf({ upstream, auth, models, maxRequestBytes, origins, ...rest } = {}) {
  const { apiKey, authorize, limit, store, onFinish } = rest;
  const address = upstreamOf(upstream ?? DEFAULT_UPSTREAM);
  requireFunction({ authorize, limit, onFinish });
  return {
    apiKey: typeof apiKey === "function" ? apiKey : () => apiKey,
    root: address.href.replace(/\/+$/, "").replace(/\/v1(beta)?$/, ""),
    isUnstored: store === false && /(^|\.)googleapis\.com$/.test(address.hostname),
    authHeader: authHeaderOf(auth ?? "bearer"),
    models: new Set(listOf(models ?? [DEFAULT_MODEL], "models")),
    maxRequestBytes: bytesOf(maxRequestBytes ?? DEFAULT_MAX_REQUEST_BYTES),
    origins: new Set(listOf(origins ?? [], "origins").map(originOf)),
    authorize,
    limit,
    onFinish,
  };
}

function upstreamOf(value) {
  const address = URL.canParse(value) ? new URL(value) : undefined;
  const isPlain = address && /^https?:$/.test(address.protocol) && !address.username && !address.password;
  if (!isPlain || address.search || address.hash) throw new TypeError("upstream: must be an http or https address without a user name, query or fragment");
  return address;
}

function authHeaderOf(auth) {
  if (auth === "bearer") return (key) => ["authorization", `Bearer ${key}`];
  if (auth === "x-goog-api-key") return (key) => ["x-goog-api-key", key];
  throw new TypeError('auth: must be "bearer" or "x-goog-api-key"');
}

function listOf(values, name) {
  if (Array.isArray(values) && values.every((value) => typeof value === "string" && value)) return values;
  throw new TypeError(`${name}: must be an array of strings`);
}

function bytesOf(value) {
  if (Number.isFinite(value) && value > 0) return value;
  throw new TypeError("maxRequestBytes: must be a number above 0");
}

/** Normalizes an origin. Rejects "null", which any page can have, and "*", which would open the proxy to all pages. */
function originOf(text) {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = address && /^\w[\w+.-]*:\/\/[^/?#@]+\/?$/.test(text);
  if (!isBare) throw new TypeError('origins: each must be an origin such as "https://example.com"');
  // By the URL standard, the custom scheme of an app, such as capacitor:, has no origin.
  return address.origin === "null" ? text.replace(/\/$/, "") : address.origin;
}

function requireFunction(options) {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && typeof value !== "function") throw new TypeError(`${name}: must be a function`);
  }
}
