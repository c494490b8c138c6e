// Bodies on their way: read only when the other side asks for more, so that nothing piles up between.

/** No chunk is read ahead. */
const NOTHING_AHEAD = { highWaterMark: 0 };

const CHUNK_BYTES = 65_536;

/** A reader that asks for large chunks where the stream has them: workerd gives 4 KB at a time otherwise. */
function readerOf(body) {
  try {
    const reader = body.getReader({ mode: "byob" });
    return { read: () => reader.read(new Uint8Array(CHUNK_BYTES)), cancel: (reason) => reader.cancel(reason) };
  } catch {
    return body.getReader();
  }
}

/** A body with every chunk reported; `onBytes` may throw to end it. */
export function counted(body, onBytes) {
  const reader = readerOf(body);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      try {
        onBytes(value.length);
      } catch (error) {
        // The rest of the body has no reader any more.
        reader.cancel(error).catch(() => {});
        throw error;
      }
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, NOTHING_AHEAD);
}

/** The service's answer for the visitor. A visitor who leaves ends the request; a service that breaks off breaks it off. */
export function relayed(body, filter, transfer, status) {
  const reader = readerOf(body);
  return new ReadableStream({
    async pull(controller) {
      try {
        // Bytes that may be the beginning of the key are held back, so that one read may give nothing to pass on.
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
