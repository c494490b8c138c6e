// Tests the files of Electron's docs page without Electron, because no npm package contains its binary. The renderer's
// files run in Chromium, served by the main process's protocol handler; the main process is checked against Electron's
// own types.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { launchChromium } from "../../harness/chromium.js";
import { startEmulator } from "../../harness/emulator.js";
import { serve } from "../../harness/server.js";
import { folderOf } from "../folder.js";
import { checkPage } from "../page.js";

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const pages = { "where-it-runs/electron.md": ".", "where-it-runs.md": "." };

/**
 * A stub of the Electron functions that the main process calls. `net.fetch` reads files and derives their types from
 * the file name.
 */
const ELECTRON = `
  export const seen = {};
  export const app = { whenReady: async () => {} };
  export const net = { fetch: (url) => seen.read(url) };
  export const protocol = {
    registerSchemesAsPrivileged: (schemes) => (seen.schemes = schemes),
    handle: (scheme, answer) => Object.assign(seen, { scheme, answer }),
  };
  export class BrowserWindow {
    async loadURL(url) {
      seen.url = url;
    }
  }
`;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

async function read(url) {
  const path = fileURLToPath(url);
  return new Response(await readFile(path), { headers: { "content-type": TYPES[extname(path)] ?? "application/octet-stream" } });
}

let folder, browser, emulator;
before(async () => ([folder, browser, emulator] = await Promise.all([folderOf({ name: "Electron without its program", pages }), launchChromium(), startEmulator()])));
after(() => Promise.all([browser, emulator].map((one) => one?.close())));

test("the page, as the main process answers for it", async () => {
  const own = join(folder, "node_modules/electron");
  await mkdir(own, { recursive: true });
  await writeFile(join(own, "package.json"), JSON.stringify({ name: "electron", type: "module", exports: "./index.js" }));
  await writeFile(join(own, "index.js"), ELECTRON);
  const { seen } = await import(pathToFileURL(join(own, "index.js")).href);
  seen.read = read;
  await import(pathToFileURL(join(folder, "main.mjs")).href);
  assert.deepEqual(seen.schemes, [{ scheme: seen.scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  const { href } = new URL("/", seen.url);
  for (const path of ["", "node_modules/", "%2e%2e%2fpackage.json", "..%2f..%2f..%2f..%2fetc%2fpasswd"]) {
    assert.equal((await seen.answer(new Request(href + path))).status, 404, path);
  }
  const server = await serve(async (request, response) => {
    const answer = await seen.answer(new Request(new URL(request.url, href)));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
  });
  try {
    await checkPage(browser, `${server.url}${new URL(seen.url).pathname}`, emulator);
  } finally {
    await server.close();
  }
});

test("the main process, by Electron's types", async () => {
  const typed = await folderOf({ name: "Electron's types", packages: { "@types/node": "24.10.1", electron: "45.5.0" }, pages });
  const options = ["--noEmit", "--allowJs", "--checkJs", "--skipLibCheck", "--strict", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  await promisify(execFile)(process.execPath, [TSC, ...options, "main.mjs"], { cwd: typed }).catch(({ stdout }) => assert.fail(stdout));
});
