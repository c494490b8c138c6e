// The worker's side of worker-module.js, which runs the wasm module and communicates by messages.

import { toError, typed } from "./error.js";
import { borrowModules, loadCore, run } from "./module.js";

// Report that the script has loaded. Until then, the page treats an error of the worker as a failed start.
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

/** Draws a file in the page. The wasm module calls this function by its name (`images/raster`). */
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

/** The maximum number of events per message, because the page handles a message in one task. */
const BATCH_LENGTH = 1000;

/** Batches the events of one task, because a message for each of many thousands would block the page for seconds. */
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

/** Loads the module. Its end also ends all calls and this worker, which may be the only means to free its memory. */
async function loaded() {
  const module = await loadCore();
  if (module.life !== known) module.life.onEnd((end) => postMessage({ stopped: messageOf(end({}).cause) }));
  known = module.life;
  return module;
}

const messageOf = (cause) => String(cause?.message ?? cause);

let lastCallback = 0;

/** Calls a function of the page. Several requests of a call may do so concurrently. */
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

// Cloning an `Error` would preserve only its message. An error of the module is already plain text.
function plain(error) {
  if (!(error instanceof Error)) return error;
  const { code, message, retryable, attempts, field, details } = typed(error);
  return { code, message, retryable, attempts, ...(field && { field, details }) };
}
