// Pages like those of Electron's renderer, in Chromium: from files, and from a custom protocol (an extension's, which
// is standard and secure like Electron's own protocols), without and with Node's globals.

import assert from "node:assert/strict";
import { readFile, rm, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { ARGUMENTS } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { program } from "../../harness/environment.js";
import { installPackage } from "../../harness/install.js";

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8" /><title>Page</title><link rel="icon" href="data:," /><script type="module" src="./main.js"></script></html>`;
const MAIN = `
  import { Client, inspect } from "./node_modules/tintype/index.js";
  import { sandboxFetch } from "./node_modules/tintype/sandbox/index.js";

  globalThis.draw = async ({ isSandbox, isEdit, ...options }) => {
    const client = new Client({ apiKey: "sk-test", retry: false, ...(isSandbox && { fetch: sandboxFetch() }), ...options });
    try {
      const { image } = await client.generate({ prompt: "a red fox" });
      const shown = isEdit ? (await client.generate({ prompt: "at night", images: image })).image : image;
      const element = Object.assign(new Image(), { src: shown.url });
      await element.decode();
      return [element.naturalWidth, (await inspect(shown.blob)).width];
    } catch (error) {
      return error.code + ": " + error.message;
    } finally {
      client.dispose();
    }
  };
`;
const MANIFEST = { manifest_version: 3, name: "Pictures", version: "1.0", content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" } };

let installed, emulator, context, profile;

before(async () => {
  [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  const files = { "index.html": PAGE, "main.js": MAIN, "manifest.json": JSON.stringify(MANIFEST) };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(installed.folder, name), text)));
  profile = await mkdtemp(join(tmpdir(), "tintype-profile-"));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: program("CHROME"),
    // Electron allows pages of files to read other files; Chromium needs a flag.
    args: [...ARGUMENTS, "--allow-file-access-from-files", `--disable-extensions-except=${installed.folder}`, `--load-extension=${installed.folder}`],
    ignoreDefaultArgs: ["--disable-extensions"],
  });
});
after(async () => {
  await context?.close();
  await emulator?.close();
  await installed?.remove();
  if (profile) await rm(profile, { recursive: true, force: true });
});

/**
 * Adds the globals that `nodeIntegration` adds. `import("node:fs/promises")` stays unavailable, because Chromium
 * resolves modules.
 */
function addNode(isOld) {
  const load = (name) => ({ readFile: async (path) => Uint8Array.from(atob(await globalThis.readFileOfTest(name, path)), (character) => character.charCodeAt(0)), fileURLToPath: (url) => decodeURIComponent(new URL(url).pathname) });
  const process = { versions: { node: "24.11.1", chrome: "146.0.0.0", electron: "45.5.0" }, type: "renderer", platform: "linux", env: {} };
  if (!isOld) process.getBuiltinModule = (name) => (/^(node:)?(fs\/promises|url)$/.test(name) ? load(name) : undefined);
  Object.assign(globalThis, { process, global: globalThis, require: load, module: { exports: {} }, exports: {}, Buffer: { isBuffer: () => false }, setImmediate: (work) => setTimeout(work) });
}

async function withPage(address, scripts, work) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => /warning|error/.test(message.type()) && errors.push(message.text()));
  await page.exposeFunction("readFileOfTest", (_, path) => readFile(path, "base64"));
  for (const [script, value] of scripts) await page.addInitScript(script, value);
  await page.goto(address);
  await page.waitForFunction(() => globalThis.draw);
  await work((options) => page.evaluate((options) => globalThis.draw(options), options));
  assert.deepEqual(errors.filter((text) => !/401 \(Unauthorized\)/.test(text)), []);
  await page.close();
}

async function shows(draw) {
  for (const options of [{}, { worker: true }, { isEdit: true }, { isEdit: true, worker: true }]) {
    assert.deepEqual(await draw({ baseUrl: emulator.url, ...options }), [1024, 1024], JSON.stringify(options));
    assert.match(await draw({ baseUrl: emulator.url, ...options, apiKey: "sk-bad-key" }), /^auth: /);
  }
  assert.deepEqual(await draw({ isSandbox: true }), [1024, 1024]);
}

const ofFiles = () => pathToFileURL(join(installed.folder, "index.html")).href;

/** Returns the URL of the page in the loaded extension. */
async function ofProtocol() {
  const page = await context.newPage();
  await page.goto("chrome://extensions-internals");
  const [extension] = JSON.parse(await page.locator("pre").first().innerText()).filter(({ name }) => name === MANIFEST.name);
  await page.close();
  return `chrome-extension://${extension.id}/index.html`;
}

test("a page of files", () => withPage(ofFiles(), [], shows));

test("a page of files with Node's globals", () => withPage(ofFiles(), [[addNode, false]], shows));

test("a page of files with the globals of an older Node, which has no getBuiltinModule", () => withPage(ofFiles(), [[addNode, true]], shows));

test("a page of a protocol of its own, under a policy", async () => withPage(await ofProtocol(), [], shows));

test("a page of a protocol of its own with Node's globals", async () => withPage(await ofProtocol(), [[addNode, false]], shows));
