// Opens Studio without a connection, always as one version: the page and all its parts come from one cache.
// The build writes VERSION and FILES before these lines.

const CACHE = `tintype ${registration.scope} ${VERSION}`;
const OURS = `tintype ${registration.scope} `;
const address = (file) => new URL(file, registration.scope).href;
const KEPT = new Set(FILES.map(address));

self.addEventListener("install", (event) => {
  // Past the browser's own cache, which may still hold a part of the version before.
  const fresh = FILES.map((file) => new Request(address(file), { cache: "no-cache" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(OURS) && name !== CACHE;
  const clean = async () => {
    for (const name of await caches.keys()) if (isOld(name)) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(clean());
});

// A page that has just been opened, and has nothing to lose yet, asks for the new version.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.split(/[?#]/)[0];
  const file = url === registration.scope ? address("index.html") : url;
  if (request.method !== "GET" || !KEPT.has(file)) return;
  const answer = async () => (await (await caches.open(CACHE)).match(file)) ?? fetch(request);
  event.respondWith(answer());
});
