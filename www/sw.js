// Serves Studio offline. The page and all its parts come from one cache, so they always have the same version. The
// build prepends VERSION and FILES, which maps the name of each file to the digest of its bytes.

const CACHE = `tintype ${registration.scope} ${VERSION}`;
const OURS = `tintype ${registration.scope} `;
const address = (file) => new URL(file, registration.scope).href;
const CACHED = new Set([...FILES.keys()].map(address));

/** Files with a content hash in their name may come from the HTTP cache. Other files might be of an older version. */
const isNamedByContent = (file) => /-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(file);

self.addEventListener("install", (event) => {
  // During a deployment, a host may serve a mix of two versions. The digests reject that, nothing changes, and the next
  // visit tries again.
  const requests = [...FILES].map(([file, integrity]) => {
    return new Request(address(file), { integrity, cache: isNamedByContent(file) ? "default" : "no-cache" });
  });
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(OURS) && name !== CACHE;
  const clean = async () => {
    for (const name of await caches.keys()) if (isOld(name)) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(clean());
});

// A page that was just opened, and has no unsaved work, requests the new version. Another tab may still use the files
// of the old version, which the takeover would delete. Then the new version waits for a visit without other tabs.
self.addEventListener("message", (event) => {
  const takeOver = async () => {
    const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const others = pages.filter(({ id, url }) => id !== event.source.id && url.startsWith(registration.scope));
    // Answer first, because the promise of `skipWaiting` may settle only after the old worker has stopped.
    event.ports[0]?.postMessage(others.length === 0);
    if (others.length === 0) await self.skipWaiting();
  };
  if (event.data === "take over") event.waitUntil(takeOver());
});

// Images and text that another app shares with the installed Studio (`share_target` in the manifest). The images wait
// in a cache for the page (incoming.js); the text becomes a prompt link.
const INBOX = `tintype-inbox ${registration.scope}`;
const MOST_SHARED = 50;

async function receive(request) {
  const form = await request.formData();
  const files = form.getAll("files").filter((file) => file.size > 0);
  const inbox = files.length > 0 && (await caches.open(INBOX));
  for (const [at, file] of files.slice(0, MOST_SHARED).entries()) {
    const query = new URLSearchParams({ id: `${Date.now()}-${at}`, name: file.name });
    await inbox.put(address(`inbox?${query}`), new Response(file));
  }
  const prompt = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join(" ");
  return Response.redirect(address(prompt && `#${new URLSearchParams({ prompt })}`), 303);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = request.url.split(/[?#]/)[0];
  if (request.method === "POST" && url === address("share")) return event.respondWith(receive(request));
  const file = url === registration.scope ? address("index.html") : url;
  if (request.method !== "GET" || !CACHED.has(file)) return;
  const answer = async () => (await (await caches.open(CACHE)).match(file)) ?? fetch(request);
  event.respondWith(answer());
});

// Clicks on the notification about finished jobs (crates/studio/src/browser/attention.js).
self.addEventListener("notificationclick", (event) => {
  const show = async () => {
    const pages = await clients.matchAll({ type: "window" });
    await pages.find(({ url }) => url.startsWith(registration.scope))?.focus();
  };
  event.notification.close();
  event.waitUntil(show());
});
