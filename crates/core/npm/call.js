// One call through the wasm module, here or in a worker. It ends with its signal, with its time and with the module,
// whatever the module does.

import { toError, typed } from "./error.js";
import { Generation, imageMaker } from "./image.js";
import { addressed } from "./options.js";
import { isSignal, unlessAborted } from "./signal.js";
import { Watch } from "./watch.js";

/** Runs a call to its end. `observe` gets the events of a stream, images already made. */
export async function call(module, given, isStream, observe = () => {}) {
  const method = isStream ? "streamGenerateContent" : "generateContent";
  const options = await unlessAborted(addressed(given, method), given.signal);
  const toImage = imageMaker();
  const hear = (event) => observe(event.image ? { ...event, image: toImage(event.image) } : event);
  const watch = new Watch(options);
  const run = (found) => found.run(watch.over(options), isStream, hear);
  const { failures, turn, ...record } = await ask(module, run, { signal: options.signal, watch });
  return { generation: new Generation({ ...record, failures: failures.map(toError) }, toImage), turn };
}

/** Asks the module for something, with records of errors made errors. `isLocal`: nothing is sent for it. */
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
  } catch (error) {
    if (isSignal(signal) && signal.aborted) leaveUnlessSettled(asked, found);
    throw typed(toError(error));
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
