// Starts Studio. A file of its own, because a strict Content Security Policy allows no script inside the page.
// Trunk writes the names of the two modules into the page's links.
const address = (id) => document.getElementById(id).href;

/** The worker that opens the page offline. Without one (old browsers, private windows) the page works all the same. */
async function keepForOffline() {
  const registration = await navigator.serviceWorker.register(new URL("sw.js", import.meta.url));
  if (!registration.waiting) return;
  // A newer version has been fetched by an earlier visit: this page, which holds nothing yet, makes way for it.
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  // The page that was just left may count as another tab for a moment longer, so it is asked again; but only until
  // somebody begins here, who then has something to lose.
  let hasBegun = false;
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (hasBegun = true), { once: true });
  for (let tries = 0; tries < 20 && registration.waiting && !hasBegun; tries += 1) {
    registration.waiting.postMessage("take over");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** Once the first words are painted, which wasm would otherwise keep the processor from. A hidden page paints nothing. */
const isPainted = () =>
  document.hidden ? undefined : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

try {
  const { default: init } = await import(address("studio-js"));
  await isPainted();
  await init({ module_or_path: address("studio-wasm") });
  document.getElementById("start").remove();
  keepForOffline().catch(() => {});
} catch (reason) {
  document.getElementById("start-failed").hidden = false;
  throw reason;
}
