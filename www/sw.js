// Opens Studio without a connection, always as one version: the page and all its parts come from one cache.
// The build writes VERSION and FILES, each file's name with the digest of its bytes, before these lines.

const CACHE = `tintype ${registration.scope} ${VERSION}`;
const OURS = `tintype ${registration.scope} `;
const address = (file) => new URL(file, registration.scope).href;
const CACHED = new Set([...FILES.keys()].map(address));

/** A file whose name says what is in it may come from the browser's own cache; any other may be of an older version. */
const isNamedByContent = (file) => /-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(file);

self.addEventListener("install", (event) => {
  // A host that is just being brought up to date may answer with some files of each version: the digests refuse that,
  // nothing changes, and the next visit tries again.
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

// A page that has just been opened, and has nothing to lose yet, asks for the new version. Another tab may be at work
// with the one before, whose files would be taken from under it: then the new one waits for a visit without it.
self.addEventListener("message", (event) => {
  const takeOver = async () => {
    const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const others = pages.filter(({ id, url }) => id !== event.source.id && url.startsWith(registration.scope));
    // The answer goes first: the promise of `skipWaiting` may be settled only after the old worker has stopped.
    event.ports[0]?.postMessage(others.length === 0);
    if (others.length === 0) await self.skipWaiting();
  };
  if (event.data === "take over") event.waitUntil(takeOver());
});

// Images and text that another app shares with the installed Studio (`share_target` in the manifest). The images wait in a
// cache for the page (incoming.js); the text becomes a prompt link.
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

// The notification of ended jobs (crates/studio/src/browser/attention.js).
self.addEventListener("notificationclick", (event) => {
  const show = async () => {
    const pages = await clients.matchAll({ type: "window" });
    await pages.find(({ url }) => url.startsWith(registration.scope))?.focus();
  };
  event.notification.close();
  event.waitUntil(show());
});
