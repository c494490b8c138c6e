// Inflates entries that another program has compressed.

/** Inflates a deflated Blob. Rejects as soon as the output exceeds `size` bytes, or if it is shorter. */
export async function inflate(blob, size) {
  const reader = blob.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > size) {
      reader.cancel().catch(() => {});
      break;
    }
    chunks.push(value);
  }
  if (length !== size) throw new RangeError("not what it says it is");
  return new Blob(chunks);
}
