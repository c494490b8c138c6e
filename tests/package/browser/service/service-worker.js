// A service worker that makes pictures: for the page that asks, and as the answer to requests for "picture?prompt=…".

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

/** With no service at all: on this thread, since service workers have no workers. */
const fromSandbox = () => cases.generated({ fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox" });

answerWith({ ...cases, fromSandbox });
