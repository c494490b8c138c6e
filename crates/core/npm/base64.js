// Conversion of Blobs to base64 and back, for chats as JSON.

/** The number of bytes per call, because engines limit the number of arguments of a function. */
const STEP = 0x8000;

/** @param {Blob} blob */
export async function toBase64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (bytes.toBase64) return bytes.toBase64();
  let binary = "";
  for (let at = 0; at < bytes.length; at += STEP) binary += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(binary);
}

/**
 * @param {string} text
 * @param {string} [type] the media type of the Blob
 */
export function fromBase64(text, type) {
  const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Blob([bytes], { type });
}
