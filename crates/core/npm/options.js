// Merging of call options with the options of the client.

import { TintypeError } from "./error.js";

export const DEFAULT_MODEL = "gemini-2.5-flash-image";

/**
 * Merges layers of options, of which the later ones win. `undefined` counts as absent, as everywhere in the package.
 * @returns {Record<string, any>}
 */
export function merged(...layers) {
  // Without a prototype, because a property of a polluted `Object.prototype` is not an option.
  /** @type {Record<string, any>} */
  const whole = { __proto__: null };
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    if (value !== undefined) whole[name] = value;
  }
  return whole;
}

/** Resolves a `baseUrl` function for this method. Options with any other `baseUrl` are returned unchanged. */
export async function addressed(options, method) {
  const { baseUrl, model = DEFAULT_MODEL } = options;
  if (typeof baseUrl !== "function") return options;
  try {
    return merged(options, { baseUrl: await baseUrl({ model, method }) });
  } catch (/** @type {any} */ cause) {
    const why = `the function gave no address: ${cause?.message ?? cause}`;
    const details = [{ field: "baseUrl", message: why }];
    throw new TintypeError({ code: "invalid-options", message: `baseUrl: ${why}`, field: "baseUrl", details, retryable: false, attempts: 0, cause });
  }
}
