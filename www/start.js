// Starts Studio. A separate file, because a strict Content Security Policy forbids inline scripts. Trunk writes the
// names of the two modules into the page's `<link>` elements.
const address = (id) => document.getElementById(id).href;

const worker = navigator.serviceWorker;

// After the first input, a reload would lose the user's work.
let hasBegun = false;
function watchForBeginning() {
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (hasBegun = true), { once: true });
}

// A new version that takes over has other files, so this page reloads. Without a controller, the first worker is not an
// update.
const isControlled = Boolean(worker?.controller);
if (isControlled) worker.addEventListener("controllerchange", () => hasBegun || location.reload(), { once: true });

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks a waiting worker to take over and resolves with its answer. */
function agrees(waiting) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  waiting.postMessage("take over", [port2]);
  return Promise.race([answer, pause(500)]);
}

/**
 * Activates a newer version that an earlier visit has fetched, unless another tab is open. Runs before Studio starts,
 * while nothing is loading: Chromium 156 stops the old worker at that moment. A request that reaches the old worker
 * then never counts as answered, and the new worker waits for minutes.
 */
async function makeWay() {
  const registration = isControlled && (await worker.getRegistration());
  // The page that was just left may count as another tab for a moment longer, so ask again.
  for (let tries = 0; tries < 5 && registration?.waiting; tries += 1) {
    // The page is reloading.
    if (await agrees(registration.waiting)) return pause(3000);
    await pause(100);
  }
}

/**
 * Registers the service worker that opens the page offline. Without one (old browsers, private windows) the page still
 * works.
 */
async function keepForOffline() {
  const registration = await worker.register(new URL("sw.js", import.meta.url));
  if (isControlled) await catchUp(registration);
}

/**
 * Reloads a page whose files are gone. The previous page may have asked a newer version to take over while this page,
 * of the old version, was loading. Reloads once per version, in case its files never come back.
 */
async function catchUp({ scope, active }) {
  while (active.state === "activating") await new Promise((resolve) => active.addEventListener("statechange", resolve));
  const version = document.querySelector("meta[name=version]").content;
  const hasFiles = await caches.has(`tintype ${scope} ${version}`);
  // Checked last, because the user may have begun during the other checks.
  if (hasFiles || hasBegun || sessionStorage.getItem("tintype.leftBehind") === version) return;
  sessionStorage.setItem("tintype.leftBehind", version);
  location.reload();
}

/** Returns true if a page of another origin frames this one, which would allow clickjacking. */
function isFramedByOthers() {
  try {
    for (let frame = self; frame !== top; frame = frame.parent) {
      // A sandboxed frame has the origin "null", which two different pages may share.
      if (frame.parent.origin !== origin || origin === "null") return true;
    }
  } catch {
    // Another origin's `window` throws when its properties are read.
    return true;
  }
}

/** Resolves after the first paint, because wasm would otherwise block it. A hidden page does not paint. */
const isPainted = () =>
  document.hidden ? undefined : new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

async function start() {
  const { default: init } = await import(address("studio-js"));
  await makeWay().catch(() => {});
  await isPainted();
  await init({ module_or_path: address("studio-wasm") });
  document.getElementById("start").remove();
  watchForBeginning();
  keepForOffline().catch(() => {});
  // An installed Studio has its worker; a first visit has nothing to receive.
  if (isControlled) import("./incoming.js").catch(() => {});
}

if (isFramedByOthers()) {
  const notice = document.getElementById("start-framed");
  notice.hidden = false;
  document.getElementById("start").replaceChildren(notice);
} else {
  await start().catch((reason) => {
    document.getElementById("start-failed").hidden = false;
    throw reason;
  });
}
