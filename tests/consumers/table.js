// Writes the table of each consumer's last run into the docs.

import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { RESULTS } from "./folder.js";

const GUIDE = fileURLToPath(new URL("../../docs/where-it-runs.md", import.meta.url));
const [START, END] = ["<!-- the table of consumers -->\n", "<!-- its end -->\n"];

const files = (await readdir(RESULTS)).sort();
const rows = await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(RESULTS, file), "utf8"))));
const kb = (bytes) => Math.round(bytes / 1000);
const mark = (isThere) => (isThere ? "✓" : "–");
const size = ({ bytes, wasm, requests }) => (bytes === undefined ? "– | –" : `${kb(bytes)} (${kb(wasm)}) | ${requests}`);
const line = ({ name, page, variant, version, worker, server, ...row }) =>
  `| [${name}](where-it-runs/${page}) | ${version} | ${variant} | ✓ | ${mark(worker)} | ${mark(server)} | ${size(row)} |`;
const table = [
  "| consumer | version | run | picture, error | worker | its server | kB of one call (wasm) | requests |",
  "|---|---|---|---|---|---|--:|--:|",
  ...rows.map(line),
].join("\n");

const guide = await readFile(GUIDE, "utf8");
const [before, rest] = guide.split(START);
await writeFile(GUIDE, `${before}${START}\n${table}\n\n${END}${rest.split(END)[1]}`);
console.log(table);
