// Builds the site of the documentation into a folder that is served as `docs/` beside Studio.
//
//   node build/build.mjs <top of the repository> <output folder> <output folder of rustdoc> [address of the repository]

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { front } from "./front.mjs";
import { javascriptPages, javascriptSections, tidied } from "./javascript.mjs";
import { linker } from "./links.mjs";
import { rendered } from "./markdown.mjs";
import { inOrder, sections as sectionsOf } from "./navigation.mjs";
import { overview } from "./overview.mjs";
import { refined, sizes } from "./refine.mjs";
import { rustPages, rustSections } from "./rust.mjs";
import { indexOf } from "./search.mjs";
import { html, menuOf } from "./template.mjs";

const OWN = fileURLToPath(new URL("..", import.meta.url));
const [root, out, documented, repository = ""] = process.argv.slice(2);
const read = (path) => readFileSync(join(root, path), "utf8");

/** The parts of the site besides the guides. */
const PARTS = [
  { title: "JavaScript API", address: "api/javascript/index.html", folder: "api/javascript/", about: "Every function, class, option and type of the package, from its types." },
  { title: "Rust API", address: "api/rust/tintype/index.html", folder: "api/rust/", about: "Every type of the crate tintype with an example, from rustdoc." },
  { title: "Examples", address: "../examples/index.html", about: "Small pages in plain HTML, each with one script, that run here without a key." },
  { title: "Studio", address: "../", about: "The page to make and edit pictures, with your key or with none." },
];

const decisions = readdirSync(join(root, "docs/decisions")).filter((name) => /^\d+-/.test(name)).sort();
const sections = sectionsOf(decisions);
const guides = inOrder(sections);
const javascript = javascriptPages(root, `${out}-typedoc`);
const rust = rustPages(documented);
const known = [...guides, ...javascript, { source: "README.md", address: "index.html" }];
for (const name of readdirSync(join(root, "docs"), { recursive: true }).filter((name) => name.endsWith(".md"))) {
  const source = `docs/${name.split(sep).join("/")}`;
  if (!guides.some((guide) => guide.source === source)) throw new Error(`${source} is not in build/navigation.mjs`);
}
const { link, pictures } = linker({ root, repository, pages: known });
const fileOf = (address) => join(root, pictures.get(address));
const sizeOf = sizes(fileOf);

function write(address, content) {
  const file = join(out, address);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** Adds content to the pages. A guide without a label in the navigation uses its title. */
async function fill() {
  for (const page of guides) {
    Object.assign(page, await refined(rendered(read(page.source)), { page, link, sizeOf }));
    page.label ??= page.title;
  }
  for (const page of javascript) {
    Object.assign(page, await refined(rendered(page.markdown), { page, link, sizeOf, tidy: tidied }), { title: page.label });
    page.summary ||= `${page.label}: ${page.above} of the npm package tintype.`;
  }
  Object.assign(javascript.find(({ address }) => address === PARTS[0].address), overview(javascriptSections(javascript)));
  for (const page of rust) {
    const { headings, body } = await refined(page.html, { page, link: (_, target) => page.link(target), sizeOf });
    Object.assign(page, { headings, body });
  }
  for (const name of ["result-dark", "empty-light"]) link({ source: "README.md", address: "index.html" }, `docs/studio/${name}.webp`);
  return front({ readme: read("README.md"), parts: PARTS.slice(0, 3), sizeOf });
}

rmSync(out, { recursive: true, force: true });
const first = await fill();
const guideMenu = menuOf(sections, PARTS);
for (const [place, guide] of guides.entries()) {
  write(guide.address, html(guide, { menu: guideMenu, parts: PARTS, previous: guides[place - 1], next: guides[place + 1] }));
}
write(first.address, html(first, { menu: guideMenu, parts: PARTS }));
for (const [pages, own] of [[javascript, javascriptSections(javascript)], [rust, rustSections(rust)]]) {
  const menu = menuOf(own, [{ title: "Guides", address: "index.html" }, ...PARTS]);
  for (const page of pages) write(page.address, html(page, { menu, parts: PARTS }));
}

const tokens = read("crates/studio/css/tokens.css");
const styles = readdirSync(join(OWN, "page")).filter((name) => name.endsWith(".css")).sort();
write("page/documentation.css", [tokens, ...styles.map((name) => readFileSync(join(OWN, "page", name), "utf8"))].join("\n"));
for (const name of ["search.js", "words.js"]) cpSync(join(OWN, "page", name), join(out, "page", name));
cpSync(join(OWN, "node_modules/minisearch/dist/es/index.js"), join(out, "page/minisearch.js"));
cpSync(join(root, "www/icon.svg"), join(out, "page/icon.svg"));
for (const address of pictures.keys()) write(address, readFileSync(fileOf(address)));
const all = [first, ...guides, ...javascript, ...rust];
write("page/search.json", indexOf(all));
console.log(`documentation: ${all.length} pages`);
