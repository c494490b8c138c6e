// Conversion of values for `postMessage` to a worker. Elements become bitmaps, large buffers become Blobs, and relative
// URLs become absolute. An invalid value is left unchanged, so that the module refuses it by name.

import { base } from "./address.js";
import { toTransferable } from "./bytes.js";
import { TintypeError } from "./error.js";

/** Converts an image for a worker. */
export async function toMessage(input, maxBytes) {
  if (typeof input === "string" || input instanceof URL) return absolute(input);
  if (input?.blob instanceof Blob) return input.blob;
  return isDrawn(input) ? createImageBitmap(input).catch(refuse) : toTransferable(input, maxBytes);
}

/**
 * Makes a URL absolute, because a worker would resolve a relative URL against its own script.
 * @param {any} address anything, since options are checked later
 */
export function absolute(address) {
  if (typeof address !== "string" && !(address instanceof URL)) return address;
  const text = String(address);
  if (/^data:/i.test(text)) return text;
  return URL.canParse(text, base()) ? new URL(text, base()).href : text;
}

const isDrawn = (input) => /Element\]$|\[object OffscreenCanvas\]/.test(Object.prototype.toString.call(input));

function refuse(cause) {
  const message = `An input image cannot be read; wait until it has loaded. ${cause.message}`;
  throw new TintypeError({ code: "unsupported-input", message, retryable: false, attempts: 0, cause });
}
