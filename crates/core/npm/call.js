// One call through the wasm module, here or in a worker.

import { toError } from "./error.js";
import { Generation, imageMaker } from "./image.js";

/** Runs a call to its end. `observe` gets the events of a stream, images already made. */
export async function call(module, options, isStream, observe = () => {}) {
  const toImage = imageMaker();
  const hear = (event) => observe(event.image ? { ...event, image: toImage(event.image) } : event);
  const { failures, turn, ...record } = await ask(module, (found) => found.run(options, isStream, hear));
  return { generation: new Generation({ ...record, failures: failures.map(toError) }, toImage), turn };
}

/** Asks the module for something, with records of errors made errors. */
export async function ask(module, question) {
  const found = await module;
  try {
    return await question(found);
  } catch (error) {
    throw toError(error);
  }
}
