// Converts the HTML of a document into the content of a page: links, anchors, tables, pictures, and a list of headings.

import { posix } from "node:path";

import { load } from "cheerio";
import { imageSizeFromFile } from "image-size/fromFile";

import { anchors } from "./markdown.mjs";

/**
 * @param {string} html
 * @param {{ page: object, link: (page: object, target: string) => string | undefined, sizeOf: (address: string) => Promise<object>, tidy?: ($: object) => void }} context
 */
export async function refined(html, { page, link, sizeOf, tidy = () => undefined }) {
  const $ = load(html, null, false);
  tidy($);
  const title = $("h1").first().text();
  $("h1").first().remove();
  follow($, page, link);
  await measure($, page, sizeOf);
  const headings = anchor($);
  tables($);
  rows($);
  return { title, headings, summary: $("p").first().text().replaceAll(/\s+/g, " ").trim(), body: $.html() };
}

function follow($, page, link) {
  for (const element of $("a[href]").get()) {
    const target = link(page, $(element).attr("href"));
    if (target === undefined) $(element).replaceWith($(element).contents());
    else $(element).attr("href", target);
  }
  for (const element of $("img[src]").get()) $(element).attr("src", link(page, $(element).attr("src")));
}

/**
 * Sets image sizes, so that the layout does not shift while they load lazily. All of them are below the first screen.
 */
async function measure($, page, sizeOf) {
  for (const element of $("img").get()) {
    const address = posix.join(posix.dirname(page.address), $(element).attr("src"));
    const { width, height } = await sizeOf(address);
    $(element).attr({ width: String(width), height: String(height), loading: "lazy", decoding: "async" });
  }
}

function anchor($) {
  const next = anchors();
  const headings = [];
  for (const element of $("h2, h3, h4").get()) {
    const heading = $(element);
    const text = heading.attr("data-name") ?? heading.text().trim();
    const id = heading.attr("id") ?? next(text);
    heading.attr("id", id);
    headings.push({ id, text, level: levelOf(heading, Number(element.tagName[1])) });
    const link = $("<a class=\"anchor\">").attr({ href: `#${id}`, "aria-label": `Link to “${text}”` }).text("#");
    heading.append(link);
  }
  return headings;
}

/**
 * Returns the level of a heading in the list of the page. Members are below their kind, and Rust implementations are
 * left out.
 */
function levelOf(heading, level) {
  if (heading.attr("data-name")) return 3;
  return heading.attr("id").startsWith("impl-") ? 4 : level;
}

/**
 * Makes each table scroll separately. A table without column names is a gallery, or has its names in the first column.
 */
function tables($) {
  for (const element of $("table").get()) {
    const table = $(element);
    const names = table.find("thead th");
    const isEmpty = (cell) => $(cell).text().trim() === "";
    if (names.length > 0 && names.get().every(isEmpty)) {
      table.find("thead").remove();
      if (table.find("img").length > 0) {
        table.replaceWith(gallery($, table));
        continue;
      }
      for (const cell of table.find("tr > td:first-child").get()) renamed($, cell, "th", { scope: "row" });
    } else {
      for (const cell of names.get().filter(isEmpty)) renamed($, cell, "td", {});
    }
    // The policy allows no style attributes.
    for (const cell of table.find("[style]").get()) $(cell).addClass(/right/.test($(cell).attr("style")) ? "right" : "").removeAttr("style");
    table.wrap("<div class=\"wide\" role=\"group\" tabindex=\"0\">");
    table.parent().attr("aria-label", `Table: ${tableName($, table)}`);
  }
}

/** Adds an anchor to each row that begins with a name, such as that of an option or an error. */
function rows($) {
  const taken = new Set($("[id]").get().map((element) => $(element).attr("id")));
  for (const element of $("tbody tr").get()) {
    const cell = $(element).children().first();
    const name = cell.text().trim();
    const isName = cell.children().length === 1 && cell.children("code").text().trim() === name;
    if (!isName || !/^[\w$-]+$/.test(name) || taken.has(name)) continue;
    taken.add(name);
    $(element).attr("id", name);
    stack($, $(element).closest("table"));
  }
}

/**
 * Prepares a table of names with two details each, such as the options, for narrow screens, where each row is a block.
 * Sets explicit roles, because the elements lose theirs without table layout.
 */
function stack($, table) {
  const labels = table.find("thead th").get().map((cell) => $(cell).text().trim());
  if (labels.length !== 3 || table.hasClass("stack")) return;
  table.addClass("stack").attr("role", "table");
  table.find("thead, tbody").attr("role", "rowgroup");
  table.find("tr").attr("role", "row");
  table.find("th").attr("role", "columnheader");
  for (const row of table.find("tbody tr").get()) {
    for (const [place, cell] of $(row).children().get().entries()) $(cell).attr({ role: "cell", "data-label": labels[place] });
  }
}

function renamed($, cell, name, attributes) {
  $(cell).replaceWith($(`<${name}>`).attr({ ...$(cell).attr(), ...attributes }).append($(cell).contents()));
}

const tableName = ($, table) => {
  const names = table.find("thead th").get().map((cell) => $(cell).text().trim());
  return names.filter(Boolean).join(", ") || table.find("th").first().text().trim();
};

/** Returns the gallery of a table of pictures, each with its caption in the row below or with its alternative text. */
function gallery($, table) {
  const list = $("<ul class=\"gallery\">");
  for (const row of table.find("tr").get()) {
    const captions = $(row).next().find("td");
    for (const [place, cell] of $(row).find("td").get().entries()) {
      const image = $(cell).find("img");
      if (image.length === 0) continue;
      const below = captions.eq(place);
      const isCaption = below.length > 0 && below.find("img").length === 0;
      const caption = isCaption ? below.text().trim() : image.attr("alt");
      // The alternative text is the caption here, and screen readers should not read it twice.
      if (!isCaption) image.attr("alt", "");
      const full = $("<a>").attr("href", image.attr("src")).append(image);
      if (!isCaption) full.attr("aria-label", `${caption}, full size`);
      list.append($("<li>").append($("<figure>").append(full, $("<figcaption>").text(caption))));
    }
  }
  return list;
}

/** Returns a function that reads the size of each picture once. */
export function sizes(fileOf) {
  const known = new Map();
  return async (address) => {
    if (!known.has(address)) known.set(address, await imageSizeFromFile(fileOf(address)));
    return known.get(address);
  };
}
