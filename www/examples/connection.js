// Where the calls of these pages go: to the sandbox, or to a service when a key or a base URL is typed in.

import { Client } from "tintype";
import { sandboxFetch } from "tintype/sandbox";

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

const FIELDS = `
  <summary>Connection: <strong>sandbox</strong></summary>
  <p>Without a key nothing leaves this page: a stand-in draws, and no model is asked.</p>
  <label for="key">API key</label>
  <input id="key" type="password" autocomplete="off" spellcheck="false" />
  <label for="base-url">Base URL</label>
  <input id="base-url" type="url" autocomplete="off" placeholder="https://api.tokaify.com" />`;

function addFields(form) {
  const details = document.createElement("details");
  details.className = "connection";
  details.innerHTML = FIELDS;
  const [key, base] = details.querySelectorAll("input");
  details.addEventListener("input", () => {
    details.querySelector("strong").textContent = key.value || base.value ? "your own" : "sandbox";
  });
  form.append(details);
}

addFields(document.querySelector("form"));
