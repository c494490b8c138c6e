// The possible ways to load the module before the first call.

import { init } from "tintype";

const WASM = "./node_modules/tintype/wasm/tintype_bg.wasm";
const bytes = async () => (await fetch(WASM)).arrayBuffer();
const SOURCES = {
  bytes,
  response: () => fetch(WASM),
  request: () => new Request(WASM),
  module: async () => WebAssembly.compile(await bytes()),
};

export const begunWith = async (source) => init(await SOURCES[source]());

/** Initializes with a relative URL in a page with a `<base>`. */
export async function begunInBase() {
  document.head.prepend(Object.assign(document.createElement("base"), { href: "./node_modules/tintype/" }));
  await init("wasm/tintype_bg.wasm");
}

export async function begunTwice() {
  await init();
  await init("./nothing.wasm");
}
