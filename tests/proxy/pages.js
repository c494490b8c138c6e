// The code blocks of docs/hide-the-key.md, by the file name in their first line.

import { readFile } from "node:fs/promises";

import { blocksOf } from "../docs/blocks.js";

export const GUIDE = await readFile(new URL("../../docs/hide-the-key.md", import.meta.url), "utf8");

const blocks = blocksOf(GUIDE);

export const NAMES = [...blocks.keys()];

/** Returns the code of a block; throws if the page has no block with this name. */
export function codeOf(name) {
  const text = blocks.get(name);
  if (text === undefined) throw new Error(`the page has no code block "${name}", only ${NAMES.join(", ")}`);
  return text;
}
