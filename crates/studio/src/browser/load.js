// A picture from elsewhere, without cookies and without telling where from.

// A picture that was asked for meanwhile waits for it, so there must be a time limit.
const PATIENCE_MS = 60_000;
// As in the library: what is larger is no input image.
const MOST_BYTES = 128 << 20;

/**
 * The file behind an address, or the HTTP status that its host answers instead; `null` where nothing can be read, and
 * `undefined` where there is too much of it.
 */
export async function loadFile(address) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", signal: abort.signal });
    if (!answer.ok) return answer.status;
    if (Number(answer.headers.get("content-length")) > MOST_BYTES) return undefined;
    return await read(answer);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    // Ends what is still arriving.
    abort.abort();
  }
}

/** The body, counted as it comes: what a host says of its length is not believed. */
async function read({ body, headers }) {
  const reader = body?.getReader();
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true };
    if (done) return new Blob(chunks, { type: headers.get("content-type") ?? "" });
    length += value.length;
    if (length > MOST_BYTES) return undefined;
    chunks.push(value);
  }
}
