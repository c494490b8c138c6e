// JavaScript runtimes outside browsers, installed by npm.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULES = fileURLToPath(new URL("../node_modules/", import.meta.url));

export const deno = () => programOf("@deno", "deno");
export const bun = () => programOf("@oven", "bun");

/**
 * Returns the program of a runtime that npm selected for this machine. Set-up runs no install scripts, which would copy
 * it.
 */
async function programOf(scope, name) {
  const files = await readdir(join(MODULES, scope), { recursive: true });
  const found = files.find((file) => file.endsWith(`/${name}`) || file.endsWith(`\\${name}.exe`));
  assert.ok(found, `no ${name} in node_modules/${scope}`);
  return join(MODULES, scope, found);
}
