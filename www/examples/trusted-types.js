// Lets the page start workers of its own host, and nothing else: its Content Security Policy asks who may (Trusted Types).
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
});
