// Rewrites the shared cases to import the package by path, because import maps do not apply to workers.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes `cases-by-path.js` beside `cases.js`. */
export async function nameByPath(folder) {
  const text = await readFile(join(folder, "cases.js"), "utf8");
  const named = text.replace('from "tintype"', 'from "./node_modules/tintype/index.js"');
  await writeFile(join(folder, "cases-by-path.js"), named);
}
