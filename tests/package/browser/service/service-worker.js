// A service worker that generates pictures: when the page requests it, and as the response to "picture?prompt=…".

import { answerWith } from "../answering.js";
import * as cases from "../cases-by-path.js";
import { generate } from "../node_modules/tintype/index.js";
import { sandboxFetch } from "../node_modules/tintype/sandbox/index.js";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { pathname, searchParams } = new URL(event.request.url);
  if (pathname.endsWith("/picture")) event.respondWith(picture(Object.fromEntries(searchParams)));
});

async function picture(options) {
  const { image } = await generate(options);
  return new Response(image.blob);
}

/** Runs the sandbox on this thread, because service workers cannot create workers. */
const fromSandbox = () => cases.generated({ fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox" });

answerWith({ ...cases, fromSandbox });
