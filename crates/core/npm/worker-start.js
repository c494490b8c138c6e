// The start of the package's worker, from beside this script or from its location in a bundle or on a CDN, and the
// diagnosis of a failed start.

import { watchPolicy } from "./policy.js";
import { workerByImport } from "./sandbox/asset-url.js";
import { workerUrl } from "./worker-url.js";

/**
 * The reason for a failed start as a sentence, and whether a retry may help.
 * @typedef {[sentence: string, retryable: boolean]} Reason
 */

/** @type {Reason} */
const FORBIDDEN = ["worker-src of the page's Content Security Policy forbids it: add the origin of the package, and blob: where that is not the page's own.", false];

/** Starts the worker. `whyNotStarted` resolves with `[sentence, retryable]` and must be called at most once. */
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
      // The violation event is dispatched in a separate task.
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
 * Fetches the script to find the reason for a failed start.
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
