// Runs before the first paint, so that a chosen theme does not flash in as the other one, nor words in another
// language, nor the sandbox's label where there is a key.
const root = document.documentElement;
const setLanguage = (tag) => (root.lang = /^zh/i.test(tag) ? "zh-Hans" : "en");
setLanguage(navigator.language);
try {
  const stored = (name) => localStorage.getItem(`tintype.${name}`);
  root.dataset.theme = stored("theme") ?? "system";
  setLanguage(stored("language") ?? navigator.language);
  // A key belongs to the origin of its service; one without it is of an older version.
  const { origin } = new URL(stored("endpoint") ?? "https://api.tokaify.com", document.baseURI);
  const hasKey = (name) => stored(name) || sessionStorage.getItem(`tintype.${name}`);
  root.toggleAttribute("data-key", Boolean(hasKey(`key@${origin}`) || hasKey("key") || stored("key-header") === "none"));
} catch {
  // Storage is off: the system's theme and language hold.
}

// All HTML and script URLs of the page pass this policy: the static elements
// of Studio's views, which Leptos parses as templates, and scripts of this very host. Whole tags are allowed, since no
// list of what is dangerous is complete. Everything else is refused by the browser.
if (globalThis.trustedTypes) {
  const isPlain = (html) => /^(?:[^<>]|<\/?(?:div|em|h[1-6]|li|p|small|span|strong|ul)(?: (?:aria-hidden|class)="[\w -]*")*>)*$/.test(html);
  const isOurs = (url) => new URL(url, document.baseURI).origin === location.origin;
  trustedTypes.createPolicy("default", {
    createHTML: (html) => (isPlain(html) ? html : null),
    createScriptURL: (url) => (isOurs(url) ? url : null),
  });
}
