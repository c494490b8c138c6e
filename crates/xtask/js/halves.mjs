// Puts the two halves of Studio into the page, in the place of the whole that trunk has put there.
//
//   node halves.mjs <folder of the halves> <folder of the page>
//
// All names change with what is in any of them: the halves fit each other and nothing else.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { withoutComments } from "./comments.mjs";

/** The modules of ours that the first screen needs; all others are loaded with the half that calls them. */
const NEEDED_FIRST = ["gallery.js"];

const [halves, folder] = process.argv.slice(2);
const read = (name) => readFileSync(join(halves, name), "utf8");
const LOADER = withoutComments(readFileSync(fileURLToPath(new URL("../../../www/later.js", import.meta.url)), "utf8"));

/** Words of another version would be left as they are, and Studio would not start: better that it is not built. */
function replaced(text, words, others) {
  if (!text.includes(words)) throw new Error(`nothing says ${words}`);
  return text.replaceAll(words, others);
}

/** Stands for the modules that are loaded later: www/later.js puts them in before anything calls them. */
const FORWARD = `export const modules = {};
const later = (path) => new Proxy({}, { get: (_, name) => (...values) => modules[path][name](...values) });
`;
/** How wasm-bindgen imports the functions of a module of ours: by their names for the glue, whole for the wasm. */
const IMPORT = /^import (?:\* as (\w+)|(\{.*\})) from ["']\.\/(snippets\/[^"']+)["'];?$/gm;

const glue = withoutComments(read("tintype-studio.js"));
const [firstWasm, laterWasm] = ["tintype-studio_bg.wasm", "later.wasm"].map((name) => readFileSync(join(halves, name)));
const snippets = new Set([...glue.matchAll(IMPORT)].map(([, , , path]) => path));
const scripts = [...snippets].filter((path) => !NEEDED_FIRST.includes(basename(path)));
/** A module of the later half, which may import one of the first from beside it. */
const script = (path) => withoutComments(readFileSync(join(folder, path), "utf8")).replaceAll('from "./', `from "./${dirname(path)}/`);

let page = readFileSync(join(folder, "index.html"), "utf8");
// Trunk links every style sheet that it makes small and names by its content: this one is linked by the loader.
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
