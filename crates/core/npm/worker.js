// The worker's side of worker-module.js: the wasm module behind messages.

import { toError, typed } from "./error.js";
import { borrowModules, loadCore, run } from "./module.js";

// The first sign of life, which the page waits longer for.
postMessage({ isStarted: true });

const calls = new Map();
const drawings = new Map();
let lastDrawing = 0;
let known;

self.onmessage = ({ data }) => {
  if ("shared" in data) sharedModules.get(data.shared)?.(data);
  else if (data.isAbort) calls.get(data.id)?.controller.abort();
  else if ("callback" in data) calls.get(data.id)?.callbacks.get(data.callback)?.(data);
  else if ("drawing" in data) drawings.get(data.drawing)?.(data);
  else answer(data);
};

const sharedModules = new Map();

borrowModules(
  (name) =>
    new Promise((resolve, reject) => {
      sharedModules.set(name, ({ module, error }) => (module ? resolve(module) : reject(toError(error))));
      postMessage({ wantedModule: name });
    }),
);

/** Found by the module under this name (`images/raster`). */
self.tintypeDrawInPage = (blob, maxSide, maxPixels) =>
  new Promise((resolve, reject) => {
    const drawing = ++lastDrawing;
    drawings.set(drawing, ({ drawn, failure }) => {
      drawings.delete(drawing);
      drawn ? resolve(drawn) : reject(new Error(failure));
    });
    postMessage({ drawing, blob, maxSide, maxPixels });
  });

/** @param {any} message */
async function answer({ id, callbackNames, ...request }) {
  const call = { controller: new AbortController(), callbacks: new Map() };
  calls.set(id, call);
  const events = batches((batch) => postMessage({ id, events: batch }));
  const host = { emit: (...event) => events.add(event), signal: call.controller.signal };
  for (const name of callbackNames) host[name] = (argument) => callPage(id, call, { name, argument });
  try {
    const outcome = await run(await loaded(), request, host);
    events.flush();
    postMessage({ id, answer: outcome });
  } catch (error) {
    events.flush();
    postMessage({ id, error: plain(error) });
  } finally {
    calls.delete(id);
  }
}

/** The most events of one message: the page takes it in one task. */
const BATCH_LENGTH = 1000;

/** Gathers the events of one task: a message for each of many thousands would keep the page busy for seconds. */
function batches(send) {
  let events = [];
  const flush = () => {
    if (events.length > 0) send(events);
    events = [];
  };
  const add = (event) => {
    if (events.length === 0) queueMicrotask(flush);
    events.push(event);
    if (events.length === BATCH_LENGTH) flush();
  };
  return { add, flush };
}

/** The module. When it ends, all calls and this worker end with it, which may be all that frees its memory. */
async function loaded() {
  const module = await loadCore();
  if (module.life !== known) module.life.onEnd((end) => postMessage({ stopped: messageOf(end({}).cause) }));
  known = module.life;
  return module;
}

const messageOf = (cause) => String(cause?.message ?? cause);

let lastCallback = 0;

/** Calls a function of the page. Several requests of a call may do so at once. */
function callPage(id, { callbacks }, { name, argument }) {
  return new Promise((resolve, reject) => {
    const callback = ++lastCallback;
    callbacks.set(callback, ({ result, failure }) => {
      callbacks.delete(callback);
      if (failure === undefined) resolve(result);
      else reject(new Error(failure));
    });
    postMessage({ id, callback, name, argument });
  });
}

// Cloning an Error would lose everything but its message; the text of one is plain already.
function plain(error) {
  if (!(error instanceof Error)) return error;
  const { code, message, retryable, attempts, field, details } = typed(error);
  return { code, message, retryable, attempts, ...(field && { field, details }) };
}
