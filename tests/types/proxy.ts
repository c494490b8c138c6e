// The proxy's types as a server's author uses them. Each line compiles, or is expected not to.

import { createProxy } from "tintype/proxy";
import type { LimitVerdict, ProxyHandler, ProxyOptions, ProxyReport } from "tintype/proxy";
import { toNodeHandler } from "tintype/proxy/node";

declare const key: string | undefined;
const counts = new Map<string, number>();

const proxy: ProxyHandler = createProxy({
  apiKey: key,
  upstream: new URL("https://relay.example"),
  models: ["gemini-2.5-flash-image"] as const,
  authorize: (request, context: { session?: string }) => context.session !== undefined || Response.json({}, { status: 401 }),
  limit: async (request): Promise<LimitVerdict> => ((counts.get(request.url) ?? 0) < 9 ? { ok: true } : { ok: false, retryAfterMs: 1000 }),
  onFinish: ({ model, status, requestBytes, responseBytes, elapsedMs, aborted }: ProxyReport) => console.log(model, status, requestBytes + responseBytes, elapsedMs, aborted),
});

export const POST = proxy;
export const GET = (request: Request): Promise<Response> => proxy(request, { session: "1" });

const options: ProxyOptions = { apiKey: async (request) => request.headers.get("x-tenant") ?? undefined, origins: undefined, store: false, auth: "x-goog-api-key" };
createProxy(options);

/** The parts of Node's own objects that a handler receives. */
declare const incoming: { method?: string; url?: string; rawHeaders: string[]; complete: boolean; headers: Record<string, string> };
declare const outgoing: { statusCode: number; headersSent: boolean; end(): void };
toNodeHandler(proxy)(incoming, outgoing).catch(() => {});

// @ts-expect-error The key has to be given, if only as undefined.
createProxy({});
// @ts-expect-error A verdict that refuses says for how long.
createProxy({ apiKey: key, limit: () => ({ ok: false }) });
// @ts-expect-error A page's own way to send a key is none of a server's.
createProxy({ apiKey: key, auth: "query" });
