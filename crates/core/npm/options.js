// Options of a call over those of its client.

/** Later ones win; undefined counts as absent, as everywhere in the package. */
export function merged(...layers) {
  // Without a prototype: what another script put on that of all objects is no option.
  const whole = { __proto__: null };
  for (const [name, value] of layers.flatMap((layer) => Object.entries(layer ?? {}))) {
    if (value !== undefined) whole[name] = value;
  }
  return whole;
}
