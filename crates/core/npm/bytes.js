// Bytes on their way to a worker. Posted as they are, they would be copied in one long task, and then once more.

import { TintypeError } from "./error.js";
import { MAX_TASK_MS, yieldToEventLoop } from "./event-loop.js";

/** As in the module, which makes Blobs of what stays in the page. */
const LARGEST_FILE = 128 << 20;
const CHUNK = 2 << 20;

/**
 * A large buffer as a Blob of chunks; everything else as it is.
 * @param {any} input
 */
export async function toTransferable(input, maxBytes = 0) {
  const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(input) ? input : { buffer: input, byteOffset: 0, byteLength: input?.byteLength };
  if (Object.prototype.toString.call(buffer) !== "[object ArrayBuffer]") return input;
  // A detached buffer is empty, and cannot be posted.
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
