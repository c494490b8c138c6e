// The folder of a consumer: its packages by npm, the installed package, and the files of its page of the docs.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { blocksOf } from "../docs/blocks.js";
import { installPackage } from "../harness/install.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(ROOT, "tests/node_modules");
const HERE = fileURLToPath(new URL("./", import.meta.url));
const CACHE = join(ROOT, "target/consumers");
/** Where each run leaves its row of the docs' table. */
export const RESULTS = join(CACHE, "results");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

/**
 * Makes the folder of a consumer and gives its path. Packages stay there from run to run; everything else is written again.
 * @param {{ name: string, folder?: string, scaffold?: string, packages?: Record<string, string>, borrowed?: string[],
 *   pages?: Record<string, string> }} consumer
 *   `folder`: the name of one that several consumers share. `borrowed`: packages that the tests have anyway. `scaffold`: a folder beside this file with what the framework's own starter makes. `packages`: exact versions; a scaffold
 *   with a lock file names its own. `pages`: for each page of `docs/`, the folder that its files are for.
 */
export async function folderOf({ name, folder: shared = name, scaffold, packages = {}, borrowed = [], pages = {} }) {
  const folder = join(CACHE, shared.toLowerCase().replaceAll(/\W+/g, "-"));
  await installOnce(folder, scaffold, packages);
  for (const name of borrowed) await borrow(folder, name);
  const installed = await installPackage();
  const own = join(folder, "node_modules/tintype");
  await rm(own, { recursive: true, force: true });
  await cp(join(installed.folder, "node_modules/tintype"), own, { recursive: true });
  await installed.remove();
  for (const cache of CACHES) await rm(join(folder, cache), { recursive: true, force: true });
  if (scaffold) await cp(join(HERE, scaffold), folder, { recursive: true });
  await depend(folder);
  for (const [page, place] of Object.entries(pages)) await writePage(page, join(folder, place));
  return folder;
}

/** The caches of dev servers, which keep files of a package by its version alone, which does not change while it is developed. */
const CACHES = ["node_modules/.vite", "node_modules/.cache", "node_modules/.astro", ".angular", ".astro", ".next", ".nuxt", ".output", ".parcel-cache", ".svelte-kit", "build", "dist"];

/** Installs the packages, unless they are there. */
async function installOnce(folder, scaffold, packages) {
  const lock = scaffold && (await read(join(HERE, scaffold, "package-lock.json")));
  const manifest = lock ? await read(join(HERE, scaffold, "package.json")) : JSON.stringify({ name: "consumer", private: true, type: "module", dependencies: packages });
  const state = createHash("sha256").update(manifest).update(lock ?? "").digest("hex");
  const mark = join(folder, "node_modules", ".installed");
  if ((await read(mark)) === state) return;
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await writeFile(join(folder, "package.json"), manifest);
  if (lock) await writeFile(join(folder, "package-lock.json"), lock);
  await promisify(execFile)(NPM, [lock ? "ci" : "install", ...QUIET], { cwd: folder, maxBuffer: 1 << 26 });
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await writeFile(mark, state);
}

/** Names the package among the dependencies, by which some bundlers decide whether to leave it out of a server. */
async function depend(folder) {
  const file = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  manifest.dependencies = { ...manifest.dependencies, tintype: await versionOf(folder, "tintype") };
  await writeFile(file, JSON.stringify(manifest));
}

async function borrow(folder, name) {
  const link = join(folder, "node_modules", name);
  await mkdir(dirname(link), { recursive: true });
  await rm(link, { force: true });
  await symlink(join(MODULES, name), link, "junction");
}

const read = (file) => readFile(file, "utf8").catch(() => undefined);

/** Writes the pieces of code that name a file. */
async function writePage(page, folder) {
  for (const [name, text] of blocksOf(await readFile(join(ROOT, "docs", page), "utf8"))) {
    if (!/^[^ ]+\.\w+$/.test(name)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** The version of a package as it is installed in a consumer. */
export async function versionOf(folder, name) {
  return JSON.parse(await readFile(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}

/** Keeps a row of the docs' table. */
export async function note({ name, page }, variant, version, more) {
  await mkdir(RESULTS, { recursive: true });
  const row = { name, page, variant: variant.name, version, server: (variant.server ?? []).length > 0, ...more };
  await writeFile(join(RESULTS, `${name} ${variant.name}.json`.replaceAll(/[^\w. -]/g, "")), JSON.stringify(row));
}

/** The version of a runtime that the tests have. */
export async function runtimeVersion(name) {
  if (name === "Node") return process.version.slice(1);
  return JSON.parse(await readFile(join(MODULES, name.toLowerCase(), "package.json"), "utf8")).version;
}

export const exists = (path) => stat(path).then(() => true, () => false);
