// The start of the package's worker, from beside this script or from where a bundler or a CDN has it, and the reason why it
// could not be started.

import { watchPolicy } from "./policy.js";
import { workerByImport } from "./sandbox/asset-url.js";
import { workerUrl } from "./worker-url.js";

/**
 * A sentence, and whether another try may help.
 * @typedef {[sentence: string, retryable: boolean]} Reason
 */

/** @type {Reason} */
const FORBIDDEN = ["worker-src of the page's Content Security Policy forbids it: add the origin of the package, and blob: where that is not the page's own.", false];

/** `{ worker, whyNotStarted }`; the second gives `[sentence, retryable]` and is called once at most. */
export function startWorker() {
  const address = workerUrl();
  let isForbidden = false;
  const unwatch = watchPolicy((directive) => (isForbidden ||= directive === "worker-src"));
  const worker = started(address);
  worker.addEventListener("message", unwatch, { once: true });
  return {
    worker,
    /** @returns {Promise<Reason>} */
    async whyNotStarted() {
      // The event comes in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      const reason = isForbidden ? FORBIDDEN : await probed(address);
      unwatch();
      return isForbidden ? FORBIDDEN : reason;
    },
  };
}

function started(address) {
  try {
    return new Worker(address, { type: "module" });
  } catch (cause) {
    if (!isCrossOrigin(new URL(address))) throw cause;
    return workerByImport(address);
  }
}

function isCrossOrigin({ protocol, origin }) {
  return /^https?:$/.test(protocol) && origin !== globalThis.location?.origin;
}

/**
 * The reason that the file itself gives.
 * @returns {Promise<Reason>}
 */
async function probed(address) {
  const response = await fetch(address).catch(() => undefined);
  const type = response?.headers.get("content-type") ?? "";
  if (response === undefined) return [`${address} could not be fetched.`, true];
  if (!response.ok) return [`${address} was answered with HTTP status ${response.status}: a bundler has left the file behind, or the host has none of it.`, response.status >= 500];
  if (!/(java|ecma)script/i.test(type)) return [`${address} was answered with the type ${type || "of no name"}: another file was served in its place, such as an HTML page.`, false];
  return ["", true];
}
