// The worker's side of worker-module.js: the wasm module behind messages.

import { load } from "./module.js";

const calls = new Map();
let source;

self.onmessage = ({ data }) => {
  if ("source" in data) source = data.source;
  else if (data.isAbort) calls.get(data.id)?.controller.abort();
  else if ("key" in data || "keyError" in data) calls.get(data.id)?.takeKey(data);
  else answer(data);
};

async function answer({ id, question, isStream, options, asksKey, tellsProgress }) {
  const call = { controller: new AbortController(), takeKey: () => {} };
  calls.set(id, call);
  const whole = { ...options, signal: call.controller.signal };
  if (asksKey) whole.apiKey = () => keyFromPage(id, call);
  if (tellsProgress) whole.onProgress = (progress) => postMessage({ id, progress });
  try {
    const module = await load(source);
    const record = await module[question](whole, isStream, (event) => postMessage({ id, event }));
    postMessage({ id, record });
  } catch (error) {
    postMessage({ id, error: error instanceof Error ? plain(error) : error });
  } finally {
    calls.delete(id);
  }
}

function keyFromPage(id, call) {
  return new Promise((resolve, reject) => {
    call.takeKey = ({ key, keyError }) => (keyError === undefined ? resolve(key) : reject(new Error(keyError)));
    postMessage({ id, asksKey: true });
  });
}

// Cloning an Error would lose everything but its message.
function plain({ message, code = "network", retryable = true, attempts = 0 }) {
  return { code, message, retryable, attempts };
}
