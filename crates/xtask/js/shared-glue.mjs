// Joins the glue of several wasm modules into one script, because most of their imports are equal. The script has a
// function that creates an instance of one of them.
//
//   node shared-glue.mjs <output folder> <folder>/<name> …
//
// Reads <name>.js and <name>_bg.wasm of each module, as wasm-bindgen wrote them, and writes glue.js and the modules.
//
// wasm-bindgen's own glue has one instance for the lifetime of a page. After a trap, that instance can never be used
// again, and a new one needs new state: memory views, closures, and the table of references.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { LONG, renamed, shortName } from "./wasm-names.mjs";

/** The start of the code that loads a module, which is removed because the package loads modules itself. */
const LOADER = "\nlet wasmModule, wasmInstance, wasm;\n";
/** The replacement of that code. `guard` receives the exports, and returns the exports that the glue calls. */
const START = `let wasm;
async function start(module) {
const instance = await WebAssembly.instantiate(module, __wbg_get_imports());
wasm = guard(instance.exports);
wasm.__wbindgen_start();
}`;
const IMPORTS = "function __wbg_get_imports() {";
const EXPORTED = "export function ";

/** Returns the imports of a module's glue, and its other declarations up to the loader. */
function parts(glue, name) {
  const [before, after, more] = glue.split(LOADER);
  if (after === undefined || more !== undefined) throw new Error(`the glue of ${name} has no single loader`);
  const all = declarationsOf(before);
  const own = all.filter((text) => text.startsWith(IMPORTS));
  if (own.length !== 1) throw new Error(`the glue of ${name} has no single list of imports`);
  const others = all.filter((text) => text !== own[0]).map((text) => shortened(unindented(text)));
  if (others.some((text) => /^(import|export (?!function ))/.test(text))) throw new Error(`the glue of ${name} imports or exports more than functions`);
  return { entries: importsOf(own[0]), others };
}

/** Returns the statements that begin in the first column, without comments. */
const declarationsOf = (text) =>
  text
    .replace(/^\/\*[\s\S]*?\*\/\n/gm, "")
    .split(/\n(?=[^\s})])/)
    .map((part) => part.trimEnd())
    .filter(Boolean);

/** Returns the name and text of every import. */
function importsOf(text) {
  const entries = [...text.matchAll(/^ {8}(\w+): (function[\s\S]*?\n {8}\}(?:, arguments\); \})?),$/gm)];
  if (entries.length !== text.match(/^ {8}\w+: function/gm).length) throw new Error("the imports are written otherwise");
  return entries.map(([, field, body]) => [field, shortened(unindented(body.replace(/^\s*\/\/.*\n/gm, "")))]);
}

const unindented = (text) => text.replace(/^[ \t]+/gm, "");

/** Throws if two declarations share a name, because one would replace the other. */
function refuseTwins(texts) {
  const known = new Set();
  for (const [, name] of texts.map((text) => text.match(/^(?:async )?(?:function|let|const) (\w+|\$\w+)/) ?? [])) {
    if (name && known.has(name)) throw new Error(`the modules have two different ${name}`);
    known.add(name);
  }
}

function missing(field) {
  throw new Error(`the glue has no import ${field}`);
}

const [folder, ...modules] = process.argv.slice(2);

const names = new Map();
const short = (key) => names.get(key) ?? names.set(key, shortName(names.size)).get(key);
/**
 * Digests differ between modules if a crate is compiled with different features. The rest of a name states its type.
 */
const shortened = (text) => text.replace(LONG, (long) => short(long.replace(/_[0-9a-f]{16}/g, "")));

/** Every import by its text. Equal texts share one name, even if wasm-bindgen names them differently in each module. */
const imports = new Map();
/** The declarations around the imports, each once. */
const declarations = new Set();
const exported = new Set();

for (const module of modules) {
  const name = basename(module);
  const { entries, others } = parts(readFileSync(`${module}.js`, "utf8"), name);
  const fields = new Map();
  for (const [field, text] of entries) {
    if (!imports.has(text)) imports.set(text, field.search(LONG) < 0 ? field : short(`import ${imports.size}`));
    fields.set(field, imports.get(text));
  }
  for (const text of others) {
    if (text.startsWith(EXPORTED)) exported.add(text.slice(EXPORTED.length, text.indexOf("(")));
    declarations.add(text.replace(/^export /, ""));
  }
  const known = new Set();
  const once = (long) => {
    const name = shortened(long);
    if (known.has(name)) throw new Error(`${long} has a twin`);
    known.add(name);
    return name;
  };
  const bytes = readFileSync(`${module}_bg.wasm`);
  writeFileSync(join(folder, `${name}_bg.wasm`), renamed(bytes, (_, field) => ["$", fields.get(field) ?? missing(field)], once));
}

refuseTwins([...declarations]);
const entries = [...imports].map(([text, name]) => `${name}: ${text},`);
const script = [
  "export default function instance(guard, AbortController) {",
  ...declarations,
  IMPORTS,
  "const import0 = {",
  "__proto__: null,",
  ...entries,
  "};",
  "return { $: import0 };",
  "}",
  START,
  `return { start, ${[...exported].join(", ")} };`,
  "}",
  "",
].join("\n");
writeFileSync(join(folder, "glue.js"), script);
