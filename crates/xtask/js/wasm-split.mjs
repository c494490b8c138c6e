// Replaces the module of Studio in the page that trunk has built with the app shell and the lazy chunk.
//
//   node wasm-split.mjs <folder of the chunks> <folder of the page>
//
// Every name has a digest of all files, because the chunks of different builds do not work together.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { withoutComments } from "./comments.mjs";

/** The project's modules in the app shell. All others are loaded with the lazy chunk. */
const NEEDED_FIRST = ["gallery.js"];

const [chunks, folder] = process.argv.slice(2);
const read = (name) => readFileSync(join(chunks, name), "utf8");
const LOADER = withoutComments(readFileSync(fileURLToPath(new URL("../../../www/later.js", import.meta.url)), "utf8"));

/** Replaces a text. Throws if it is missing, so that the build fails instead of Studio's start. */
function replaced(text, words, others) {
  if (!text.includes(words)) throw new Error(`nothing matches ${words}`);
  return text.replaceAll(words, others);
}

/** Forwards calls to modules of the lazy chunk. www/later.js registers them before the first call. */
const FORWARD = `export const modules = {};
const later = (path) => new Proxy({}, { get: (_, name) => (...values) => modules[path][name](...values) });
`;
/** Matches wasm-bindgen's imports of the project's modules: by name for the glue, as a namespace for the wasm. */
const IMPORT = /^import (?:\* as (\w+)|(\{.*\})) from ["']\.\/(snippets\/[^"']+)["'];?$/gm;

const glue = withoutComments(read("tintype-studio.js"));
const [firstWasm, laterWasm] = ["tintype-studio_bg.wasm", "later.wasm"].map((name) => readFileSync(join(chunks, name)));
const snippets = new Set([...glue.matchAll(IMPORT)].map(([, , , path]) => path));
const scripts = [...snippets].filter((path) => !NEEDED_FIRST.includes(basename(path)));
/** Returns a module of the lazy chunk, with its relative imports adjusted to its new location. */
const script = (path) => withoutComments(readFileSync(join(folder, path), "utf8")).replaceAll('from "./', `from "./${dirname(path)}/`);

let page = readFileSync(join(folder, "index.html"), "utf8");
// Trunk links every style sheet that it minifies and names by content, but the loader links this one.
const [link, style] = /<link[^>]*href="?\.\/(later-[0-9a-f]+\.css)[^>]*>/.exec(page);
page = replaced(page, link, "");

const hash = createHash("sha256");
for (const part of [glue, LOADER, firstWasm, laterWasm, style, ...scripts.map(script)]) hash.update(part);
const digest = hash.digest("hex").slice(0, 16);
const [js, wasm] = [`tintype-studio-${digest}.js`, `tintype-studio-${digest}_bg.wasm`];
const [loader, later] = [`later-${digest}.js`, `later-${digest}.wasm`];
const named = new Map(scripts.map((path) => [path, `${basename(path, ".js")}-${digest}.js`]));

for (const [id, name] of [["studio-js", js], ["studio-wasm", wasm]]) {
  const [link] = new RegExp(`<link[^>]*id="?${id}\\b[^>]*>`).exec(page);
  const [, whole] = /href="?\.\/([^"\s>]+)/.exec(link);
  rmSync(join(folder, whole));
  page = replaced(page, whole, name);
}
writeFileSync(join(folder, "index.html"), page);

const forwarded = glue.replaceAll(IMPORT, (line, whole, names, path) => {
  return named.has(path) ? `const ${whole ?? names} = later("./${named.get(path)}");` : line;
});
writeFileSync(join(folder, js), FORWARD + replaced(forwarded, 'from "./__wasm_split.js"', `from "./${loader}"`));
writeFileSync(join(folder, wasm), firstWasm);
const files = { '"STUDIO"': js, '"LATER"': later, '"STYLE"': style };
const names = JSON.stringify([...named.values()].map((name) => `./${name}`));
const load = Object.entries(files).reduce((text, [words, name]) => replaced(text, words, `"./${name}"`), LOADER);
writeFileSync(join(folder, loader), replaced(load, "SCRIPTS", names));
writeFileSync(join(folder, later), laterWasm);
for (const [path, name] of named) {
  writeFileSync(join(folder, name), script(path));
  rmSync(join(folder, path));
}
