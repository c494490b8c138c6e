// The Rust API: the content of rustdoc's pages in the frame of the site, without rustdoc's own scripts, fonts and styles.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix, sep } from "node:path";

import { load } from "cheerio";

const FOLDER = "api/rust";
/** The crates in the order of the navigation. */
const CRATES = ["tintype"];
const KINDS = { struct: "Structs", enum: "Enums", trait: "Traits", fn: "Functions", constant: "Constants", type: "Types", macro: "Macros" };

/** Returns the pages of all crates from the output folder of rustdoc. */
export function rustPages(documented) {
  const pages = CRATES.flatMap((crate) => {
    const names = readdirSync(join(documented, crate), { recursive: true }).map((name) => `${crate}/${name.split(sep).join("/")}`);
    return names.filter((name) => name.endsWith(".html") && !name.endsWith("/all.html")).sort().map((name) => pageOf(documented, name));
  });
  const all = pages.filter((page) => page);
  if (all.length < 20) throw new Error("rustdoc's pages have another form than this script reads");
  return all;
}

/** Returns the page of a file, or `undefined` for a redirect. */
function pageOf(documented, name) {
  const $ = load(readFileSync(join(documented, name), "utf8"));
  const main = $("#main-content");
  if (main.length === 0) return undefined;
  const [, kind] = /^(\w+)\.\w+\.html$/.exec(posix.basename(name)) ?? [];
  const label = name.split("/").slice(1, -1).concat(kind ? posix.basename(name).split(".")[1] : []).join("::") || name.split("/")[0];
  clean($, main);
  return {
    source: `${FOLDER}/${name}`,
    address: `${FOLDER}/${name}`,
    html: main.html(),
    summary: $('meta[name="description"]').attr("content"),
    kind: "api",
    crate: name.split("/")[0],
    group: KINDS[kind],
    label,
    title: label,
    above: aboveOf(kind, name),
    link: (target) => linkTo(documented, name, target),
  };
}

function aboveOf(kind, name) {
  const [crate, ...rest] = name.split("/");
  if (kind) return `${KINDS[kind].replace(/s$/, "")} of the crate ${crate}`;
  return rest.length === 1 ? "Crate" : `Module of the crate ${crate}`;
}

/** Removes the parts for rustdoc's own scripts, and the implementations that every type has. */
function clean($, main) {
  main.find(".main-heading, summary.hideme, .src, .anchor, .doc-anchor, button, rustdoc-toolbar, script, .tooltip, wbr").remove();
  for (const id of ["synthetic-implementations", "blanket-implementations"]) main.find(`#${id}, #${id}-list`).remove();
  main.find("[style]").removeAttr("style");
  // Only the names of implemented traits remain, because the trait documents its methods.
  main.find("#trait-implementations-list details.implementors-toggle").each((_, element) => void $(element).replaceWith($(element).children("summary").contents()));
  main.find("details").each((_, element) => void $(element).replaceWith($("<div>").append($(element).children("summary").contents(), $(element).contents().not("summary"))));
  main.find("summary").remove();
  // A list of names without descriptions becomes a plain list.
  main.find("dl").not(":has(dd)").each((_, element) => {
    $(element).find("dt").each((_, name) => void (name.tagName = "li"));
    element.tagName = "ul";
    $(element).removeAttr("class");
  });
  // Moves the anchor of a method to its heading, so that the search and the list of the page can name it.
  main.find("section[id]").each((_, element) => {
    const heading = $(element).find("h3, h4, h5").first();
    if (heading.length === 0) return;
    const id = $(element).attr("id");
    $(element).removeAttr("id");
    heading.attr("id", id);
    const [, name] = /^(?:method|tymethod|associatedconstant|structfield|variant)\.(.+)$/.exec(id) ?? [];
    if (name) heading.attr("data-name", name);
  });
  main.find("pre").attr("tabindex", "0");
}

/** Returns a link of rustdoc, or `undefined` if its target is not part of the site. */
function linkTo(documented, name, target) {
  if (/^(https?:|#)/.test(target)) return target;
  const [path, anchor] = target.split("#");
  const place = posix.join(posix.dirname(name), path);
  const isHere = CRATES.includes(place.split("/")[0]) && !place.endsWith("/all.html") && existsSync(join(documented, place));
  return isHere ? target : undefined;
}

/** Returns the navigation of these pages: the groups of each crate. */
export function rustSections(pages) {
  return CRATES.map((crate) => {
    const own = pages.filter((page) => page.crate === crate && page.group);
    const groups = Object.values(KINDS).map((label) => ({ label, children: own.filter(({ group }) => group === label) }));
    const [others, [whole]] = [true, false].map((isModule) => pages.filter((page) => page.crate === crate && !page.group && (page.label !== crate) === isModule));
    const modules = { label: "Modules", children: others };
    const first = { address: whole.address, label: "Overview", children: [] };
    return { title: `Crate ${crate}`, guides: [first, ...[...groups, modules].filter(({ children }) => children.length > 0)] };
  });
}
