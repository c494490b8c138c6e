// One call through the wasm module, in the page or in a worker. Its signal, its time limit and the end of the module
// always end the call, even if the module hangs.

import { aborted, parsed, toError, typed } from "./error.js";
import { hooksOf } from "./hooks.js";
import { addressed } from "./options.js";
import { Outcome } from "./call-outcome.js";
import { headerPairs } from "./request.js";
import { isSignal, unlessAborted } from "./signal.js";
import { Watchdog } from "./watchdog.js";

/** @import * as declared from "./types.d.ts" */
/**
 * @typedef {object} Call the internal settings of a call
 * @property {(error: unknown) => void} abort aborts the signal of the call
 * @property {boolean} [isStream]
 * @property {(event: declared.StreamEvent) => void} [observe]
 */

/**
 * Runs a call to completion. `observe` receives the events of a stream, with their images already converted.
 * @param {Promise<any>} module
 * @param {Record<string, any>} given the options
 * @param {Call} call
 * @returns {Promise<{ generation: declared.Generation, turn: declared.Turn }>}
 */
export async function call(module, given, { abort, isStream = false, observe = () => {} }) {
  const method = isStream ? "streamGenerateContent" : "generateContent";
  const options = await unlessAborted(addressed(given, method), given.signal);
  const { signal, onProgress } = options;
  const outcome = new Outcome();
  const watchdog = new Watchdog(options);
  const onEvent = (event, blob) => {
    if (event.type === "progress") {
      watchdog.onProgress(event.progress);
      notify(onProgress, event.progress);
    }
    if (isStream) observe(outcome.event(event, blob));
  };
  let lost;
  const emit = (text, blob) => {
    try {
      onEvent(parsed(text), blob);
    } catch (error) {
      // Memory ran out. A stream that loses an event is incomplete, so its call fails. Other calls lose only progress,
      // which is reported again.
      if (isStream) lost ??= error;
    }
  };
  const host = { ...hostOf(options, abort, (callback) => watchdog.paused(callback)), emit };
  const message = await callModule(module, (core) => core.run(options, { isStream }, host), { signal, watchdog });
  if (lost) throw typed(lost);
  try {
    return outcome.of(message);
  } catch (error) {
    // Memory can also run out while the objects of the outcome are created.
    throw typed(error);
  }
}

/**
 * Lists the models of an endpoint.
 * @param {Promise<any>} module
 * @param {Record<string, any>} given the options
 * @param {Call} call
 * @returns {Promise<declared.ModelInfo[]>}
 */
export async function models(module, given, { abort }) {
  const options = await unlessAborted(addressed(given, "models"), given.signal);
  const { signal } = options;
  const [text] = await callModule(module, (core) => core.run(options, { asksForModels: true }, hostOf(options, abort)), { signal });
  return parsed(text);
}

/**
 * Uploads a file, so that later requests can refer to it by its URL.
 * @param {Promise<any>} module
 * @param {declared.ImageInput} file
 * @param {Record<string, any>} given the options
 * @param {Call} call
 * @returns {Promise<declared.UploadedFile>}
 */
export async function upload(module, file, given, { abort }) {
  const options = await unlessAborted(addressed({ ...given, images: [file] }, "upload"), given.signal);
  const { signal, onProgress } = options;
  const onSent = onProgress ? (progress) => notify(onProgress, progress) : undefined;
  const [text] = await callModule(module, (core) => core.run(options, { isUpload: true }, { ...hostOf(options, abort), onSent }), { signal });
  return parsed(text);
}

/** Collects the functions of a call, which stay on this side. The module refuses a value of any other type by name. */
function hostOf({ apiKey, headers, fetch, signal, hooks }, abort, watched = (callback) => callback) {
  const isFunction = (value) => typeof value === "function";
  return {
    fetch: isFunction(fetch) ? fetch : undefined,
    getKey: isFunction(apiKey) ? watched(apiKey) : undefined,
    getHeaders: isFunction(headers) ? watched(async () => headerPairs(await headers())) : undefined,
    signal: isSignal(signal) ? signal : undefined,
    ...hooksOf(hooks, abort),
  };
}

function notify(listener, progress) {
  try {
    listener?.(progress);
  } catch {
    // An exception in the caller's listener must not end the call.
  }
}

/**
 * Runs an operation of a module, and converts serialized errors to error objects. `isLocal` marks an operation that
 * sends no request.
 * @template Answer
 * @param {Promise<any>} module
 * @param {(module: any) => Answer | Promise<Answer>} operation
 * @param {{ signal?: AbortSignal, watchdog?: Watchdog, isLocal?: boolean }} options
 * @returns {Promise<Answer>}
 */
export async function callModule(module, operation, { signal, watchdog, isLocal = false } = {}) {
  const loaded = await unlessAborted(module, signal);
  /** @type {(() => void) | undefined} */
  let removeListener;
  /** @type {Promise<Answer> | undefined} */
  let pending;
  try {
    const answer = new Promise((resolve, reject) => {
      removeListener = loaded.life.onEnd((end) => reject(end({ attempts: watchdog?.attempts ?? Number(!isLocal), isLocal })));
      watchdog?.start((error) => {
        reject(error);
        loaded.retire();
      }, loaded.startMs);
      pending = Promise.resolve(operation(loaded));
      pending.then(resolve, reject);
    });
    return await unlessAborted(answer, signal);
  } catch (thrown) {
    if (isSignal(signal) && signal.aborted) abortUnlessSettled(pending, loaded);
    const error = typed(toError(thrown));
    throw error.code === "aborted" && error.cause === undefined && signal?.aborted ? aborted(signal.reason, error.attempts) : error;
  } finally {
    watchdog?.stop();
    removeListener?.();
  }
}

/** The time limit for an aborted operation to settle. A healthy module needs a single task for it. */
const ABORT_MS = 10_000;

function abortUnlessSettled(pending, loaded) {
  const timer = setTimeout(() => loaded.retire(), ABORT_MS);
  const stop = () => clearTimeout(timer);
  if (pending) pending.then(stop, stop);
  else stop();
}
