// The last step of a build of Studio: writes the list of files into the service worker, and `_headers` for hosts that read it.
//
//   node finish.mjs <folder> [base] [--packed]
//
// `base` is the path below which the folder is served, "./" for any. `--packed` adds a .br and a .gz beside each file.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { withoutComments } from "./comments.mjs";

const WORKER = fileURLToPath(new URL("../../../www/sw.js", import.meta.url));

/** Files for the host, and files that are not part of Studio or not needed offline. */
const EXCLUDED = /^(docs\/|examples\/|sw\.js$|_headers$|\.nojekyll$)|\.(br|gz)$/;
/** Names with a content digest, which trunk writes without leading zeros. Such a file never changes. */
const NAMED_BY_CONTENT = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

const words = process.argv.slice(2);
const isPacked = words.at(-1) === "--packed";
const [folder, base = "./"] = isPacked ? words.slice(0, -1) : words;
const read = (name) => readFileSync(join(folder, name));
const digest = (content) => createHash("sha256").update(content).digest("base64");

const all = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(folder, sep).length))
  .map((name) => name.split(sep).join("/"))
  .sort();
const names = all.filter((name) => !EXCLUDED.test(name));

for (const name of names.filter((name) => /^snippets\/.*\.js$/.test(name))) {
  writeFileSync(join(folder, name), withoutComments(read(name).toString()));
}

// The module's imports would be requested only after its arrival. Preloads request all of them concurrently.
const isMissing = (name) => name.startsWith("snippets/") && !read("index.html").includes(name);
const preloads = names.filter(isMissing).map((name) => `<link rel="modulepreload" href="./${name}">`);
const page = read("index.html")
  .toString()
  .replace(/<link[^>]*id="?studio-js"?[^>]*>/, (link) => link + preloads.join(""))
  .replace(/<meta name="version"[^>]*>/, "")
  .replaceAll(/(?<=(?:href|src)="?)\.\//g, base);
writeFileSync(join(folder, "index.html"), page);

const digests = () => names.map((name) => [name, `sha256-${digest(read(name))}`]);
const version = digest(JSON.stringify(digests())).slice(0, 16);
// The page compares its version with that of the service worker.
writeFileSync(join(folder, "index.html"), page.replace("</title>", `</title><meta name="version" content="${version}">`));
const files = digests();
const list = files.map((file) => `  ${JSON.stringify(file)},\n`).join("");
const worker = readFileSync(WORKER, "utf8");
writeFileSync(join(folder, "sw.js"), `const VERSION = "${version}";\nconst FILES = new Map([\n${list}]);\n${worker}`);

const [meta] = /<meta[^>]*Content-Security-Policy[^>]*>/.exec(page);
const [, policy] = /content="([^"]+)"/.exec(meta);
const root = base === "./" ? "/" : base;
const rules = [
  `${root}*`,
  // A `meta` element cannot set `frame-ancestors`.
  `  Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
  "  X-Content-Type-Options: nosniff",
  "  Referrer-Policy: no-referrer",
  ...names.filter((name) => NAMED_BY_CONTENT.test(name)).flatMap((name) => [
    `${root}${name}`,
    "  Cache-Control: public, max-age=31536000, immutable",
  ]),
];
writeFileSync(join(folder, "_headers"), `${rules.join("\n")}\n`);
// GitHub Pages otherwise omits names that begin with an underscore.
writeFileSync(join(folder, ".nojekyll"), "");

// The documentation and the examples are not part of Studio, but get compressed copies too.
const others = all.filter((name) => /^(docs|examples)\/.*(?<!\.br|\.gz)$/.test(name));
for (const name of isPacked ? [...names, ...others, "sw.js"] : []) {
  const content = read(name);
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
}
