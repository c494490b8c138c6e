// The code blocks of the documentation, each with a name: the file that its first line names, or its heading, with a
// number from the second block below a heading on.

import { readFile } from "node:fs/promises";

/** The pages whose JavaScript the tests of this folder run. docs/hide-the-key.md is run by tests/proxy as well. */
const PAGES = ["README.md", "crates/core/npm/README.md", "docs/browsers.md", "docs/errors.md", "docs/options.md", "docs/recipes.md"];
const PROXY = "docs/hide-the-key.md";

/**
 * The languages of blocks that run in a page or in Node. Cargo runs the Rust of README.md. Shell commands are not run.
 */
const LANGUAGES = "jsx?|mjs|ts|vue|svelte|html";

/** Matches the file name in a first line such as `// proxy.mjs: how to start it`. */
const FILE_NAME = /^(?:\/\/|<!--) ([\w./()[\]@+-]+\.\w+)/;

const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");

/** The text of all pages. */
export const pages = (await Promise.all(PAGES.map(read))).join("\n");

export const BLOCKS = await allBlocks();

/** Returns the number of code blocks in a text that run. */
export const countOf = (markdown) => markdown.match(new RegExp(`^\`\`\`(?:${LANGUAGES})$`, "gm"))?.length ?? 0;

/** Returns the text of a block. Throws for an unknown name. */
export function block(name) {
  const text = BLOCKS.get(name);
  if (text === undefined) throw new Error(`the documentation has no code block "${name}", only ${[...BLOCKS.keys()].join(", ")}`);
  return text;
}

/** Returns the blocks of a page by name. Without `languages`, returns blocks of any language. */
export function blocksOf(markdown, languages = "\\w+") {
  const blocks = new Map();
  let [heading, count] = ["", 0];
  for (const [, title, text] of markdown.matchAll(new RegExp(`^#+ (.+)$|^\`\`\`(?:${languages})\\n([^]*?)^\`\`\`$`, "gm"))) {
    if (title) [heading, count] = [title, 0];
    else blocks.set(FILE_NAME.exec(text)?.[1] ?? numbered(heading, (count += 1)), text);
  }
  return blocks;
}

async function allBlocks() {
  const proxy = blocksOf(await read(PROXY)).get("proxy.mjs");
  return new Map([...blocksOf(pages, LANGUAGES), ["proxy.mjs", proxy]]);
}

function numbered(heading, count) {
  return count === 1 ? heading : `${heading} ${count}`;
}
