// The HTML around the content of every page: head with the policy, header, navigation, list of headings, neighbours,
// search.

import { between } from "./links.mjs";

/** The policy allows nothing inline and no other origins. The search script creates elements only from text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

export const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/**
 * Returns a page as text.
 * @param {{ address: string, title: string, summary: string, body: string, headings?: object[], kind?: string }} page
 * @param {{ menu: (page: object) => string, previous?: object, next?: object, parts: object[] }} frame
 */
export function html(page, frame) {
  const to = (address) => escaped(between(page.address, address));
  const title = page.address === "index.html" ? page.title : `${page.title} · Tintype`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <title>${escaped(title)}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${escaped(short(page.summary))}">
    <meta name="referrer" content="no-referrer">
    <meta name="theme-color" content="#f1ebdf" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#100f0e" media="(prefers-color-scheme: dark)">
    <link rel="icon" href="${to("page/icon.svg")}" type="image/svg+xml">
    <link rel="stylesheet" href="${to("page/documentation.css")}">
    <script type="module" src="${to("page/search.js")}"></script>
  </head>
  <body class="${page.kind ?? "guide"}">
    <a class="skip" href="#page-content">Skip to the content</a>
    <header class="head">
      <a class="head__name" href="${to("index.html")}"><img src="${to("page/icon.svg")}" alt="" width="28" height="28">Tintype</a>
      <nav class="head__parts" aria-label="Site">${frame.parts.map((part) => partLink(part, page, to)).join("")}</nav>
      <button class="head__search" type="button" hidden>Search <kbd>/</kbd></button>
      <button class="head__menu" type="button" popovertarget="page-menu">Menu</button>
    </header>
    <div class="frame">
      <nav id="page-menu" class="menu" aria-label="Documentation" popover>${frame.menu(page)}</nav>
      <main id="page-content" class="content" tabindex="-1">
        ${page.above ? `<p class="above">${escaped(page.above)}</p>` : ""}
        <h1>${escaped(page.heading ?? page.title)}</h1>
        ${page.body}
        ${neighbours(frame, to)}
      </main>
      ${contents(page.headings ?? [])}
    </div>
    <dialog class="search" aria-label="Search"></dialog>
  </body>
</html>
`;
}

function short(text) {
  return text.length <= 160 ? text : `${text.slice(0, 157).replace(/\s+\S*$/, "")} …`;
}

function partLink({ title, address, folder }, page, to) {
  const isHere = folder !== undefined && page.address.startsWith(folder);
  return `<a href="${to(address)}"${isHere ? ' aria-current="true"' : ""}>${escaped(title)}</a>`;
}

function neighbours({ previous, next }, to) {
  if (!previous && !next) return "";
  const link = (page, rel, word) =>
    page ? `<a rel="${rel}" href="${to(page.address)}"><span>${word}</span>${escaped(page.label)}</a>` : "<span></span>";
  return `<nav class="neighbours" aria-label="Pages before and after">${link(previous, "prev", "Previous")}${link(next, "next", "Next")}</nav>`;
}

function contents(headings) {
  const shown = headings.filter(({ level }) => level === 2 || level === 3);
  if (shown.length < 2) return "";
  const items = shown.map(({ id, text, level }) => `<li class="level-${level}"><a href="#${escaped(id)}">${escaped(text)}</a></li>`);
  return `<nav class="contents" aria-labelledby="page-contents"><h2 id="page-contents">On this page</h2><ul>${items.join("")}</ul></nav>`;
}

/**
 * Returns a function that renders the navigation of the guides. The current page has `aria-current`, and its folder is
 * open.
 */
export function menuOf(sections, parts) {
  return (page) => {
    const to = (address) => escaped(between(page.address, address));
    const link = ({ address, label }) =>
      `<a href="${to(address)}"${address === page.address ? ' aria-current="page"' : ""}>${escaped(label)}</a>`;
    const item = (guide) => {
      if (guide.children.length === 0) return `<li>${link(guide)}</li>`;
      const isOpen = [guide, ...guide.children].some(({ address }) => address === page.address);
      const overview = guide.address ? `<li>${link({ ...guide, label: "Overview" })}</li>` : "";
      const inside = guide.children.map((child) => `<li>${link(child)}</li>`).join("");
      return `<li><details${isOpen ? " open" : ""}><summary>${escaped(guide.label)}</summary><ul>${overview}${inside}</ul></details></li>`;
    };
    const section = ({ title, guides }) => `<h2>${escaped(title)}</h2><ul>${guides.map(item).join("")}</ul>`;
    const own = `<ul class="menu__parts">${parts.map((part) => `<li>${link({ ...part, label: part.title })}</li>`).join("")}</ul>`;
    return `<button class="menu__close" type="button" popovertarget="page-menu" popovertargetaction="hide">Close</button>${own}${sections.map(section).join("")}`;
  };
}
