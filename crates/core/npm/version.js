// The build sets these to the version of the workspace and the ID of its sources, which both wasm modules contain.

export const version = "0.0.0";
export const build = "0.0.0";
