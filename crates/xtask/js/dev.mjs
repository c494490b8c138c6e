// Writes the page of `cargo xtask serve --dev` around the module that wasm-bindgen wrote to the folder.
//
//   node dev.mjs <folder of the project> <folder of the page>
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { importsOf } from "./wasm-names.mjs";

const [root, folder] = process.argv.slice(2);
const NAME = "tintype-studio";

/** The module name of the imports of `wasm_split`, which wasm-split-cli would replace. */
const PLACEHOLDER = "__wasm_split_placeholder__";
const LOADER = "./wasm-split-dev.js";

function write(name, content) {
  const path = join(folder, name);
  if (!existsSync(path) || readFileSync(path, "utf8") !== content) writeFileSync(path, content);
}

mkdirSync(folder, { recursive: true });

// The module is not split, so calls of the lazy chunk lead back into the module itself.
const glue = readFileSync(join(folder, `${NAME}.js`), "utf8");
write(`${NAME}.js`, glue.replaceAll(`from "${PLACEHOLDER}"`, `from "${LOADER}"`));
const imports = importsOf(readFileSync(join(folder, `${NAME}_bg.wasm`))).filter(([module]) => module === PLACEHOLDER);
const functions = imports.map(([, name]) =>
  name.includes("00_import_")
    ? `export const ${name} = (...values) => initSync().${name.replace("00_import_", "00_export_")}(...values);\n`
    : `export const ${name} = (callback, data) => initSync().__indirect_function_table.get(callback)(data, 1);\n`,
);
write(basename(LOADER), `import { initSync } from "./${NAME}.js";\n${functions.join("")}`);

const page = readFileSync(join(root, "index.html"), "utf8");
for (const [, kind, from] of page.matchAll(/<link data-trunk rel="copy-(file|dir)" href="([^"]+)" \/>/g)) {
  // The examples need the whole package, and the sandbox is copied when it is built.
  if (kind === "dir") continue;
  copyFileSync(join(root, from), join(folder, basename(from)));
}
for (const name of ["studio.css", "later.css", "start.js", "theme.js"]) write(name, readFileSync(join(root, "target/studio", name), "utf8"));
for (const [name, from] of [["reload.js", "reload.js"], ["sw.js", "no-worker.js"]]) {
  write(name, readFileSync(new URL(from, import.meta.url), "utf8"));
}

/** Replaces a line of trunk's page. Throws if the line is missing. */
function replaced(text, line, other) {
  if (!line.test(text)) throw new Error(`index.html has no ${line}`);
  return text.replace(line, other);
}

const MODULE = `<link id="studio-js" rel="modulepreload" href="./${NAME}.js" /><link id="studio-wasm" rel="alternate" href="./${NAME}_bg.wasm" />`;
const START = '<script type="module" src="./start.js"></script><script type="module" src="./reload.js"></script>';
let written = page.replaceAll(/<link data-trunk rel="copy-[^>]*>/g, "");
written = replaced(written, /<script data-trunk src="target\/studio\/theme.js">/, '<script src="./theme.js">');
written = replaced(written, /<link data-trunk rel="css" href="target\/studio\/studio.css" \/>/, '<link rel="stylesheet" href="./studio.css" />');
written = replaced(written, /<link data-trunk rel="css" href="target\/studio\/later.css" \/>/, '<link rel="stylesheet" href="./later.css" />');
written = replaced(written, /<link data-trunk rel="icon" href="www\//, '<link rel="icon" href="./');
written = replaced(written, /<link data-trunk rel="rust"[^>]*>/, MODULE);
written = replaced(written, /<script data-trunk type="module" src="target\/studio\/start.js"><\/script>/, START);
write("index.html", written);
