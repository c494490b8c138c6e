// The pieces of code of docs/hide-the-key.md, each under the name of the file that its first line names.

import { readFile } from "node:fs/promises";

import { blocksOf } from "../docs/blocks.js";

export const GUIDE = await readFile(new URL("../../docs/hide-the-key.md", import.meta.url), "utf8");

const blocks = blocksOf(GUIDE);

export const NAMES = [...blocks.keys()];

/** The code of a block; throws for a name that the page does not have. */
export function codeOf(name) {
  const text = blocks.get(name);
  if (text === undefined) throw new Error(`the page has no codeOf "${name}", only ${NAMES.join(", ")}`);
  return text;
}
