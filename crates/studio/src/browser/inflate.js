// Inflates entries that another program has compressed.

/** The bytes behind a deflated Blob; rejects as soon as they are more than `size`, and when they are fewer. */
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
