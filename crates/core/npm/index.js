// The public face of the package. Importing it starts nothing and loads nothing.

export { Client } from "./client.js";
export { TintypeError, isTintypeError } from "./error.js";
export { version } from "./version.js";
export { init } from "./module.js";

import { Client } from "./client.js";
import { toError } from "./error.js";
import { load } from "./module.js";

const client = new Client();

export const generate = (options) => client.generate(options);

export const stream = (options) => client.stream(options);

export async function inspect(input) {
  const module = await load();
  return module.inspect(input).catch((record) => {
    throw toError(record);
  });
}
