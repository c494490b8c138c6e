// Error responses of the proxy itself, in the format of Google's errors, which the client understands.

/** The headers of every response, which forbid content sniffing and caching. */
export const SAFE = { "x-content-type-options": "nosniff", "cache-control": "no-store" };

export class Refusal extends Error {
  #body;
  #headers;

  /**
   * @param {number} code
   * @param {string} status
   * @param {string} message
   * @param {{ headers?: { [name: string]: string | undefined }, details?: unknown[] }} more
   */
  constructor(code, status, message, { headers = {}, details } = {}) {
    super(message);
    this.code = code;
    this.#body = { error: { code, message, status, ...(details && { details }) } };
    this.#headers = headers;
  }

  static tooLarge(maxBytes) {
    return new Refusal(413, "INVALID_ARGUMENT", `The request is larger than ${maxBytes} bytes.`);
  }

  static limited(retryAfterMs) {
    const isKnown = Number.isFinite(retryAfterMs) && retryAfterMs >= 0;
    const details = isKnown ? [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${retryAfterMs / 1000}s` }] : undefined;
    const headers = isKnown ? { "retry-after": String(Math.ceil(retryAfterMs / 1000)) } : {};
    return new Refusal(429, "RESOURCE_EXHAUSTED", "Too many requests; try again later.", { headers, details });
  }

  static noAnswer() {
    return new Refusal(502, "INTERNAL", "The service gave no answer that can be passed on.");
  }

  toResponse(access) {
    const headers = { ...SAFE, "content-type": "application/json", ...this.#headers, ...access };
    return new Response(JSON.stringify(this.#body), { status: this.code, headers });
  }
}
