// The last step of a build of Studio: the worker that opens it offline learns the files of this very build, and hosts
// that read `_headers` learn what to say with them.
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

/** What belongs to the host, or is fetched by nobody who is offline. */
const LEFT_OUT = /^(examples\/|sw\.js$|_headers$|\.nojekyll$)|\.(br|gz)$/;
/** Trunk writes what is in a file into its name, as a number without leading zeros: such a file never changes. */
const NAMED_BY_CONTENT = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

const words = process.argv.slice(2);
const isPacked = words.at(-1) === "--packed";
const [folder, base = "./"] = isPacked ? words.slice(0, -1) : words;
const read = (name) => readFileSync(join(folder, name));
const digest = (content) => createHash("sha256").update(content).digest("base64");

const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(folder, sep).length))
  .map((name) => name.split(sep).join("/"))
  .filter((name) => !LEFT_OUT.test(name))
  .sort();

for (const name of names.filter((name) => /^snippets\/.*\.js$/.test(name))) {
  writeFileSync(join(folder, name), withoutComments(read(name).toString()));
}

// What the module imports would only be asked for once it is there; named in the page, all are asked for at once.
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
// The page can tell whether the worker's files are still of its own version.
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
  // What a page may not say of itself is added here.
  `  Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
  "  X-Content-Type-Options: nosniff",
  "  Referrer-Policy: no-referrer",
  ...names.filter((name) => NAMED_BY_CONTENT.test(name)).flatMap((name) => [
    `${root}${name}`,
    "  Cache-Control: public, max-age=31536000, immutable",
  ]),
];
writeFileSync(join(folder, "_headers"), `${rules.join("\n")}\n`);
// GitHub Pages would otherwise leave out what begins with an underscore.
writeFileSync(join(folder, ".nojekyll"), "");

for (const name of isPacked ? [...names, "sw.js"] : []) {
  const content = read(name);
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
}
