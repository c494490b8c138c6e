// Prints the download sizes of a folder: each file of code, style or page raw, with gzip and with brotli. Fails if a
// file is larger with gzip than its limit, which is passed as name=bytes.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, ...bars] = process.argv.slice(2);
const mostBytes = new Map(bars.map((bar) => bar.split("=")));
const kilobytes = (bytes) => (bytes / 1024).toFixed(1).padStart(9);

const files = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(wasm|m?js|css|html|svg|webmanifest)$/.test(name))
  .sort();
const width = Math.max(5, ...files.map((name) => name.length));
const total = [0, 0, 0];
// The files that a page references are loaded with it, and the others later or never.
const page = files.includes("index.html") ? readFileSync(join(folder, "index.html"), "utf8") : "";
const isFirst = (name) => page !== "" && (name === "index.html" || page.includes(`./${name}`));
const first = [0, 0, 0];

console.log(`${"KiB".padEnd(width)} ${"raw".padStart(9)} ${"gzip".padStart(9)} ${"brotli".padStart(9)}`);
for (const name of files) {
  const content = readFileSync(join(folder, name));
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
  const sizes = [content, gzipSync(content, { level: 9 }), brotliCompressSync(content, brotli)].map((part) => part.length);
  sizes.forEach((size, column) => (total[column] += size));
  if (isFirst(name)) sizes.forEach((size, column) => (first[column] += size));
  console.log(`${name.padEnd(width)} ${sizes.map(kilobytes).join(" ")}`);
  if (sizes[1] > Number(mostBytes.get(name) ?? Infinity)) {
    console.error(`${name} has ${sizes[1]} bytes with gzip; its bar is ${mostBytes.get(name)}`);
    process.exitCode = 1;
  }
  mostBytes.delete(name);
}
for (const name of mostBytes.keys()) {
  console.error(`${name} has a bar and is not there`);
  process.exitCode = 1;
}
console.log(`${"total".padEnd(width)} ${total.map(kilobytes).join(" ")}`);
if (page !== "") console.log(`${"first load".padEnd(width)} ${first.map(kilobytes).join(" ")}`);
