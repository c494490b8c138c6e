// Gives what a wasm module imports of its JavaScript short names, and the callbacks that it exports to it: wasm-bindgen's
// have a digest in each, twice, and digests are what no compressor makes smaller. Indentation goes as well.
//
//   node short-names.mjs <folder> <name>
//
// works on <name>.js and <name>_bg.wasm, as wasm-bindgen has left them.
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
