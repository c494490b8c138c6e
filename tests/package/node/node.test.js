// The installed package under Node, and the contents of the tarball.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { decodePng } from "../../harness/png.js";
import { unreachable } from "../../harness/server.js";

let emulator, installed, tintype, loadedWasm;

/** Imports by bare name from inside the consumer's folder, so that node_modules and the exports map are used. */
async function importInstalled(name = "tintype") {
  const consumer = join(installed.folder, `${name.replace("/", "-")}-consumer.js`);
  await writeFile(consumer, `export * from "${name}";\n`);
  return import(pathToFileURL(consumer).href);
}

before(async () => {
  installed = await installPackage();
  emulator = await startEmulator();
  const { instantiate, instantiateStreaming } = WebAssembly;
  const seen = [];
  WebAssembly.instantiate = (...values) => seen.push("instantiate") && instantiate(...values);
  WebAssembly.instantiateStreaming = (...values) => seen.push("streaming") && instantiateStreaming(...values);
  tintype = await importInstalled();
  loadedWasm = [...seen];
  Object.assign(WebAssembly, { instantiate, instantiateStreaming });
});

after(async () => {
  await emulator?.close();
  await installed?.remove();
});

test("the tarball holds code, types and licences, and nothing of the sources", () => {
  const { files } = installed;
  for (const wanted of ["index.js", "types.d.ts", "package.json", "wasm/glue.js", "wasm/tintype_bg.wasm"]) {
    assert.ok(files.includes(wanted), `${wanted} is missing`);
  }
  for (const wanted of ["sandbox/index.js", "sandbox/wasm/emulator.js", "sandbox/wasm/emulator_bg.wasm"]) {
    assert.ok(files.includes(wanted), `${wanted} is missing`);
  }
  assert.deepEqual(files.filter((file) => /\.rs$|Cargo|\.stamp|node_modules/.test(file)), []);
});

test("every link of the packed README and its pages leads to a packed file", async () => {
  const pages = installed.files.filter((file) => file.endsWith(".md"));
  assert.ok(pages.includes("README.md") && pages.includes("docs/options.md"), pages.join(", "));
  for (const page of pages) {
    const text = await readFile(join(installed.folder, "node_modules/tintype", page), "utf8");
    const targets = [...text.matchAll(/\]\(([^)#:]+)[^):]*\)/g)].map(([, target]) => new URL(target, `https://host/${page}`).pathname.slice(1));
    assert.deepEqual(targets.filter((target) => !installed.files.includes(target)), [], page);
  }
});

test("the manifest: ESM only, no dependency, no side effect, the version of the workspace", async () => {
  const manifest = JSON.parse(await readFile(join(installed.folder, "node_modules/tintype/package.json"), "utf8"));
  const workspace = await readFile(new URL("../../../Cargo.toml", import.meta.url), "utf8");
  assert.equal(manifest.name, "tintype");
  assert.equal(manifest.type, "module");
  assert.equal(manifest.sideEffects, false);
  assert.deepEqual(manifest.dependencies ?? {}, {});
  assert.deepEqual(Object.keys(manifest.exports).filter((path) => path !== "./package.json"), [".", "./sandbox", "./proxy", "./proxy/node", "./wasm/*.wasm", "./worker.js"]);
  assert.equal(manifest.version, /^version = "(.+)"$/m.exec(workspace)[1]);
  assert.equal(tintype.version, manifest.version);
});

test("require() gives the same module as import", () => {
  const required = createRequire(join(installed.folder, "consumer.cjs"))("tintype");
  assert.equal(required.Client, tintype.Client);
});

test("importing loads nothing", () => {
  assert.deepEqual(loadedWasm, []);
});

test("generate() gives a whole picture of the reported size", async () => {
  const { image, usage } = await tintype.generate({
    baseUrl: emulator.url,
    apiKey: "sk-test",
    prompt: "a lighthouse at dusk",
    aspectRatio: "16:9",
  });
  const { width, height } = decodePng(await image.blob.arrayBuffer());
  assert.deepEqual([image.width, image.height], [width, height]);
  assert.deepEqual([width, height], [1344, 768]);
  assert.match(image.url, /^blob:/);
  assert.ok(usage.totalTokens > 0);
  image.dispose();
});

test("an edit takes bytes, and stream() gives the picture as an event", async () => {
  const options = { baseUrl: emulator.url, apiKey: "sk-test" };
  const { image } = await tintype.generate({ ...options, prompt: "a boat" });
  const images = new Uint8Array(await image.blob.arrayBuffer());
  const events = [];
  for await (const event of tintype.stream({ ...options, prompt: "at night", images })) events.push(event);
  const edited = events.find(({ type }) => type === "image").image;
  const { width, height } = decodePng(await edited.blob.arrayBuffer());
  assert.deepEqual([edited.width, edited.height], [width, height]);
});

test("all problems of a call are reported at once", async () => {
  const options = { apiKey: "sk-test", temperature: "hot", baseUrl: "ftp://x", aspectRatio: "99:1" };
  await assert.rejects(tintype.generate(options), (error) => {
    const fields = error.details.map(({ field }) => field).sort();
    assert.deepEqual([error.code, ...fields], ["invalid-options", "aspectRatio", "baseUrl", "prompt", "temperature"]);
    return true;
  });
});

test("failures are typed, and the next call works", async () => {
  const options = { baseUrl: emulator.url, apiKey: "sk-test", prompt: "a boat", retry: { attempts: 1 } };
  const failures = [
    [{ apiKey: "sk-bad-key" }, "auth"],
    [{ baseUrl: await unreachable() }, "network"],
    [{ baseUrl: `${emulator.url}/scenario/cut` }, "truncated-response"],
    [{ aspectRatio: "17:3" }, "invalid-options"],
    [{ signal: AbortSignal.abort("enough") }, "aborted"],
  ];
  for (const [change, code] of failures) {
    await assert.rejects(tintype.generate({ ...options, ...change }), (error) => {
      assert.equal(error.code, code, error.message);
      assert.ok(error instanceof Error && error instanceof tintype.TintypeError && tintype.isTintypeError(error));
      return true;
    });
    assert.equal((await tintype.generate(options)).images.length, 1);
  }
});

test("a turn that is refused while another runs rejects, and nothing goes unhandled", async () => {
  const unhandled = [];
  const note = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  let answer;
  const fetch = () => new Promise((resolve) => (answer = () => resolve(new Response("{}"))));
  const chat = new tintype.Client({ apiKey: "sk-test", fetch }).chat();
  const first = chat.send({ prompt: "a boat" });
  const second = chat.send({ prompt: "at night", worker: true });
  const codes = Promise.allSettled([first, second]);
  while (!answer) await new Promise((turn) => setTimeout(turn));
  answer();
  assert.deepEqual((await codes).map(({ reason }) => reason.code), ["empty-response", "invalid-options"]);
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, []);
});

test("an option that is undefined leaves the client's own as it is", async () => {
  const requests = [];
  const fetch = async (request) => {
    requests.push([request.url.split("/").at(-1), request.headers.get("authorization")]);
    return new Response("{}");
  };
  const client = new tintype.Client({ apiKey: "sk-own", model: "a-model", baseUrl: emulator.url, fetch });
  const options = { prompt: "a boat", apiKey: undefined, model: undefined };
  await client.generate(options).catch(() => {});
  await client.chat({ model: "another" }).send(options).catch(() => {});
  await client.stream(options).result().catch(() => {});
  assert.deepEqual(requests.map(([path]) => path), ["a-model:generateContent", "another:generateContent", "a-model:streamGenerateContent?alt=sse"]);
  assert.deepEqual(new Set(requests.map(([, key]) => key)), new Set(["Bearer sk-own"]));
});

test("a sandbox that was interrupted in the middle of a picture draws it again", async (t) => {
  let left = 1;
  const measureText = () => {
    if (left-- > 0) throw new Error("gone astray");
    return { width: 10 };
  };
  const getImageData = (_x, _y, width, height) => ({ data: new Uint8Array(width * height * 4) });
  globalThis.OffscreenCanvas = class {
    getContext = () => ({ measureText, fillText() {}, getImageData });
  };
  t.after(() => delete globalThis.OffscreenCanvas);
  const { sandboxFetch } = await importInstalled("tintype/sandbox");
  const options = { fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox", prompt: "a boat", retry: false };
  assert.ok((await tintype.generate(options)).image.width > 0);
  assert.ok(left < 0, "nothing was interrupted");
});
