// The installed package in a Cloudflare Worker: bundled as wrangler does it, run by workerd.

import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { build } from "esbuild";
import { Miniflare } from "miniflare";

import { blocksOf } from "../../docs/blocks.js";
import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { decodePng } from "../../harness/png.js";

const GUIDE = blocksOf(await readFile(new URL("../../../docs/where-it-runs.md", import.meta.url), "utf8"));

/** One client for all requests. */
const WORKER = `
  import { Client, generate, init } from "tintype";
  import wasm from "tintype/wasm/tintype_bg.wasm";
  import { env } from "cloudflare:workers";

  const client = new Client({ baseUrl: env.SERVICE, apiKey: "sk-test", retry: false });
  const ready = () => init(wasm);
  const outcome = (promise) => promise.then(
    ({ image, images }) => ({ width: image.width, url: image.url, count: images.length, json: JSON.stringify(image).length > 0 }),
    ({ name, code }) => ({ name, code }),
  );
  const CALLS = {
    generate: () => client.generate({ prompt: "a boat" }),
    shared: () => generate({ prompt: "a boat", baseUrl: env.SERVICE, apiKey: "sk-test" }),
    stream: () => client.stream({ prompt: "a boat" }).result(),
    several: () => client.generate({ prompt: "a boat", n: 3 }),
    refused: () => client.generate({ prompt: "a boat", apiKey: "sk-bad-key" }),
    timeout: () => client.generate({ prompt: "a boat", baseUrl: env.SERVICE + "/scenario/stall", timeoutMs: 50 }),
    aborted: () => client.generate({ prompt: "a boat", signal: AbortSignal.abort() }),
  };
  export default {
    async fetch(request) {
      await ready();
      return Response.json(await outcome(CALLS[new URL(request.url).pathname.slice(1)]()));
    },
  };
`;

let installed, emulator, worker, guide;
before(async () => {
  [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  [worker, guide] = await Promise.all([started("worker.mjs", WORKER), started("consumer.mjs", GUIDE.get("consumer.mjs"))]);
});
after(async () => {
  await Promise.all([worker, guide].map((one) => one?.dispose()));
  await emulator?.close();
  await installed?.remove();
});

async function started(name, text) {
  await writeFile(join(installed.folder, name), text);
  const { outputFiles } = await build({
    absWorkingDir: installed.folder,
    entryPoints: [name],
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    plugins: [{ name: "wasm modules", setup: (at) => at.onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `./${path.split("/").at(-1)}`, external: true })) }],
    write: false,
  });
  const wasm = join(installed.folder, "node_modules/tintype/wasm");
  const names = (await readdir(wasm)).filter((name) => name.endsWith(".wasm"));
  const modules = await Promise.all(names.map(async (path) => ({ type: "CompiledWasm", path, contents: await readFile(join(wasm, path)) })));
  return new Miniflare({
    modules: [{ type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text }, ...modules],
    compatibilityDate: "2026-04-01",
    bindings: { SERVICE: emulator.url, API_KEY: "sk-test" },
  });
}

const call = async (name) => (await fetch(new URL(name, await worker.ready))).json();

test("pictures, streams and failures, by one client in many requests, one after the other", async () => {
  const picture = { width: 1024, url: "", count: 1, json: true };
  for (const name of ["generate", "shared", "stream", "generate"]) assert.deepEqual(await call(name), picture, name);
  assert.deepEqual(await call("several"), { ...picture, count: 3 });
  for (const [name, code] of [["refused", "auth"], ["timeout", "timeout"], ["aborted", "aborted"]]) {
    assert.deepEqual(await call(name), { name: "TintypeError", code });
  }
  assert.deepEqual(await call("generate"), picture);
});

test("many requests at once", async () => {
  const widths = await Promise.all(Array.from({ length: 12 }, () => call("generate")));
  assert.deepEqual(widths.map(({ width }) => width), Array(12).fill(1024));
});

test("the guide's Worker answers with a picture", async () => {
  const answered = await fetch(await guide.ready);
  assert.equal(answered.status, 200);
  const { width } = decodePng(Buffer.from(await answered.arrayBuffer()));
  assert.equal(width, 1024);
});
