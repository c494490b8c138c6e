// Streams of bodies with back-pressure. A chunk is read only on demand, so that no data is buffered in between.

/** The queuing strategy of a stream that reads no chunk ahead. */
const NOTHING_AHEAD = { highWaterMark: 0 };

const CHUNK_BYTES = 65_536;

/** Returns a reader of large chunks if the stream supports BYOB, because workerd otherwise returns 4 KB at a time. */
function readerOf(body) {
  try {
    const reader = body.getReader({ mode: "byob" });
    return { read: () => reader.read(new Uint8Array(CHUNK_BYTES)), cancel: (reason) => reader.cancel(reason) };
  } catch {
    return body.getReader();
  }
}

/** Wraps a body to report the length of every chunk. `onBytes` may throw to end the body. */
export function counted(body, onBytes) {
  const reader = readerOf(body);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      try {
        onBytes(value.length);
      } catch (error) {
        // Cancel the rest of the body, because nothing reads it.
        reader.cancel(error).catch(() => {});
        throw error;
      }
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, NOTHING_AHEAD);
}

/**
 * Relays a response to the visitor. A visitor who disconnects aborts the request. A failed service ends the response.
 */
export function relayed(body, filter, transfer, status) {
  const reader = readerOf(body);
  return new ReadableStream({
    async pull(controller) {
      try {
        // The filter buffers bytes that may be the beginning of the key, so one read may produce nothing to pass on.
        for (;;) {
          const { done, value } = await reader.read();
          const chunk = done ? filter.rest() : filter.push(value);
          transfer.responseBytes += chunk.length;
          if (chunk.length > 0) controller.enqueue(chunk);
          if (done) {
            controller.close();
            return transfer.finish(status);
          }
          if (chunk.length > 0) return;
        }
      } catch (error) {
        transfer.end();
        transfer.finish(status);
        throw error;
      }
    },
    async cancel(reason) {
      transfer.abort();
      transfer.finish(status);
      await reader.cancel(reason).catch(() => {});
    },
  }, NOTHING_AHEAD);
}
