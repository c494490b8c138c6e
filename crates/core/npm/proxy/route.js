// The mapping of requests to URLs of the service. Only the names that are matched here are forwarded from the visitor's
// own URL.

import { Refusal } from "./refusal.js";

const ROUTE = /\/(v1|v1beta)\/models\/(.+):(generateContent|streamGenerateContent)$/;
const MAX_PATH_LENGTH = 2_000;
const QUERIES = { generateContent: [""], streamGenerateContent: ["", "?alt=sse"] };

/** Returns the `{ model, path }` of an allowed request. The proxy may be mounted below any path. */
export function routeOf(request, models) {
  const { pathname, search } = new URL(request.url);
  const [, version, name, method] = (pathname.length <= MAX_PATH_LENGTH && ROUTE.exec(pathname)) || [];
  if (!method || !QUERIES[method].includes(search)) throw new Refusal(404, "NOT_FOUND", "This address is not served here.");
  if (request.method !== "POST") {
    throw new Refusal(405, "INVALID_ARGUMENT", "Only POST is served here.", { headers: { allow: "POST, OPTIONS" } });
  }
  const model = decoded(name);
  if (!models.has(model)) throw new Refusal(404, "NOT_FOUND", `This model is not served here, only ${[...models].join(", ")}.`);
  const encoded = model.split("/").map(encodeURIComponent).join("/");
  return { model, path: `/${version}/models/${encoded}:${method}${search}` };
}

function decoded(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    // No model has an empty name, so the request is refused.
    return "";
  }
}
