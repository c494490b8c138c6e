// Removes the exports that Studio never uses from its module, before it is split: an export is kept by the linker and by
// wasm-opt with all that it calls.
//
//   node unused-exports.mjs <module> <where to write it>
import { readFileSync, writeFileSync } from "node:fs";

import { renamed } from "./wasm-names.mjs";

/** The streams of Leptos's server functions: Studio has no server. Their descriptions go too, or wasm-bindgen misses them. */
const UNUSED = /^(__wbg_|__wbindgen_describe_)?intounderlying/;

const [from, to] = process.argv.slice(2);
let removed = 0;
const isUsed = (name) => {
  if (!UNUSED.test(name)) return name;
  removed += 1;
};
const module = renamed(readFileSync(from), (...names) => names, isUsed);
// Otherwise the first load would grow without a reason in sight.
if (removed === 0) throw new Error("no export is unused: Leptos has changed");
writeFileSync(to, module);
