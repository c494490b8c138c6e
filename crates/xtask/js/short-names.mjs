// Shortens the names of a wasm module's imports and of the callbacks that it exports, and removes the indentation of
// the glue. wasm-bindgen's names contain a digest, occur twice, and digests do not compress.
//
//   node short-names.mjs <folder> <name>
//
// Works on <name>.js and <name>_bg.wasm, as wasm-bindgen wrote them.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { LONG, renamed, shortName } from "./wasm-names.mjs";

const [folder, name] = process.argv.slice(2);
const [js, wasm] = [`${name}.js`, `${name}_bg.wasm`].map((file) => join(folder, file));

const script = readFileSync(js, "utf8");
const short = new Map([...new Set(script.match(LONG))].map((long, index) => [long, shortName(index)]));
const nameOf = (long) => short.get(long) ?? long;
writeFileSync(js, script.replace(LONG, nameOf).replace(/^[ \t]+/gm, ""));
writeFileSync(wasm, renamed(readFileSync(wasm), (module, field) => [module, nameOf(field)], nameOf));
