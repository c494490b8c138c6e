// Options in a form that can be sent to a worker: elements become bitmaps, addresses absolute, headers pairs.

export async function cloneable({ images, contents, baseUrl, headers, ...rest }) {
  const options = { ...rest };
  if (baseUrl !== undefined) options.baseUrl = absolute(baseUrl);
  if (headers !== undefined) options.headers = [...new Headers(headers)];
  if (images !== undefined) options.images = await Promise.all([images].flat().map(image));
  if (contents !== undefined) options.contents = await Promise.all(contents.map(content));
  return options;
}

// A relative address would be taken for relative to the worker's script.
function absolute(address) {
  return new URL(address, globalThis.document?.baseURI ?? globalThis.location?.href).href;
}

async function content({ parts, ...rest }) {
  return { ...rest, parts: await Promise.all((parts ?? []).map(part)) };
}

async function part({ inlineData, ...rest }) {
  if (!inlineData) return rest;
  // Bare base64 is no address and stays as it is.
  const isBase64 = typeof inlineData.data === "string" && !inlineData.data.includes(":");
  return { ...rest, inlineData: { ...inlineData, data: isBase64 ? inlineData.data : await image(inlineData.data) } };
}

async function image(input) {
  if (typeof input === "string" || input instanceof URL) return absolute(input);
  if (input?.blob instanceof Blob) return input.blob;
  const isElement = /Element\]$|\[object OffscreenCanvas\]/.test(Object.prototype.toString.call(input));
  return isElement ? createImageBitmap(input) : input;
}
