// The service worker of `cargo xtask serve --dev`. It replaces an earlier one that would answer from its cache, and
// unregisters itself.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(unregister()));

async function unregister() {
  await self.registration.unregister();
  // `matchAll` returns only the pages that the earlier worker controls.
  const pages = await self.clients.matchAll({ type: "window" });
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}
