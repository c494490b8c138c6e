// One call through the wasm module, here or in a worker. It ends with its signal, with its time and with the module,
// whatever the module does.

import { toError, typed } from "./error.js";
import { Generation, imageMaker } from "./image.js";
import { unlessAborted } from "./signal.js";
import { Watch } from "./watch.js";

/** Runs a call to its end. `observe` gets the events of a stream, images already made. */
export async function call(module, options, isStream, observe = () => {}) {
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
  let unhear;
  try {
    const answer = new Promise((resolve, reject) => {
      unhear = found.life.onEnd((end) => reject(end({ attempts: watch?.attempts ?? Number(!isLocal), isLocal })));
      watch?.start((error) => {
        reject(error);
        found.retire();
      }, found.startMs);
      Promise.resolve(question(found)).then(resolve, reject);
    });
    return await unlessAborted(answer, signal);
  } catch (error) {
    throw typed(toError(error));
  } finally {
    watch?.stop();
    unhear?.();
  }
}
