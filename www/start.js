// Starts Studio. A file of its own, because a strict Content Security Policy allows no script inside the page.
// Trunk writes the names of the two modules into the page's links.
const address = (id) => document.getElementById(id).href;

const worker = navigator.serviceWorker;

// Until somebody begins, the page has nothing to lose.
let hasBegun = false;
for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => (hasBegun = true), { once: true });

// A newer version that takes over has files of its own: this page makes way for it. (Where there was no worker, the first
// is none to make way for.)
const isControlled = Boolean(worker?.controller);
if (isControlled) worker.addEventListener("controllerchange", () => hasBegun || location.reload(), { once: true });

/** The worker that opens the page offline. Without one (old browsers, private windows) the page works all the same. */
async function keepForOffline() {
  const registration = await worker.register(new URL("sw.js", import.meta.url));
  if (isControlled && !registration.waiting) return catchUp(registration);
  // A newer version has been fetched by an earlier visit. The page that was just left may count as another tab for a
  // moment longer, so it is asked again.
  for (let tries = 0; tries < 20 && registration.waiting && !hasBegun; tries += 1) {
    registration.waiting.postMessage("take over");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/**
 * The page that was just left may have asked a newer version to take over while this one was on its way, of the version
 * before, whose files are gone then: it begins anew. Once for each version, should its files be gone for good.
 */
async function catchUp({ scope, active }) {
  while (active.state === "activating") await new Promise((resolve) => active.addEventListener("statechange", resolve));
  const version = document.querySelector("meta[name=version]").content;
  const hasFiles = await caches.has(`tintype ${scope} ${version}`);
  // Asked last: somebody may have begun while the others were waited for.
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
  await isPainted();
  await init({ module_or_path: address("studio-wasm") });
  document.getElementById("start").remove();
  keepForOffline().catch(() => {});
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
