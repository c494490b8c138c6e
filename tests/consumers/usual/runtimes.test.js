// The docs' programs for Node, Deno and Bun: a picture, another from a worker, and the error of a rejected key. Each
// program exits by itself.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { startEmulator } from "../../harness/emulator.js";
import { bun, deno } from "../../harness/runtimes.js";
import { folderOf, note, runtimeVersion } from "../folder.js";

const DENO = ["run", "--no-prompt", "--cached-only", "--node-modules-dir=manual", "--allow-env", "--allow-net=127.0.0.1", "--allow-read=."];

const RUNTIMES = [
  { name: "Node", page: "where-it-runs/node.md", program: () => process.execPath, words: [], worker: "invalid-options" },
  { name: "Deno", page: "where-it-runs/deno.md", program: deno, words: DENO, worker: "1024 1024" },
  { name: "Bun", page: "where-it-runs/bun.md", program: bun, words: ["run", "--no-install"], worker: "1024 1024" },
];

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator?.close());

for (const { name, page, program, words, worker } of RUNTIMES) {
  test(name, async () => {
    const folder = await folderOf({ name, pages: { [page]: "." } });
    const run = async (key) => {
      const env = { ...process.env, API_KEY: key, TINTYPE_BASE_URL: emulator.url };
      const { stdout, stderr } = await promisify(execFile)(await program(), [...words, "program.mjs"], { cwd: folder, env, timeout: 60_000 });
      assert.equal(stderr, "");
      return stdout.trim().split("\n");
    };
    assert.deepEqual(await run("sk-test"), ["1024 1024", worker]);
    const hasWorkers = worker.startsWith("1");
    assert.deepEqual(await run("sk-bad-key"), ["auth", hasWorkers ? "auth" : worker]);
    await note({ name, page: page.split("/")[1] }, { name: "program" }, await runtimeVersion(name), { worker: hasWorkers });
  });
}
