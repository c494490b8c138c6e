// The host of the documented code: the packed and installed package in a folder with every code block as a file, served
// beside the documented proxy, whose upstream is the emulator.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { request as send } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { startEmulator } from "../harness/emulator.js";
import { installPackage } from "../harness/install.js";
import { serve, serveFolder } from "../harness/server.js";
import { plainPng } from "../e2e/harness/studio-page.js";
import { BLOCKS, block } from "./blocks.js";

const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

/** The key that the proxy adds. */
export const SECRET = "sk-known-to-the-proxy-alone";

/** Starts the servers that the code blocks need. `url` is the site, with the proxy at /api. */
export async function startHost() {
  const [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  const { folder } = installed;
  await cp(join(folder, "node_modules/tintype"), join(folder, "tintype"), { recursive: true });
  await writeBlocks(folder);
  const [files, proxy] = await Promise.all([serveFolder(folder, { quick: true }), startProxy(folder, emulator.url)]);
  const site = await serveBoth(files.url, proxy.url);
  return {
    folder,
    url: site.url,
    emulator: emulator.url,
    proxy: proxy.url,
    async close() {
      await Promise.all([site, files, proxy, emulator].map((server) => server.close()));
      await installed.remove();
    },
  };
}

/** Returns the file name of a block that names none. */
export const fileOf = (name) => (/\.\w+$/.test(name) ? name : `${name.toLowerCase().replaceAll(/\W+/g, "-")}.js`);

async function writeBlocks(folder) {
  for (const [name, text] of BLOCKS) await writeFile(join(folder, fileOf(name)), text);
  await writeFile(join(folder, "index.html"), PAGE);
  await writeFile(join(folder, "picture.png"), plainPng(320, 240, [30, 120, 60]));
}

/** The page that the code blocks expect. */
const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Documentation</title>
  <link rel="icon" href="data:," />
  <script type="importmap">
    { "imports": { "tintype": "./tintype/index.js", "tintype/sandbox": "./tintype/sandbox/index.js" } }
  </script>
  <input type="file" />
  <canvas width="64" height="64"></canvas>
  <button>Cancel</button>
  <output></output>
  <img alt="" />
</html>
`;

/** Makes the frameworks and bundlers of the tests importable from a folder, as if they were installed there. */
export async function lendModules(folder, names) {
  for (const name of names) {
    await mkdir(join(folder, "node_modules", name, ".."), { recursive: true });
    await symlink(join(MODULES, name), join(folder, "node_modules", name), "junction");
  }
}

/** Starts the documented proxy in front of an upstream, from a folder that contains it as proxy.mjs. */
async function startProxy(folder, upstream) {
  block("proxy.mjs");
  const env = { ...process.env, API_KEY: SECRET, PORT: "0", UPSTREAM: upstream };
  const child = spawn(process.execPath, ["proxy.mjs"], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      url: line,
      async close() {
        child.kill();
        await exited;
      },
    };
  }
  throw new Error(`the proxy ended with ${(await exited)[0]} before it listened`);
}

/** Serves files and `api` from one origin. */
export function serveBoth(files, api) {
  return serve((request, response) => {
    const base = request.url.startsWith("/api/") ? new URL(api).origin : files;
    const passed = send(base + request.url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      pipeline(answer, response).catch(() => response.destroy());
    });
    response.on("close", () => passed.destroy());
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
}
