// A Rust crate outside the workspace that depends on `tintype`: built, bound and run in pages.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { BROWSERS } from "../../harness/browsers.js";
import { startEmulator } from "../../harness/emulator.js";
import { program } from "../../harness/environment.js";
import { serveFolder } from "../../harness/server.js";
import { ready } from "./whole.js";

const CRATE = fileURLToPath(new URL("./rust/", import.meta.url));
const LOCK = fileURLToPath(new URL("../../../Cargo.lock", import.meta.url));
const WASM = "wasm32-unknown-unknown";

const run = promisify(execFile);
let emulator, folder, site;

before(async () => {
  const built = await build();
  folder = await mkdtemp(join(tmpdir(), "tintype-rust-"));
  for (const file of ["index.html", "page.js"]) await cp(join(CRATE, file), join(folder, file));
  await run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", join(folder, "built"), built]);
  [emulator, site] = await Promise.all([startEmulator(), serveFolder(folder)]);
});

after(async () => {
  await Promise.all([emulator, site].map((server) => server?.close()));
  if (folder) await rm(folder, { recursive: true });
});

/** With the versions and the build folder of the repository, so that nothing is downloaded; with no flags, as a stranger's. */
async function build() {
  await cp(LOCK, join(CRATE, "Cargo.lock"));
  const target = dirname(dirname(program("TINTYPE_EMULATOR")));
  const words = ["build", "--quiet", "--offline", "--target", WASM, "--target-dir", target];
  const failed = ({ stderr }) => assert.fail(`cargo build: ${stderr}`);
  await run(process.env.CARGO ?? "cargo", words, { cwd: CRATE }).catch(failed);
  return join(target, WASM, "debug/tintype_consumer.wasm");
}

for (const { name, launch } of BROWSERS) {
  test(name, async (context) => {
    const page = await launch();
    context.after(() => page.close());
    await page.open(`${site.url}/`);
    await ready(page);
    const call = (which, options) => page.evaluate(`(options) => cases.${which}(options)`, options);
    const ours = { url: emulator.url, key: "sk-test" };

    const { made, edited, dead, streamed } = await call("pictures", ours);
    assert.deepEqual([made.shown, made.reported], [[1344, 768], [1344, 768]]);
    assert.deepEqual(edited.shown, edited.reported);
    assert.match(edited.url, /^blob:/);
    assert.notEqual(edited.url, made.url);
    assert.equal(dead, "dead", "the address outlives its picture");
    assert.equal(streamed, 1);

    assert.equal(await call("failure", { ...ours, ratio: "17:3" }), "invalid-options");
    assert.equal(await call("failure", { ...ours, ratio: "1:1", key: "sk-bad-key" }), "auth");
    const cut = `${emulator.url}/scenario/cut`;
    assert.equal(await call("failure", { ...ours, ratio: "1:1", url: cut }), "truncated-response");
  });
}
