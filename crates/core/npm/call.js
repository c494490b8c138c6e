// One call through the wasm module, here or in a worker. It ends with its signal, with its time and with the module,
// whatever the module does.

import { aborted, parsed, toError, typed } from "./error.js";
import { addressed } from "./options.js";
import { Outcome } from "./outcome.js";
import { headerPairs } from "./request.js";
import { isSignal, unlessAborted } from "./signal.js";
import { Watch } from "./watch.js";

/** Runs a call to its end. `observe` gets the events of a stream, images already made. */
export async function call(module, given, isStream, observe = () => {}) {
  const method = isStream ? "streamGenerateContent" : "generateContent";
  const options = await unlessAborted(addressed(given, method), given.signal);
  const { signal, onProgress } = options;
  const outcome = new Outcome();
  const watch = new Watch(options);
  const hear = (event, blob) => {
    if (event.type === "progress") {
      watch.hear(event.progress);
      told(onProgress, event.progress);
    }
    if (isStream) observe(outcome.event(event, blob));
  };
  let lost;
  const tell = (text, blob) => {
    try {
      hear(parsed(text), blob);
    } catch (error) {
      // For want of memory. A stream without one of its events is not whole; progress comes again.
      if (isStream) lost ??= error;
    }
  };
  const host = { ...hostOf(options, (ask) => watch.asking(ask)), tell };
  const message = await ask(module, (found) => found.run(options, { isStream }, host), { signal, watch });
  if (lost) throw typed(lost);
  return outcome.of(message);
}

/** The models of an endpoint. */
export async function models(module, given) {
  const options = await unlessAborted(addressed(given, "models"), given.signal);
  const { signal } = options;
  const [text] = await ask(module, (found) => found.run(options, { asksForModels: true }, hostOf(options)), { signal });
  return parsed(text);
}

/** The functions of a call that stay on this side: anything else is refused by name where the options are read. */
function hostOf({ apiKey, headers, fetch, signal }, watched = (ask) => ask) {
  const isFunction = (value) => typeof value === "function";
  return {
    fetch: isFunction(fetch) ? fetch : undefined,
    askKey: isFunction(apiKey) ? watched(apiKey) : undefined,
    askHeaders: isFunction(headers) ? watched(async () => headerPairs(await headers())) : undefined,
    signal: isSignal(signal) ? signal : undefined,
  };
}

function told(listener, progress) {
  try {
    listener?.(progress);
  } catch {
    // A listener that throws is the page's own affair; the call goes on.
  }
}

/** Asks a module for something, with the text of errors made errors. `isLocal`: nothing is sent for it. */
export async function ask(module, question, { signal, watch, isLocal = false } = {}) {
  const found = await unlessAborted(module, signal);
  let unhear, asked;
  try {
    const answer = new Promise((resolve, reject) => {
      unhear = found.life.onEnd((end) => reject(end({ attempts: watch?.attempts ?? Number(!isLocal), isLocal })));
      watch?.start((error) => {
        reject(error);
        found.retire();
      }, found.startMs);
      asked = Promise.resolve(question(found));
      asked.then(resolve, reject);
    });
    return await unlessAborted(answer, signal);
  } catch (thrown) {
    if (isSignal(signal) && signal.aborted) leaveUnlessSettled(asked, found);
    const error = typed(toError(thrown));
    throw error.code === "aborted" && error.cause === undefined && signal?.aborted ? aborted(signal.reason, error.attempts) : error;
  } finally {
    watch?.stop();
    unhear?.();
  }
}

/** How long a module may take to end what was aborted, which is one task when it is well. */
const ABORT_MS = 10_000;

function leaveUnlessSettled(asked, found) {
  const timer = setTimeout(() => found.retire(), ABORT_MS);
  const stop = () => clearTimeout(timer);
  if (asked) asked.then(stop, stop);
  else stop();
}
