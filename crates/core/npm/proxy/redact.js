// Redaction of the API key in responses. Services quote it in errors, and a malicious service may include it anywhere.

import { joined } from "./bytes.js";

const MAX_ERROR_BYTES = 262_144;
/** The minimum length of a key to redact, because a shorter key would match ordinary words. */
const MIN_KEY_LENGTH = 8;
const STAR = 42;
const EMPTY = new Uint8Array();

/** A filter that overwrites the key in a body of chunks. Between chunks, it buffers at most the beginning of a key. */
export class KeyFilter {
  #key;
  /** The index of the key byte to search for, preferably a byte that does not occur in base64. */
  #place;
  #held = EMPTY;

  constructor(key) {
    this.#key = new TextEncoder().encode(key.length < MIN_KEY_LENGTH ? "" : key);
    this.#place = Math.max(this.#key.findIndex((byte) => !/[A-Za-z0-9+/=]/.test(String.fromCharCode(byte))), 0);
  }

  push(chunk) {
    if (this.#key.length === 0) return chunk;
    const bytes = this.#overwritten(this.#held.length === 0 ? chunk : joined([this.#held, chunk]));
    const kept = bytes.length - this.#beginningAtEnd(bytes);
    this.#held = bytes.slice(kept);
    return bytes.subarray(0, kept);
  }

  /** Returns the bytes that are still buffered at the end of the body. */
  rest() {
    const rest = this.#held;
    this.#held = EMPTY;
    return rest;
  }

  #overwritten(bytes) {
    const key = this.#key;
    let own = bytes;
    for (let at = bytes.indexOf(key[this.#place]); at >= 0; at = bytes.indexOf(key[this.#place], at + 1)) {
      const start = at - this.#place;
      if (start < 0 || !isAt(key, bytes, start, key.length)) continue;
      // Copy the chunk, because it belongs to the runtime.
      if (own === bytes) own = bytes.slice();
      own.fill(STAR, start, start + key.length);
    }
    return own;
  }

  /** Returns the number of bytes at the end that may be the beginning of a key. */
  #beginningAtEnd(bytes) {
    for (let length = Math.min(this.#key.length - 1, bytes.length); length > 0; length -= 1) {
      if (isAt(this.#key, bytes, bytes.length - length, length)) return length;
    }
    return 0;
  }
}

function isAt(key, bytes, start, length) {
  if (start + length > bytes.length) return false;
  for (let place = 0; place < length; place += 1) if (bytes[start + place] !== key[place]) return false;
  return true;
}

/** Reads the text of a service's error and removes the key, including its JSON-escaped and URL-encoded forms. */
export async function errorText(answer, key) {
  const { status } = answer;
  const text = await bounded(answer.body);
  const clean = (words) => withoutKey(words, key);
  if (/^text\/event-stream/i.test(answer.headers.get("content-type"))) return clean(text);
  try {
    return clean(JSON.stringify(JSON.parse(text, (_, value) => (typeof value === "string" ? clean(value) : value))));
  } catch {
    return JSON.stringify({ error: { code: status, message: "The service failed, and its error cannot be read.", status: "UNKNOWN" } });
  }
}

function withoutKey(text, key) {
  if (key.length < MIN_KEY_LENGTH) return text;
  return [key, encodeURIComponent(key)].reduce((words, secret) => words.replaceAll(secret, "***"), text);
}

/** Reads the text of an error. Returns an empty text if it exceeds the size limit. */
async function bounded(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > MAX_ERROR_BYTES) {
      await reader.cancel().catch(() => {});
      return "";
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}
