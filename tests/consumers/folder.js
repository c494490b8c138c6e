// Prepares the folder of a consumer: its npm packages, the installed package, and the files of its docs page.

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
/** The folder where each run stores its row of the docs' table. */
export const RESULTS = join(CACHE, "results");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const QUIET = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];

/**
 * Prepares the folder of a consumer and returns its path. Packages are reused between runs; all other files are
 * rewritten.
 * @param {{ name: string, folder?: string, scaffold?: string, packages?: Record<string, string>, borrowed?: string[],
 *   pages?: Record<string, string> }} consumer
 *   `folder`: the name of a folder that several consumers share. `borrowed`: packages linked from the tests' own
 *   `node_modules`. `scaffold`: a folder beside this file with the output of the framework's own starter. `packages`:
 *   exact versions; a scaffold with a lock file names its own. `pages`: the target folder of each page of `docs/`.
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

/**
 * The caches of dev servers. They cache files by the package's version, which does not change during development, so
 * they have to be deleted.
 */
const CACHES = ["node_modules/.vite", "node_modules/.cache", "node_modules/.astro", ".angular", ".astro", ".next", ".nuxt", ".output", ".parcel-cache", ".svelte-kit", "build", "dist"];

/** Installs the packages unless the folder has exactly these already. */
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

/** Adds the package to the dependencies, because some bundlers externalize dependencies of a server. */
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

/** Writes the code blocks of a docs page whose title is a file name. */
async function writePage(page, folder) {
  for (const [name, text] of blocksOf(await readFile(join(ROOT, "docs", page), "utf8"))) {
    if (!/^[^ ]+\.\w+$/.test(name)) continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Returns the installed version of a package in a consumer. */
export async function versionOf(folder, name) {
  return JSON.parse(await readFile(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}

/** Stores a row of the docs' table. */
export async function note({ name, page }, variant, version, more) {
  await mkdir(RESULTS, { recursive: true });
  const row = { name, page, variant: variant.name, version, server: (variant.server ?? []).length > 0, ...more };
  await writeFile(join(RESULTS, `${name} ${variant.name}.json`.replaceAll(/[^\w. -]/g, "")), JSON.stringify(row));
}

/** Returns the version of a runtime that the tests run. */
export async function runtimeVersion(name) {
  if (name === "Node") return process.version.slice(1);
  return JSON.parse(await readFile(join(MODULES, name.toLowerCase(), "package.json"), "utf8")).version;
}

export const exists = (path) => stat(path).then(() => true, () => false);
