// Runs before the first paint, so that a chosen theme does not flash in as the other one.
try {
  document.documentElement.dataset.theme = localStorage.getItem("tintype.theme") ?? "system";
} catch {
  // Storage is off: the system's theme holds.
}

// Whatever becomes part of the page as HTML, or is loaded as a script, passes here: markup that holds no script, and
// scripts of this very host. Everything else is refused by the browser.
if (globalThis.trustedTypes) {
  const isPlain = (html) => !/<script|<iframe|\son\w+\s*=|javascript:/i.test(html);
  const isOurs = (url) => new URL(url, document.baseURI).origin === location.origin;
  trustedTypes.createPolicy("default", {
    createHTML: (html) => (isPlain(html) ? html : null),
    createScriptURL: (url) => (isOurs(url) ? url : null),
  });
}
