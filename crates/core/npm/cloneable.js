// Options in a form that can be sent to a worker: elements become bitmaps, large buffers Blobs, addresses absolute,
// headers pairs.
// What has no legal form is left as it is, to be refused by name where all options are checked.

import { base } from "./address.js";
import { lightened } from "./bytes.js";
import { TintypeError } from "./error.js";

export async function cloneable({ images, contents, baseUrl, headers, ...rest }) {
  const options = { ...rest };
  if (baseUrl !== undefined) options.baseUrl = absolute(baseUrl);
  if (headers !== undefined) options.headers = typeof headers === "function" ? headers : headerPairs(headers);
  const image = (input) => lent(input, rest.input?.maxBytes);
  if (images !== undefined) options.images = await Promise.all([images].flat().map(image));
  if (contents !== undefined) options.contents = await mapped(contents, (turn) => content(turn, image));
  return options;
}

// A relative address would be taken for relative to the worker's script.
function absolute(address) {
  if (typeof address !== "string" && !(address instanceof URL)) return address;
  if (/^data:/i.test(address)) return String(address);
  return URL.canParse(address, base()) ? new URL(address, base()).href : String(address);
}

export function headerPairs(headers) {
  try {
    return [...new Headers(headers)];
  } catch {
    return headers;
  }
}

const mapped = async (list, convert) => (Array.isArray(list) ? Promise.all(list.map(convert)) : list);

async function content(turn, image) {
  return turn?.parts ? { ...turn, parts: await mapped(turn.parts, (whole) => part(whole, image)) } : turn;
}

async function part(whole, image) {
  const { inlineData } = whole ?? {};
  if (!inlineData) return whole;
  // Bare base64 is no address and stays as it is.
  const isBase64 = typeof inlineData.data === "string" && !inlineData.data.includes(":");
  return { ...whole, inlineData: { ...inlineData, data: isBase64 ? inlineData.data : await image(inlineData.data) } };
}

async function lent(input, maxBytes) {
  if (typeof input === "string" || input instanceof URL) return absolute(input);
  if (input?.blob instanceof Blob) return input.blob;
  return isDrawn(input) ? createImageBitmap(input).catch(refuse) : lightened(input, maxBytes);
}

const isDrawn = (input) => /Element\]$|\[object OffscreenCanvas\]/.test(Object.prototype.toString.call(input));

function refuse(cause) {
  const message = `An input image cannot be read; wait until it has loaded. ${cause.message}`;
  throw new TintypeError({ code: "unsupported-input", message, retryable: false, attempts: 0, cause });
}
