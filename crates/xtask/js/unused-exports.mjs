// Removes the exports that Studio never uses from its module before it is split, because the linker and wasm-opt keep
// an export with all the functions that it calls.
//
//   node unused-exports.mjs <module> <output file>
import { readFileSync, writeFileSync } from "node:fs";

import { renamed } from "./wasm-names.mjs";

/**
 * The streams of Leptos's server functions, because Studio has no server. wasm-bindgen fails unless their descriptors
 * are removed too.
 */
const UNUSED = /^(__wbg_|__wbindgen_describe_)?intounderlying/;

const [from, to] = process.argv.slice(2);
let removed = 0;
const isUsed = (name) => {
  if (!UNUSED.test(name)) return name;
  removed += 1;
};
const module = renamed(readFileSync(from), (...names) => names, isUsed);
// Without this check, the first load could grow without a visible reason.
if (removed === 0) throw new Error("no export is unused: Leptos has changed");
writeFileSync(to, module);
