// Installs the package as a user does: packed by npm, and installed from the tarball into an empty folder. npm runs
// once for each state of the package, and every test has a copy.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE = fileURLToPath(new URL("../../crates/core/pkg/", import.meta.url));
const INSTALLED = fileURLToPath(new URL("../../target/installed/", import.meta.url));
const PACKED = "packed.json";
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

const npm = (folder, ...words) => promisify(execFile)(NPM, [...words, ...QUIET], { cwd: folder });

/** Creates a temporary project with the package in its node_modules. `remove()` deletes it. */
export async function installPackage() {
  const folder = await mkdtemp(join(tmpdir(), "tintype-consumer-"));
  await cp(await installed(), folder, { recursive: true });
  const [{ filename, files }] = JSON.parse(await readFile(join(folder, PACKED), "utf8"));
  return {
    folder,
    tarball: join(folder, filename),
    /** The packed files. */
    files: files.map((file) => file.path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Returns the folder of a project with the current package. */
async function installed() {
  const folder = join(INSTALLED, await stateOf(PACKAGE));
  if ((await readdir(folder).catch(() => [])).length > 0) return folder;
  await mkdir(INSTALLED, { recursive: true });
  const made = await mkdtemp(join(INSTALLED, "making-"));
  await install(made);
  try {
    await rename(made, folder);
  } catch (error) {
    // Another test file has created the folder in the meantime.
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    await rm(made, { recursive: true });
  }
  return folder;
}

async function install(folder) {
  const { stdout } = await npm(PACKAGE, "pack", "--json", "--pack-destination", folder);
  await writeFile(join(folder, PACKED), stdout);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await npm(folder, "install", "--offline", join(folder, JSON.parse(stdout)[0].filename));
}

/** Returns a hash of every name and every byte below a folder. */
async function stateOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`\n${file.slice(folder.length)}\n`).update(await readFile(file));
  return hash.digest("hex").slice(0, 16);
}
