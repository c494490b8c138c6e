// The package as a stranger gets it: packed by npm, installed from the tarball into an empty folder.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PACKAGE = fileURLToPath(new URL("../../crates/core/pkg/", import.meta.url));
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

const npm = (folder, ...words) => promisify(execFile)(NPM, [...words, ...QUIET], { cwd: folder });

/** A temporary project with the package in its node_modules; `remove()` deletes it. */
export async function installPackage() {
  const folder = await mkdtemp(join(tmpdir(), "tintype-consumer-"));
  await mkdir(join(folder, "packed"));
  const { stdout } = await npm(PACKAGE, "pack", "--json", "--pack-destination", join(folder, "packed"));
  const [{ filename, files }] = JSON.parse(stdout);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const tarball = join(folder, "packed", filename);
  await npm(folder, "install", "--offline", tarball);
  return {
    folder,
    tarball,
    /** What was packed. */
    files: files.map((file) => file.path),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
