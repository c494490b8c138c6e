// Writes the inputs of trunk into target/studio: Studio's two style sheets, each one request instead of twenty, and the
// scripts of the page without comments.
//
//   node prepare.mjs <folder of the project>
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { withoutComments } from "./comments.mjs";

/** The components of the app shell. The styles of all others are loaded with the lazy chunk. */
const FIRST = [
  "app",
  "composer",
  "empty_state",
  "header",
  "icon",
  "inputs",
  "notice",
  "options",
  "prompt_box",
  "ratio_picker",
  "results",
  "run_bar",
  "sandbox_label",
];

const [root] = process.argv.slice(2);
const read = (...path) => readFileSync(join(root, ...path), "utf8");
const folder = join(root, "target/studio");
const styles = "crates/studio/src/components";

const sheets = readdirSync(join(root, styles), { recursive: true })
  .filter((path) => path.endsWith(".css"))
  .sort()
  .map((path) => ({ isFirst: FIRST.includes(/([^/\\]+)\.css$/.exec(path)[1]), style: read(styles, path) }));
const [first, later] = [true, false].map((isShell) => sheets.filter(({ isFirst }) => isFirst === isShell).map(({ style }) => style));
if (first.length !== FIRST.length) throw new Error("a component of the first screen has no style sheet");

const base = ["tokens", "base"].map((name) => read("crates/studio/css", `${name}.css`));
const files = { "studio.css": [...base, ...first].join(""), "later.css": later.join("") };
for (const name of ["start.js", "theme.js"]) files[name] = withoutComments(read("www", name));

// trunk copies every snippet of this folder, and wasm-bindgen removes none, so a renamed module would be loaded twice.
rmSync(join(root, "target/wasm-bindgen"), { recursive: true, force: true });

mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
