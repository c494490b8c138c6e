// The wasm modules in edge runtimes: compiled already, and given by an import or by init(). No call that compiles is named
// in this file, because Next.js refuses to build a file that does.

/** Returns the module that init() was given. */
export async function compiled(source) {
  const resolved = await source;
  // By its name: it may be of another realm, as in Next.js.
  if (Object.prototype.toString.call(resolved) !== "[object WebAssembly.Module]") throw new Error("This runtime compiles no wasm: import the .wasm file and give that to init(), or leave init() out.");
  return resolved;
}

/** Takes the module that the package imports by itself. */
export const compiledNextTo = async (file) => compiled(file());

/** `[sentence, retryable]`: no module gets there by another try. */
export const whyNotLoaded = (cause) => [String(cause?.message ?? cause), false];
