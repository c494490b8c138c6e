// Starts Studio. A file of its own, because a strict Content Security Policy allows no script inside the page.
// Trunk writes the names of the two modules into the page's links.
const address = (id) => document.getElementById(id).href;

const worker = navigator.serviceWorker;

// Once the visitor has begun, the page has something to lose.
let hasBegun = false;
function watchForBeginning() {
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (hasBegun = true), { once: true });
}

// A newer version that takes over has files of its own: this page makes way for it. (Where there was no worker, the first
// is none to make way for.)
const isControlled = Boolean(worker?.controller);
if (isControlled) worker.addEventListener("controllerchange", () => hasBegun || location.reload(), { once: true });

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether a version that waits says that it takes over. */
function agrees(waiting) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  waiting.postMessage("take over", [port2]);
  return Promise.race([answer, pause(500)]);
}

/**
 * Makes way for a newer version that an earlier visit has fetched, unless another tab is at work. Asked before Studio
 * starts, while nothing is being loaded: Chromium 156 stops the old worker in that moment, and if a request reaches it
 * then, counts the answer as never given and leaves the new one waiting for minutes.
 */
async function makeWay() {
  const registration = isControlled && (await worker.getRegistration());
  // The page that was just left may count as another tab for a moment longer, so it is asked again.
  for (let tries = 0; tries < 5 && registration?.waiting; tries += 1) {
    // The page is reloading.
    if (await agrees(registration.waiting)) return pause(3000);
    await pause(100);
  }
}

/** The worker that opens the page offline. Without one (old browsers, private windows) the page works all the same. */
async function keepForOffline() {
  const registration = await worker.register(new URL("sw.js", import.meta.url));
  if (isControlled) await catchUp(registration);
}

/**
 * The page that was just left may have asked a newer version to take over while this one was on its way, of the version
 * before, whose files are gone then: it reloads. Once for each version, should its files be gone for good.
 */
async function catchUp({ scope, active }) {
  while (active.state === "activating") await new Promise((resolve) => active.addEventListener("statechange", resolve));
  const version = document.querySelector("meta[name=version]").content;
  const hasFiles = await caches.has(`tintype ${scope} ${version}`);
  // Checked last: the user may have begun while the other checks were awaited.
  if (hasFiles || hasBegun || sessionStorage.getItem("tintype.leftBehind") === version) return;
  sessionStorage.setItem("tintype.leftBehind", version);
  location.reload();
}

/** Whether a page of another origin is around this one, and could have its visitor's clicks. */
function isFramedByOthers() {
  try {
    for (let frame = self; frame !== top; frame = frame.parent) {
      // A sandbox has the origin "null", which two pages may have.
      if (frame.parent.origin !== origin || origin === "null") return true;
    }
  } catch {
    // The members of another origin's window cannot be read.
    return true;
  }
}

/** Once the first words are painted, which wasm would otherwise keep the processor from. A hidden page paints nothing. */
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
  // An installed Studio has its worker, and a first visit nothing to receive.
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
