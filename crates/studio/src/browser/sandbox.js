//! Fetches the sandbox when the first picture is asked for without a key; until then not a byte of it is loaded.

let opening;

/** A stand-in for `fetch` that answers like the service, from a worker of this page. */
export function openSandbox() {
  // Beside the page's own module, wherever the page itself is found.
  opening ??= import(new URL("sandbox/index.js", document.getElementById("studio-js").href).href)
    .then((sandbox) => sandbox.sandboxFetch())
    .catch((reason) => {
      opening = undefined; // The next press tries again.
      throw reason;
    });
  return opening;
}
