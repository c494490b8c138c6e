// Loads pictures from other sites, without cookies and without a referrer.

// A generation that was requested in the meantime waits for the picture, so there must be a time limit.
const PATIENCE_MS = 60_000;
// The limit of the library. A larger file cannot be an input image.
const MOST_BYTES = 128 << 20;

/**
 * Fetches a file. Resolves to a Blob, to the HTTP status if the host answers with an error, to `null` if nothing can be
 * read, or to `undefined` if the file is too large.
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
    // Aborts a response that is still arriving.
    abort.abort();
  }
}

/** Reads the body and counts its bytes, because `Content-Length` is not trusted. */
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
