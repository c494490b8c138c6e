// The pieces of code of docs/hide-the-key.md, each under the name of the file that its first line names.

import { readFile } from "node:fs/promises";

import { blocksOf } from "../docs/blocks.js";

export const GUIDE = await readFile(new URL("../../docs/hide-the-key.md", import.meta.url), "utf8");

const pieces = blocksOf(GUIDE);

export const NAMES = [...pieces.keys()];

/** The text of a piece; throws for a name that the page does not have. */
export function piece(name) {
  const text = pieces.get(name);
  if (text === undefined) throw new Error(`the page has no piece "${name}", only ${NAMES.join(", ")}`);
  return text;
}
