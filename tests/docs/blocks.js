// The pieces of code in the package's README, each under a name: the file that its first line names, or its heading,
// with a number from the second piece below a heading on.

import { readFile } from "node:fs/promises";

const README = new URL("../../crates/core/npm/README.md", import.meta.url);

/** The file that a first line such as `// proxy.mjs: how to start it` names. */
const FILE_NAME = /^(?:\/\/|<!--) ([\w.-]+\.\w+)/;

export const readme = await readFile(README, "utf8");

export const BLOCKS = blocksOf(readme);

/** The text of a piece; throws for a name that the README does not have. */
export function block(name) {
  const text = BLOCKS.get(name);
  if (text === undefined) throw new Error(`the README has no piece of code "${name}", only ${[...BLOCKS.keys()].join(", ")}`);
  return text;
}

/** The pieces of a page: a text by each name. */
export function blocksOf(markdown) {
  const blocks = new Map();
  let [heading, count] = ["", 0];
  for (const [, title, text] of markdown.matchAll(/^#+ (.+)$|^```\w+\n([^]*?)^```$/gm)) {
    if (title) [heading, count] = [title, 0];
    else blocks.set(FILE_NAME.exec(text)?.[1] ?? numbered(heading, (count += 1)), text);
  }
  return blocks;
}

function numbered(heading, count) {
  return count === 1 ? heading : `${heading} ${count}`;
}
