// Builds, binds and serves a Rust crate outside the workspace that depends on `tintype`.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { program } from "../../harness/environment.js";
import { serveFolder } from "../../harness/server.js";

const CRATE = fileURLToPath(new URL("./rust/", import.meta.url));
const LOCK = fileURLToPath(new URL("../../../Cargo.lock", import.meta.url));
const WASM = "wasm32-unknown-unknown";

const run = promisify(execFile);

/** Serves the page with the crate's module. */
export async function hostRust() {
  const built = await build();
  const folder = await mkdtemp(join(tmpdir(), "tintype-rust-"));
  for (const file of ["index.html", "page.js"]) await cp(join(CRATE, file), join(folder, file));
  await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", join(folder, "built"), built]);
  const site = await serveFolder(folder);
  return { url: site.url, close: () => site.close().then(() => rm(folder, { recursive: true })) };
}

/**
 * Builds with the repository's lock file, so that nothing is downloaded, and without flags, like an external project.
 * Uses a separate target directory, because two workspaces in one would overwrite each other's equally named libraries.
 */
async function build() {
  await cp(LOCK, join(CRATE, "Cargo.lock"));
  const target = join(dirname(dirname(program("TINTYPE_EMULATOR"))), "consumer");
  const words = ["build", "--quiet", "--offline", "--target", WASM, "--target-dir", target];
  const failed = ({ stderr }) => assert.fail(`cargo build: ${stderr}`);
  await run(process.env.CARGO ?? "cargo", words, { cwd: CRATE }).catch(failed);
  return join(target, WASM, "debug/tintype_consumer.wasm");
}
