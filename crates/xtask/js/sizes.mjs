// Prints what a folder costs to download: each .wasm and .js file raw, with gzip and with brotli.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[2];
const kilobytes = (bytes) => (bytes / 1024).toFixed(1).padStart(9);

const files = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(wasm|m?js|css|html)$/.test(name))
  .sort();
const width = Math.max(5, ...files.map((name) => name.length));
const total = [0, 0, 0];

console.log(`${"KiB".padEnd(width)} ${"raw".padStart(9)} ${"gzip".padStart(9)} ${"brotli".padStart(9)}`);
for (const name of files) {
  const content = readFileSync(join(folder, name));
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } };
  const sizes = [content, gzipSync(content, { level: 9 }), brotliCompressSync(content, brotli)].map((part) => part.length);
  sizes.forEach((size, column) => (total[column] += size));
  console.log(`${name.padEnd(width)} ${sizes.map(kilobytes).join(" ")}`);
}
console.log(`${"total".padEnd(width)} ${total.map(kilobytes).join(" ")}`);
