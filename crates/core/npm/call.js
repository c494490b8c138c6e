// One call through the wasm module.

import { toError } from "./error.js";
import { Generation, imageMaker } from "./image.js";
import { load } from "./module.js";

/** Runs a call to its end. `observe` gets the events of a stream, images already made. */
export async function call(options, isStream, observe = () => {}) {
  const toImage = imageMaker();
  const hear = (event) => observe(event.image ? { ...event, image: toImage(event.image) } : event);
  const module = await load();
  try {
    const record = await module.run(options, isStream, hear);
    record.failures = record.failures.map(toError);
    return new Generation(record, toImage);
  } catch (error) {
    throw toError(error);
  }
}
