// The search index: one entry for each heading of a page, with the text below it.

import { load } from "cheerio";
import MiniSearch from "minisearch";

import { OPTIONS } from "../page/words.js";

/** The maximum length of the stored text of a section. Words beyond it are indexed as well. */
const MAX_TEXT_LENGTH = 600;

/** Returns the index of these pages as JSON. */
export function indexOf(pages) {
  const search = new MiniSearch(OPTIONS);
  search.addAll(pages.flatMap(entriesOf));
  return JSON.stringify(search);
}

const BLOCK = /^(p|li|td|th|tr|pre|div|h[1-6])$/;

/**
 * Ranks equal matches. Guides explain more than types, and users need their pages more often than those of the project.
 */
const weightOf = ({ kind, section }) => (kind === "api" ? 0.25 : section === "Project" ? 0.4 : 1);

function entriesOf(page) {
  const { address, title, body } = page;
  const $ = load(body, null, false);
  $(".anchor").remove();
  const entries = [];
  const begin = (id, heading) => entries[entries.push({ id, page: title, title: heading, words: "", weight: weightOf(page) }) - 1];
  const walk = (node, entry) => {
    if (node.type === "text") entry.words += node.data;
    const { id } = node.attribs ?? {};
    const isHeading = /^h[2-4]$/.test(node.tagName);
    if (isHeading && id && !id.startsWith("impl-")) return begin(`${address}#${id}`, $(node).attr("data-name") ?? $(node).text().trim());
    // A row with a name is a separate entry. The text after its table belongs to the heading again.
    const isRow = node.tagName === "tr" && id;
    let inside = isRow ? begin(`${address}#${id}`, id) : entry;
    for (const child of node.children ?? []) inside = walk(child, inside);
    if (BLOCK.test(node.tagName)) inside.words += " ";
    return isRow ? entry : inside;
  };
  let entry = begin(address, title);
  entry.lead = page.summary;
  for (const node of $.root().contents().get()) entry = walk(node, entry);
  const plain = (text) => text.replaceAll(/\s+/g, " ").trim();
  return entries.map((one) => ({ ...one, words: plain(one.words), text: plain(one.words).slice(0, MAX_TEXT_LENGTH) }));
}
