// Values in a form that can be sent to a worker: elements become bitmaps, large buffers Blobs, addresses absolute.
// A value without a legal form is left as it is, to be refused by name where all options are checked.

import { base } from "./address.js";
import { toTransferable } from "./bytes.js";
import { TintypeError } from "./error.js";

/** An image that a worker is to be sent. */
export async function toMessage(input, maxBytes) {
  if (typeof input === "string" || input instanceof URL) return absolute(input);
  if (input?.blob instanceof Blob) return input.blob;
  return isDrawn(input) ? createImageBitmap(input).catch(refuse) : toTransferable(input, maxBytes);
}

/**
 * An address; a relative one would be taken for relative to the worker's script.
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
