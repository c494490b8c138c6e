// The JavaScript API, generated from the types of the package. typedoc writes Markdown, which becomes pages like those
// of the guides.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The modules of the package, by the file of their types. */
const MODULES = {
  "crates/core/npm/types.d.ts": "tintype",
  "crates/emulator/sandbox/index.d.ts": "tintype/sandbox",
  "crates/core/npm/proxy/index.d.ts": "tintype/proxy",
  "crates/core/npm/proxy/node.d.ts": "tintype/proxy/node",
};
const TYPEDOC = fileURLToPath(new URL("../node_modules/typedoc/bin/typedoc", import.meta.url));
const PLUGIN = fileURLToPath(new URL("../node_modules/typedoc-plugin-markdown/dist/index.js", import.meta.url));
const FOLDER = "api/javascript";

/** Returns the pages, without content yet, and their Markdown. `work` is a folder for the files of typedoc. */
export function javascriptPages(root, work) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const entryPoints = Object.keys(MODULES).map((file) => join(root, file));
  const compilerOptions = { module: "nodenext", target: "es2024", lib: ["es2024", "esnext", "dom", "dom.iterable"], types: [], skipLibCheck: true };
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions, files: entryPoints }));
  writeFileSync(join(work, "typedoc.json"), JSON.stringify({ ...SETTINGS, plugin: [PLUGIN], entryPoints, basePath: root, tsconfig: join(work, "tsconfig.json"), out: join(work, "out") }));
  execFileSync(process.execPath, [TYPEDOC, "--options", join(work, "typedoc.json")], { stdio: ["ignore", "ignore", "inherit"] });
  const files = readdirSync(join(work, "out"), { recursive: true }).map((name) => name.split(sep).join("/"));
  // The index pages of single modules contain nothing that the first page does not.
  const isPage = (name) => name.endsWith(".md") && (name === "index.md" || !name.endsWith("/index.md"));
  return files.filter(isPage).sort().map((name) => pageOf(name, readFileSync(join(work, "out", name), "utf8")));
}

const SETTINGS = {
  name: "tintype",
  logLevel: "Error",
  readme: "none",
  router: "member",
  entryFileName: "index",
  modulesFileName: "index",
  hideBreadcrumbs: true,
  hidePageHeader: true,
  disableSources: true,
  useCodeBlocks: true,
  skipErrorChecking: true,
};

/** The folders that typedoc names after the paths of the files, each with its module. */
const FOLDERS = Object.entries(MODULES)
  .map(([file, module]) => [file.replace(/(\/index)?\.d\.ts$/, ""), module])
  .sort(([one], [other]) => other.length - one.length);
const GROUPS = { functions: "Functions", classes: "Classes", interfaces: "Interfaces", "type-aliases": "Types", variables: "Constants" };

function pageOf(file, markdown) {
  const [folder, module] = FOLDERS.find(([folder]) => file.startsWith(`${folder}/`)) ?? ["", "tintype"];
  const rest = file.slice(folder.length).replace(/^\//, "");
  const name = folder === "" ? file : `${module.replaceAll("/", "-")}/${rest}`;
  const [, kind, label] = /^# (?:([\w ]+): )?(.+?)(?:\(\))?$/m.exec(markdown);
  const isModule = kind === undefined;
  return {
    source: `${FOLDER}/${file}`,
    address: `${FOLDER}/${name.replace(/\.md$/, ".html")}`,
    // The content of the first page is generated from all others.
    markdown: folder === "" ? "" : withNames(markdown),
    kind: "api",
    module,
    group: GROUPS[rest.split("/")[0]],
    label: isModule ? module : label,
    above: isModule ? "Module" : `${kind} of ${module}`,
  };
}

/** Replaces typedoc's folder names by the import names of the modules. */
function withNames(markdown) {
  return FOLDERS.reduce((text, [folder, module]) => text.replaceAll(`[${folder}]`, `[${module}]`), markdown);
}

/** Returns the navigation of these pages: a section for each module, with its groups. */
export function javascriptSections(pages) {
  return Object.values(MODULES).map((module) => {
    const own = pages.filter((page) => page.module === module && page.group);
    const groups = Object.values(GROUPS).map((label) => ({ label, children: own.filter(({ group }) => group === label) }));
    return { title: module, guides: groups.filter(({ children }) => children.length > 0) };
  });
}

/** The details of a member that typedoc puts under headings of their own, which become lines. */
const METADATA_LABELS = ["Default", "Inherited from", "Overrides", "Implementation of"];

export function tidied($) {
  $("hr").remove();
  for (const element of $("h4, h5, h3, h2").get()) {
    const heading = $(element);
    const name = heading.text().trim();
    if (!METADATA_LABELS.includes(name)) continue;
    const value = heading.next();
    const content = value.is("pre") ? $("<code>").text(value.text().trim()) : value.contents();
    value.remove();
    // The details of a base type are on its own page.
    if (name === "Default") heading.replaceWith($("<p class=\"fact\">").append("Default: ", content));
    else heading.replaceWith($("<p class=\"fact\">").append(`${name} `, content));
  }
}
