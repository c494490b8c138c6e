// The types of tintype/proxy.

/**
 * Makes a fetch handler that passes requests for images on to the service and adds the key. It may be mounted below any
 * path, as `/api`, for a client with `{ baseUrl: "/api", auth: "none" }`.
 * @throws {TypeError} When an option is wrong. A missing key is reported by each answer, with status 500.
 */
export function createProxy(options: ProxyOptions): ProxyHandler;

/**
 * Answers one request. It never rejects: what fails is an answer with a status and an error in Google's shape.
 * `context` is handed to the functions of the options as it is.
 */
export type ProxyHandler = (request: Request, context?: unknown) => Promise<Response>;

/** The options of a proxy. */
export interface ProxyOptions {
  /** The key, or a function that gives it for each request. @default none: it has to be set */
  apiKey: string | undefined | ((request: Request) => string | undefined | Promise<string | undefined>);
  /** The service; any path prefix is kept. @default "https://api.tokaify.com" */
  upstream?: string | URL | undefined;
  /** How the service takes the key: `"x-goog-api-key"` for Google. @default "bearer" */
  auth?: "bearer" | "x-goog-api-key" | undefined;
  /** The names of the models that are served; all others are code `model-not-found`. @default ["gemini-2.5-flash-image"] */
  models?: readonly string[] | undefined;
  /** For one request, counted as it comes; a longer one is code `too-large`. @default 25_000_000 */
  maxRequestBytes?: number | undefined;
  /**
   * Other origins whose pages may call, such as `"https://example.com"`. The functions below get the headers that such a
   * page sends; cookies are not among them.
   * @default none: pages of the proxy's own origin alone
   */
  origins?: readonly string[] | undefined;
  /**
   * Whether a request is served. `false` is code `permission`; an answer of your own is passed on. The body has to be
   * left unread. What this throws is an answer with status 500.
   * @default everything is served
   */
  authorize?: ((request: Request, context?: any) => boolean | Response | Promise<boolean | Response>) | undefined;
  /**
   * Whether a request comes too early, asked after `authorize` and before the body is read. `retryAfterMs` reaches the
   * client in an error of code `rate-limited`.
   * @default no limit
   */
  limit?: ((request: Request, context?: any) => LimitVerdict | Promise<LimitVerdict>) | undefined;
  /** `false`: every request says `"store": false` where the service is Google's, whatever the page sent. @default as the page sent it */
  store?: boolean | undefined;
  /** Called once for each request that was sent to the service, when it has ended. What it throws is ignored. @default none */
  onFinish?: ((report: ProxyReport) => void) | undefined;
}

/** The answer of {@link ProxyOptions.limit}. */
export type LimitVerdict = { ok: true } | { ok: false; retryAfterMs: number };

/** How one request to the service ended. */
export interface ProxyReport {
  /** The model that was asked. */
  model: string;
  /** The status that the visitor got; 499 when the visitor left before there was one. */
  status: number;
  /** Of the visitor's body, as far as it was read. */
  requestBytes: number;
  /** Of the answer's body, as far as it was passed on. */
  responseBytes: number;
  /** From the moment that the request was admitted to its end. */
  elapsedMs: number;
  /** Whether the visitor left before the end. */
  aborted: boolean;
}
