// The installed package in a Cloudflare Worker, bundled like wrangler's output and run by workerd.

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

const GUIDE = blocksOf(await readFile(new URL("../../../docs/where-it-runs/cloudflare-workers.md", import.meta.url), "utf8"));

/** A worker with one client for all requests. */
const WORKER = `
  import { Client, generate, init } from "tintype";
  import wasm from "tintype/wasm/tintype_bg.wasm";
  import images from "tintype/wasm/tintype-images_bg.wasm";
  import { env } from "cloudflare:workers";

  const client = new Client({ baseUrl: env.SERVICE, apiKey: "sk-test", retry: false });
  const ready = () => (env.IS_NAMED ? init({ module: wasm, images }) : undefined);
  const outcome = (promise) => promise.then(
    ({ image, images }) => ({ width: image.width, url: image.url, count: images.length, json: JSON.stringify(image).length > 0 }),
    ({ name, code }) => ({ name, code }),
  );
  const CALLS = {
    generate: () => client.generate({ prompt: "a boat" }),
    shared: () => generate({ prompt: "a boat", baseUrl: env.SERVICE, apiKey: "sk-test" }),
    stream: () => client.stream({ prompt: "a boat" }).result(),
    several: () => client.generate({ prompt: "a boat", n: 3 }),
    edit: async () => client.generate({ prompt: "at night", images: (await client.generate({ prompt: "a boat" })).image }),
    worker: () => client.generate({ prompt: "a boat", worker: true }),
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

let installed, emulator, guide;
const workers = {};
before(async () => {
  [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  workers["without settings"] = await started("worker.mjs", WORKER, ["workerd", "worker", "browser"]);
  workers["with modules named by init()"] = await started("named.mjs", WORKER, ["worker", "browser"], { IS_NAMED: "yes" });
  guide = await started("consumer.mjs", GUIDE.get("consumer.mjs"), ["workerd", "worker", "browser"]);
});
after(async () => {
  await Promise.all([...Object.values(workers), guide].map((one) => one?.dispose()));
  await emulator?.close();
  await installed?.remove();
});

async function started(name, text, conditions, bindings) {
  await writeFile(join(installed.folder, name), text);
  const { outputFiles } = await build({
    absWorkingDir: installed.folder,
    entryPoints: [name],
    bundle: true,
    format: "esm",
    conditions,
    external: ["cloudflare:workers"],
    plugins: [{ name: "wasm modules", setup: (at) => at.onResolve({ filter: /\.wasm(\?module)?$/ }, ({ path }) => ({ path: `./${path.split("/").at(-1).split("?")[0]}`, external: true })) }],
    write: false,
  });
  const wasm = join(installed.folder, "node_modules/tintype/wasm");
  const names = (await readdir(wasm)).filter((name) => name.endsWith(".wasm"));
  const modules = await Promise.all(names.map(async (path) => ({ type: "CompiledWasm", path, contents: await readFile(join(wasm, path)) })));
  return new Miniflare({
    modules: [{ type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text }, ...modules],
    compatibilityDate: "2026-04-01",
    bindings: { SERVICE: emulator.url, API_KEY: "sk-test", ...bindings },
  });
}

for (const mode of ["without settings", "with modules named by init()"]) {
  const call = async (name) => (await fetch(new URL(name, await workers[mode].ready))).json();

  test(`pictures, streams, edits and failures ${mode}, by one client in many requests, one after the other`, async () => {
    const picture = { width: 1024, url: "", count: 1, json: true };
    for (const name of ["generate", "shared", "stream", "edit", "generate"]) assert.deepEqual(await call(name), picture, name);
    assert.deepEqual(await call("several"), { ...picture, count: 3 });
    for (const [name, code] of [["refused", "auth"], ["timeout", "timeout"], ["aborted", "aborted"], ["worker", "invalid-options"]]) {
      assert.deepEqual(await call(name), { name: "TintypeError", code });
    }
    assert.deepEqual(await call("generate"), picture);
  });

  test(`many requests at once ${mode}`, async () => {
    const widths = await Promise.all(Array.from({ length: 12 }, () => call("generate")));
    assert.deepEqual(widths.map(({ width }) => width), Array(12).fill(1024));
  });
}

test("the guide's Worker answers with a picture, and with an error", async () => {
  const answered = await fetch(await guide.ready);
  assert.equal(answered.status, 200);
  assert.equal(decodePng(Buffer.from(await answered.arrayBuffer())).width, 1024);
  const refused = await fetch(new URL("?prompt=", await guide.ready));
  assert.deepEqual([refused.status, await refused.json()], [502, { error: "invalid-options" }]);
});
