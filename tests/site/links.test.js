// Checks that every link of the built site leads to an existing page and fragment, and that all resources are local.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { FOLDER, pages } from "./site.js";

const decoded = (text) => text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&#x3C;", "<");
const all = [...(await pages()), "examples/index.html"];
const texts = new Map();
const text = (page) => texts.get(page) ?? texts.set(page, readFileSync(join(FOLDER, page), "utf8")).get(page);
const ids = new Map();
const idsOf = (page) => ids.get(page) ?? ids.set(page, new Set([...text(page).matchAll(/\sid="([^"]*)"/g)].map(([, id]) => decoded(id)))).get(page);

/** Returns the link targets of a page, each with the name of its element. */
function targets(page) {
  const found = text(page).matchAll(/<(\w+)[^>]*?\s(?:href|src|srcset)="([^"]*)"/g);
  return [...found].map(([, element, target]) => ({ element, target: decoded(target) }));
}

/** Returns the reason why a target is wrong, if it is. */
function wrong(page, { element, target }) {
  const url = new URL(target, `http://site/${page}`);
  if (url.origin !== "http://site") return element !== "a" && "is loaded from elsewhere";
  let path = decodeURIComponent(url.pathname.slice(1));
  if (path === "" || path.endsWith("/")) path += "index.html";
  if (!existsSync(join(FOLDER, path))) return "leads to no file";
  const anchor = url.hash.slice(1);
  if (anchor === "" || !path.endsWith(".html")) return false;
  // A browser looks up the raw fragment first, and then its decoded form.
  return ![anchor, decodeURIComponent(anchor)].some((id) => idsOf(path).has(id)) && "leads to no place of the page";
}

test("no link is dead, and nothing is loaded from elsewhere", () => {
  const problems = all.flatMap((page) => {
    const reasons = targets(page).map((one) => [one.target, wrong(page, one)]);
    return reasons.filter(([, reason]) => reason).map(([target, reason]) => `${page}: ${target} ${reason}`);
  });
  assert.deepEqual(problems, []);
  assert.ok(all.length > 60 && all.flatMap(targets).length > 4000, "the site has its pages");
});

test("no link is written for one path of a host, and no id is there twice", () => {
  const absolute = all.flatMap((page) => targets(page).filter(({ target }) => target.startsWith("/")).map(({ target }) => `${page}: ${target}`));
  assert.deepEqual(absolute, []);
  const twice = all.filter((page) => [...text(page).matchAll(/\sid="/g)].length !== idsOf(page).size);
  assert.deepEqual(twice, []);
});

test("each page can be reached from the front page", () => {
  const reached = new Set();
  const waiting = ["docs/index.html"];
  while (waiting.length > 0) {
    const page = waiting.pop();
    if (reached.has(page) || !all.includes(page)) continue;
    reached.add(page);
    waiting.push(...targets(page).map(({ target }) => new URL(target, `http://site/${page}`).pathname.slice(1)));
  }
  assert.deepEqual(all.filter((page) => !reached.has(page)), []);
});

test("a newcomer finds from the front page the first picture in both languages, the key, the errors and the rest", () => {
  const front = text("docs/index.html");
  for (const words of ["First picture in JavaScript", "First picture in Rust", "Hide the key", "Every error and its cure", "Recipes", "Where it runs", "Comparison", "Open Studio", "Examples"]) {
    assert.ok(front.includes(words), words);
  }
  assert.match(front, /npm<\/span>|npm i/);
  assert.ok(front.includes("generate") && front.includes("into_image"), "both programs");
});
