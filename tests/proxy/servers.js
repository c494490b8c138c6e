// Starts the proxies of docs/hide-the-key.md in their runtimes, as the page documents, in front of an upstream.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import * as esbuild from "esbuild";
import { Miniflare } from "miniflare";

import { lendModules } from "../docs/host.js";
import { installPackage } from "../harness/install.js";
import { bun, deno } from "../harness/runtimes.js";
import { codeOf } from "./pages.js";

const WORKER = "worker.mjs";

/** The key, which only the proxy knows. */
export const SECRET = "sk-known-to-the-proxy-alone";

/**
 * Prepares a folder with the package and every proxy of the page. Returns `start(name, upstream)` and `remove()`. The
 * Worker's own rate limit is only active with `isLimited`, because all tests share one client address.
 */
export async function installProxies() {
  const { folder, remove } = await installPackage();
  await lendModules(folder, ["express", "hono"]);
  for (const name of [...Object.keys(PROGRAMS), WORKER]) await writeFile(join(folder, name), codeOf(name));
  return { folder, remove, start };

  function start(name, upstream, { isLimited = false } = {}) {
    return name === WORKER ? startWorker(folder, upstream, isLimited) : startProgram(folder, name, upstream);
  }
}

const PROGRAMS = {
  "proxy.mjs": async () => [process.execPath],
  "express.mjs": async () => [process.execPath],
  "hono.mjs": async () => [await bun(), "run", "--no-install"],
  "deno.mjs": async () => [await deno(), "run", "--no-prompt", "--cached-only", "--node-modules-dir=manual", "--allow-net", "--allow-env", "--unstable-no-legacy-abort"],
  "bun.mjs": async () => [await bun(), "run", "--no-install"],
};

async function startProgram(folder, name, upstream) {
  const [program, ...words] = await PROGRAMS[name]();
  const env = { ...process.env, API_KEY: SECRET, PORT: "0", UPSTREAM: upstream };
  const child = spawn(program, [...words, name], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("http://")) continue;
    return {
      url: line.replace("localhost", "127.0.0.1"),
      pid: child.pid,
      async close() {
        child.kill();
        await exited;
      },
    };
  }
  throw new Error(`${name} ended with ${(await exited)[0]} before it listened`);
}

/** Starts the Worker in workerd, with the settings of the page's wrangler.jsonc. */
async function startWorker(folder, upstream, isLimited) {
  const settings = JSON.parse(codeOf("wrangler.jsonc").replace(/^\/\/.*\n/, ""));
  const { outputFiles } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: [settings.main],
    bundle: true,
    format: "esm",
    external: ["cloudflare:workers"],
    write: false,
  });
  const limiters = settings.ratelimits.map(({ name, simple, ...rest }) => {
    return [name, { ...rest, simple: { ...simple, limit: isLimited ? simple.limit : 1_000_000 } }];
  });
  const before = await children();
  const worker = new Miniflare({
    modules: true,
    script: outputFiles[0].text,
    compatibilityDate: settings.compatibility_date,
    compatibilityFlags: settings.compatibility_flags,
    bindings: { API_KEY: SECRET, UPSTREAM: upstream },
    ratelimits: Object.fromEntries(limiters),
    // Bypasses Miniflare's own Worker, which responds in place of a failing Worker and compresses responses.
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  });
  await worker.ready;
  const address = await worker.unsafeGetDirectURL();
  const [pid] = (await children()).filter((pid) => !before.includes(pid));
  return { url: `${address.origin}/api`, pid, close: () => worker.dispose() };
}

/** Returns the child processes of this process, if the system has /proc. */
async function children() {
  const path = `/proc/${process.pid}/task`;
  const tasks = await readdir(path).catch(() => []);
  const lists = await Promise.all(tasks.map((task) => readFile(`${path}/${task}/children`, "utf8").catch(() => "")));
  return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}
