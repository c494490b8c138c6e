// The public API of the package. Importing it has no side effects and loads no wasm.

export { Chat, Client } from "./client.js";
export { TintypeError, isTintypeError } from "./error.js";
export { init } from "./module.js";
export { version } from "./version.js";

import { callModule } from "./call.js";
import { Client } from "./client.js";
import { parsed, typed } from "./error.js";
import { GeneratedImage } from "./image.js";
import { loadImages } from "./module.js";

/** @import * as declared from "./types.d.ts" */

/** @type {Client | undefined} */
let client;
const shared = () => (client ??= new Client());

/** @type {typeof declared.generate} */
export const generate = (options) => shared().generate(options);

/** @type {typeof declared.stream} */
export const stream = (options) => shared().stream(options);

/** @type {typeof declared.inspect} */
export const inspect = async (input) => parsed(await callModule(loadImages(), (images) => images.inspect(input), { isLocal: true }));

/** @type {typeof declared.compose} */
export const compose = async (options) => {
  const { images, featherPx, type, signal } = composition(options);
  const operation = (module) => module.compose(images, featherPx, type, signal);
  const [text, blob] = await callModule(loadImages(), operation, { signal, isLocal: true });
  return new GeneratedImage({ ...parsed(text), blob });
};

function composition(options) {
  try {
    const { base, edit, mask, featherPx, type, signal } = options ?? {};
    return { images: [base, edit, mask], featherPx, type, signal };
  } catch (error) {
    throw typed(error, "invalid-options", "The options cannot be read.");
  }
}
