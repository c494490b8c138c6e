// Puts the two halves of Studio into the page, in the place of the whole that trunk has put there.
//
//   node halves.mjs <folder of the halves> <folder of the page>
//
// All names change with what is in any of them: the halves fit each other and nothing else.
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [halves, folder] = process.argv.slice(2);
const read = (name) => readFileSync(join(halves, name), "utf8");
const LOADER = readFileSync(fileURLToPath(new URL("../../../www/later.js", import.meta.url)), "utf8");

/** Words of another version would be left as they are, and Studio would not start: better that it is not built. */
function replaced(text, words, others) {
  if (!text.includes(words)) throw new Error(`nothing says ${words}`);
  return text.replaceAll(words, others);
}

const first = read("tintype-studio.js");
const [firstWasm, laterWasm] = ["tintype-studio_bg.wasm", "later.wasm"].map((name) => readFileSync(join(halves, name)));
const hash = createHash("sha256");
for (const part of [first, LOADER, firstWasm, laterWasm]) hash.update(part);
const digest = hash.digest("hex").slice(0, 16);
const [js, wasm] = [`tintype-studio-${digest}.js`, `tintype-studio-${digest}_bg.wasm`];
const [loader, later] = [`later-${digest}.js`, `later-${digest}.wasm`];

let page = readFileSync(join(folder, "index.html"), "utf8");
for (const [id, name] of [["studio-js", js], ["studio-wasm", wasm]]) {
  const [link] = new RegExp(`<link[^>]*id="?${id}\\b[^>]*>`).exec(page);
  const [, whole] = /href="?\.\/([^"\s>]+)/.exec(link);
  rmSync(join(folder, whole));
  page = replaced(page, whole, name);
}
writeFileSync(join(folder, "index.html"), page);
writeFileSync(join(folder, js), replaced(first, 'from "./__wasm_split.js"', `from "./${loader}"`));
writeFileSync(join(folder, wasm), firstWasm);
writeFileSync(join(folder, loader), replaced(replaced(LOADER, '"STUDIO"', `"./${js}"`), '"LATER"', `"./${later}"`));
writeFileSync(join(folder, later), laterWasm);
