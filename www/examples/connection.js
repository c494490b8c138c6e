// Where the calls of these pages go: to the sandbox, or to a service when a key or a base URL is typed in.

import { Client } from "./tintype/index.js";
import { sandboxFetch } from "./tintype/sandbox/index.js";

import { element } from "./page.js";

const GOOGLE = "generativelanguage.googleapis.com";

/** A client for what the fields say now. Nothing is kept: a reload forgets the key. */
export function connect(sandboxOptions) {
  const [apiKey, baseUrl] = ["key", "base-url"].map((id) => document.getElementById(id).value.trim());
  if (!apiKey && !baseUrl) return new Client({ fetch: sandboxFetch(sandboxOptions), apiKey: "sandbox" });
  // Without a key, the base URL is a proxy that adds its own.
  if (!apiKey) return new Client({ baseUrl, auth: "none" });
  if (!baseUrl) return new Client({ apiKey });
  return new Client({ baseUrl, apiKey, auth: baseUrl.includes(GOOGLE) ? "x-goog-api-key" : "bearer" });
}

function addFields(form) {
  const state = element("strong", {}, "sandbox");
  const key = element("input", { id: "key", type: "password", autocomplete: "off", spellcheck: false });
  const base = element("input", { id: "base-url", type: "url", autocomplete: "off", placeholder: "https://api.tokaify.com" });
  const details = element(
    "details",
    { className: "connection" },
    element("summary", {}, "Connection: ", state),
    element("p", {}, "Without a key nothing leaves this page: a stand-in draws, and no model is asked."),
    element("label", { htmlFor: "key" }, "API key"),
    key,
    element("label", { htmlFor: "base-url" }, "Base URL"),
    base,
  );
  details.addEventListener("input", () => (state.textContent = key.value || base.value ? "your own" : "sandbox"));
  form.append(details);
}

addFields(document.querySelector("form"));
