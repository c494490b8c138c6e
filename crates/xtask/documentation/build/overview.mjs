// The first page of the JavaScript API: all names of all modules with the first sentence of each.

import { between } from "./links.mjs";
import { escaped } from "./template.mjs";

const FROM = "api/javascript/index.html";

/** Returns the title, content and headings of the page. */
export function overview(sections) {
  const anchor = (title) => title.replaceAll("/", "-");
  const body = sections.map(({ title, guides }) => `<h2 id="${anchor(title)}"><code>${title}</code></h2>${guides.map(group).join("")}`);
  return {
    title: "JavaScript API",
    above: undefined,
    summary: "Every function, class, interface and type of the npm package tintype, module by module.",
    headings: sections.map(({ title }) => ({ id: anchor(title), text: title, level: 2 })),
    body: `<p>All names of the package, from its types. The <a href="../../options.html">options</a> and the <a href="../../errors.html">errors</a> have tables with every default and remedy.</p>${body.join("")}`,
  };
}

function group({ label, children }) {
  const rows = children.map(({ address, label, summary }) => `<dt><a href="${between(FROM, address)}"><code>${escaped(label)}</code></a></dt><dd>${escaped(sentence(summary))}</dd>`);
  return `<h3>${label}</h3><dl class="names">${rows.join("")}</dl>`;
}

const sentence = (text) => /^.*?[.:;](?=\s|$)/.exec(text)?.[0].replace(/[:;]$/, ".") ?? text;
