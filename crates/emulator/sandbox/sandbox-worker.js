// The worker: receives requests and answers in chunks. Every message carries the id of its request.

import { play } from "./engine.js";

const running = new Map();

self.addEventListener("message", ({ data }) => {
  if (data.type === "abort") running.get(data.id)?.abort();
  else answer(data.id, data.request);
});

async function answer(id, request) {
  const controller = new AbortController();
  running.set(id, controller);
  const send = (message, transfer = []) => {
    if (!controller.signal.aborted) self.postMessage({ id, ...message }, transfer);
  };
  const sink = {
    head: (status, headers) => send({ type: "head", status, headers }),
    chunk: (bytes) => send({ type: "chunk", bytes }, [bytes.buffer]),
    end: () => send({ type: "end" }),
    fail: () => send({ type: "fail" }),
  };
  try {
    await play(request, sink, controller.signal);
  } catch (/** @type {any} */ error) {
    send({ type: "fail", message: String(error?.message ?? error) });
  } finally {
    running.delete(id);
  }
}
