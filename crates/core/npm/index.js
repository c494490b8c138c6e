// The public face of the package. Importing it starts nothing and loads nothing.

export { Chat } from "./chat.js";
export { Client } from "./client.js";
export { TintypeError, isTintypeError } from "./error.js";
export { init } from "./module.js";
export { version } from "./version.js";

import { ask } from "./call.js";
import { Client } from "./client.js";
import { GeneratedImage } from "./image.js";
import { load } from "./module.js";

const client = new Client();

export const generate = (options) => client.generate(options);

export const stream = (options) => client.stream(options);

export const inspect = (input) => ask(load(), (module) => module.inspect(input), { isLocal: true });

export const compose = async (options) => {
  const record = await ask(load(), (module) => module.compose(options), { signal: options?.signal, isLocal: true });
  return new GeneratedImage(record);
};
