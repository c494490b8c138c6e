// `cargo xtask serve --dev` in a copy of the repository that a test may change.

import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { program } from "../harness/environment.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Starts the server and resolves when its page can be opened. */
export async function startDevServer() {
  const folder = await copy();
  const child = spawn(program("TINTYPE_XTASK"), ["serve", "--dev", "--port", "0"], {
    cwd: folder,
    // The build folder outlives the copy, so that the dependencies are compiled once.
    env: { ...process.env, CARGO_MANIFEST_DIR: join(folder, "crates/xtask"), CARGO_TARGET_DIR: join(ROOT, "target/dev") },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const lines = [];
  const printed = reader(child, lines);
  const [, url] = await printed(/reloading by itself: (http:\S+)/, 0);
  return {
    url,
    lines,
    /** Resolves to the match of a line that is printed after the first `from` ones. */
    printed,
    /** Replaces text in a file of the copy. Throws if the text is missing. */
    async edit(path, text, other) {
      const file = join(folder, path);
      const before = await readFile(file, "utf8");
      if (!before.includes(text)) throw new Error(`${path} has no ${text}`);
      await writeFile(file, before.replace(text, other));
    },
    async close() {
      // The process group includes the compiler.
      process.kill(-child.pid);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Copies the current files of the repository, without build output. */
async function copy() {
  const folder = await mkdtemp(join(tmpdir(), "tintype-dev-"));
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await promisify(execFile)("git", list, { cwd: ROOT, maxBuffer: 1 << 24 });
  for (const path of stdout.split("\0").filter((path) => path && !path.startsWith("tests/"))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(ROOT, path), join(folder, path));
  }
  return folder;
}

function reader(child, lines) {
  const waiting = new Set();
  const look = () => waiting.forEach((wait) => wait());
  createInterface({ input: child.stdout })
    .on("line", (line) => {
      lines.push(line);
      look();
    })
    .on("close", look);
  return (pattern, from) =>
    new Promise((resolve, reject) => {
      const wait = () => {
        const found = lines.slice(from).map((line) => pattern.exec(line)).find(Boolean);
        if (!found && child.exitCode === null) return;
        waiting.delete(wait);
        if (found) resolve(found);
        else reject(new Error(`the server ended with ${child.exitCode}:\n${lines.join("\n")}`));
      };
      waiting.add(wait);
      wait();
    });
}
