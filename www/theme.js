// Runs before the first paint, so that the page does not flash in another theme or language, and the demo mode label
// does not appear if there is a key.
const root = document.documentElement;
const setLanguage = (tag) => (root.lang = /^zh/i.test(tag) ? "zh-Hans" : "en");
setLanguage(navigator.language);
try {
  const stored = (name) => localStorage.getItem(`tintype.${name}`);
  root.dataset.theme = stored("theme") ?? "system";
  setLanguage(stored("language") ?? navigator.language);
  // A key is stored for the origin of its service. A key without an origin is from an older version.
  const { origin } = new URL(stored("endpoint") ?? "https://api.tokaify.com", document.baseURI);
  const hasKey = (name) => stored(name) || sessionStorage.getItem(`tintype.${name}`);
  root.toggleAttribute("data-key", Boolean(hasKey(`key@${origin}`) || hasKey("key") || stored("key-header") === "none"));
} catch {
  // Without storage, the system's theme and language apply.
}

// The Trusted Types policy for all HTML and script URLs of the page: static elements of Studio's views, which Leptos
// parses as templates, and scripts of the same host. It allows whole tags from a list, because no list of dangerous
// markup is complete. The browser refuses everything else.
if (globalThis.trustedTypes) {
  const isPlain = (html) => /^(?:[^<>]|<\/?(?:div|em|h[1-6]|li|p|small|span|strong|ul)(?: (?:aria-hidden|class)="[\w -]*")*>)*$/.test(html);
  const isOurs = (url) => new URL(url, document.baseURI).origin === location.origin;
  trustedTypes.createPolicy("default", {
    createHTML: (html) => (isPlain(html) ? html : null),
    createScriptURL: (url) => (isOurs(url) ? url : null),
  });
}
