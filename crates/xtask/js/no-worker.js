// The service worker of `cargo xtask serve --dev`: removes itself, and an earlier one that would answer from its cache.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(unregister()));

async function unregister() {
  await self.registration.unregister();
  // Only pages of the earlier worker are controlled.
  const pages = await self.clients.matchAll({ type: "window" });
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}
