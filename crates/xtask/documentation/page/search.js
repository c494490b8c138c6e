// The search dialog of every page. The index is loaded when the dialog first opens.

import { OPTIONS } from "./words.js";

const MOST = 12;
const CONTEXT = 70;
const root = new URL("../", import.meta.url);
const dialog = document.querySelector("dialog.search");
const opener = document.querySelector(".head__search");

/** Creates an element from text and other elements only, as Trusted Types require. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const input = element("input", { type: "search", "aria-label": "Search the documentation", placeholder: "An option, an error, a word …", autocomplete: "off", spellcheck: "false" });
const status = element("p", { role: "status", class: "search__status" });
const results = element("ol", { class: "search__results" });
const close = element("button", { type: "button", class: "search__close" }, "Close");
dialog.append(element("div", { class: "search__head" }, input, close), status, results);

let index;
/** Loads the index. After a failed request, the next call tries again. */
function loaded() {
  const load = async () => {
    const [{ default: MiniSearch }, response] = await Promise.all([import("./minisearch.js"), fetch(new URL("./search.json", import.meta.url))]);
    if (!response.ok) throw new Error(`the index could not be loaded (${response.status})`);
    return MiniSearch.loadJSON(await response.text(), OPTIONS);
  };
  index ??= load().catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
}

function open() {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  show();
}

async function show() {
  const query = input.value.trim();
  try {
    const found = query === "" ? [] : (await loaded()).search(query);
    // The user may have typed another character while the index was loading.
    if (query !== input.value.trim()) return;
    results.replaceChildren(...found.slice(0, MOST).map(item));
    status.textContent = query === "" ? "" : message(found.length);
    dialog.dataset.query = query;
  } catch (error) {
    status.textContent = `The search does not work: ${error.message}`;
  }
}

const message = (count) => (count === 0 ? "Nothing was found." : `${count} ${count === 1 ? "place" : "places"}`);

function item({ id, title, page, text, terms }) {
  const link = element("a", { href: new URL(id, root).href });
  link.append(element("strong", {}, title));
  if (title !== page) link.append(element("span", { class: "search__page" }, page));
  const excerpt = element("span", { class: "search__text" });
  excerpt.append(...marked(text, terms));
  link.append(excerpt);
  return element("li", {}, link);
}

/** Returns the text around the first match, with the match marked. */
function marked(text, terms) {
  const lower = text.toLowerCase();
  const places = terms.map((term) => ({ term, at: lower.indexOf(term) })).filter(({ at }) => at >= 0);
  const [first] = places.sort((one, other) => one.at - other.at);
  if (!first) return [shortened(text, 2 * CONTEXT)];
  const before = text.slice(Math.max(0, first.at - CONTEXT), first.at);
  // The excerpt begins with a whole word.
  const start = first.at - (first.at > CONTEXT ? before.replace(/^\S*\s/, "") : before).length;
  const end = first.at + first.term.length;
  return [(start > 0 ? "… " : "") + text.slice(start, first.at), element("mark", {}, text.slice(first.at, end)), shortened(text.slice(end), CONTEXT)];
}

/** Truncates a text at the end of a word. */
const shortened = (text, length) => (text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, "")} …`);

/** Moves the focus through the field and the results. */
function step(by) {
  const stops = [input, ...results.querySelectorAll("a")];
  const place = stops.indexOf(document.activeElement);
  stops[Math.min(Math.max(place + by, 0), stops.length - 1)].focus();
}

input.addEventListener("input", show);
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter") results.querySelector("a")?.click();
});
dialog.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  step(by);
});
// The content fills the dialog, so a click whose target is the dialog itself was on the backdrop.
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
close.addEventListener("click", () => dialog.close());
// A link into the same page does not unload it, so the dialog has to be closed.
results.addEventListener("click", (event) => event.target.closest("a") && dialog.close());

opener.hidden = false;
opener.addEventListener("click", open);
opener.addEventListener("pointerenter", () => loaded().catch(() => undefined), { once: true });
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select");
  const isWanted = (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey));
  if (!isWanted || isTyping) return;
  event.preventDefault();
  open();
});
