// Renders Markdown as HTML with the heading anchors of GitHub, so that a link works in both places.

import MarkdownIt from "markdown-it";

import { highlighted } from "./code.mjs";

const markdown = new MarkdownIt({ html: true });
markdown.renderer.rules.fence = (tokens, place) => highlighted(tokens[place].content, tokens[place].info);
markdown.renderer.rules.code_block = (tokens, place) => highlighted(tokens[place].content);

export const rendered = (text) => markdown.render(text);

/**
 * Returns a function that generates the anchor of each next heading of a page. tests/tidy/links.rs has the same rule.
 */
export function anchors() {
  const counts = new Map();
  return (title) => {
    const anchor = title.trim().toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count ? `${anchor}-${count}` : anchor;
  };
}

/** Returns the text of the first code block of a language below a heading of a document. */
export function codeBelow(text, heading, language) {
  const tokens = markdown.parse(text, {});
  const start = tokens.findIndex(({ type, content }) => type === "inline" && content === heading);
  const block = tokens.slice(start).find(({ type, info }) => type === "fence" && info.split(",")[0] === language);
  if (start < 0 || !block) throw new Error(`the document has no block of ${language} below "${heading}"`);
  return block.content;
}
