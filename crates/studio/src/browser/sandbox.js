//! Loads the sandbox when the first picture is requested without a key. Until then, nothing of it is downloaded.

let opening;

/** Returns a replacement for `fetch` that answers like the service, from a worker of this page. */
export function openSandbox() {
  // Relative to the page's own module, regardless of the page's URL.
  opening ??= import(new URL("sandbox/index.js", document.getElementById("studio-js").href).href)
    .then((sandbox) => sandbox.sandboxFetch())
    .catch((reason) => {
      opening = undefined; // The next press tries again.
      throw reason;
    });
  return opening;
}
