// The build puts the version of the workspace here, and the mark of its sources, which both wasm modules carry.

export const version = "0.0.0";
export const build = "0.0.0";
