// Bytes for a worker. Posting a large buffer directly would copy it in one long task, and then a second time.

import { TintypeError } from "./error.js";
import { MAX_TASK_MS, yieldToEventLoop } from "./event-loop.js";

/** The default size limit in bytes. The wasm module has the same limit for bytes that it converts to Blobs itself. */
const LARGEST_FILE = 128 << 20;
const CHUNK = 2 << 20;

/**
 * Converts a large buffer to a Blob of chunks. Any other input is returned unchanged.
 * @param {any} input
 */
export async function toTransferable(input, maxBytes = 0) {
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(input) ? input : { buffer: input, byteOffset: 0, byteLength: input?.byteLength };
  if (Object.prototype.toString.call(buffer) !== "[object ArrayBuffer]") return input;
  // A detached buffer has length 0 and cannot be posted.
  if (byteLength === 0) return new Blob();
  if (byteLength <= CHUNK) return input;
  const most = Math.max(LARGEST_FILE, maxBytes);
  if (byteLength > most) throw unsupported(`An image of ${byteLength} bytes or more is too large; at most ${most} can be read.`);
  const chunks = [];
  let startedMs = performance.now();
  for (let at = 0; at < byteLength; at += CHUNK) {
    if (input.byteLength !== byteLength) throw unsupported("The bytes of an input image were taken away while they were read.");
    chunks.push(new Blob([new Uint8Array(buffer, byteOffset + at, Math.min(CHUNK, byteLength - at))]));
    if (performance.now() - startedMs < MAX_TASK_MS) continue;
    await yieldToEventLoop();
    startedMs = performance.now();
  }
  return new Blob(chunks);
}

const unsupported = (message) => new TintypeError({ code: "unsupported-input", message, retryable: false, attempts: 0 });
