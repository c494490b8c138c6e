// Serves the built site, which TINTYPE_SITE names, below a deep path like a project page.

import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

import { program } from "../harness/environment.js";
import { serveFolder } from "../harness/server.js";

export const FOLDER = program("TINTYPE_SITE");

export const serveSite = () => serveFolder(FOLDER, { prefix: "/some/where/", compress: true });

/** Returns the paths of all documentation pages, relative to the site's folder. */
export async function pages() {
  const entries = await readdir(join(FOLDER, "docs"), { recursive: true, withFileTypes: true });
  const files = entries.filter(({ name }) => name.endsWith(".html")).map(({ parentPath, name }) => join(parentPath, name));
  return files.map((file) => relative(FOLDER, file).split(sep).join("/")).sort();
}
