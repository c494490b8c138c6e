// Common bundlers, each with typical settings. `host(folder)` builds the app in a folder, serves it, and returns `{
// url, close() }`.

import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import * as esbuild from "esbuild";
import * as vite from "vite";
import * as vite4 from "vite-4";
import * as vite7 from "vite-7";
import webpack from "webpack";

import { serveFolder } from "../../harness/server.js";

const SILENT = "error";
const SANDBOX = "./sandbox/index.js";

async function viteBuild(folder, { build } = vite, name = "dist-vite", base = "./") {
  const outDir = join(folder, name);
  await build({ root: folder, base, configFile: false, logLevel: SILENT, build: { outDir } });
  return serveFolder(outDir, { prefix: "/built/app/" });
}

async function viteDev(folder, { createServer } = vite, settings = {}) {
  const server = { host: "127.0.0.1", port: 0, hmr: false, watch: null };
  const running = await createServer({ root: folder, configFile: false, logLevel: SILENT, server, ...settings });
  await running.listen();
  const { port } = running.httpServer.address();
  return { url: `http://127.0.0.1:${port}`, close: () => running.close() };
}

/** Starts the dev server of an older Vite, which pre-bundles scripts into a separate folder. */
const olderViteDev = (version, name) => (folder) => viteDev(folder, version, { cacheDir: join(folder, "node_modules/.vite", name) });

async function webpackBuild(folder) {
  const path = join(folder, "dist-webpack");
  // Disables the performance hints, which only concern size; every other warning is a failure.
  const settings = { mode: "production", entry: "./main.js", performance: { hints: false } };
  const compiler = webpack({ ...settings, context: folder, output: { path } });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  const problems = [...errors, ...warnings].map(({ message }) => message);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  await cp(join(folder, "index.html"), join(path, "index.html"));
  return serveFolder(path, { prefix: "/built/app/" });
}

/**
 * Builds with esbuild, which does not resolve `new URL(…, import.meta.url)`. Workers are therefore separate entry
 * points, the wasm is copied, and the sandbox, which consists of such URLs, is copied whole and marked as external.
 */
async function esbuildBuild(folder) {
  const outdir = join(folder, "dist-esbuild");
  await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ["main.js", "own-worker.js", { in: "node_modules/tintype/worker.js", out: "worker" }],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    alias: { "tintype/sandbox": SANDBOX },
    external: [SANDBOX],
    outdir,
    logLevel: SILENT,
  });
  const installed = join(folder, "node_modules/tintype");
  for (const name of ["tintype_bg.wasm", "tintype-images_bg.wasm"]) await cp(join(installed, "wasm", name), join(outdir, name));
  await cp(join(installed, "sandbox"), join(outdir, "sandbox"), { recursive: true });
  await cp(join(folder, "index.html"), join(outdir, "index.html"));
  return serveFolder(outdir, { prefix: "/built/app/" });
}

/**
 * `isOlder` marks the first and the last of the versions whose dev servers move the package's script. Their output is
 * identical for every engine, so one engine is enough.
 */
export const BUNDLERS = [
  { name: "Vite, built", host: (folder) => viteBuild(folder) },
  { name: "Vite, dev server", host: (folder) => viteDev(folder) },
  { name: "Vite 4, built", isOlder: true, host: (folder) => viteBuild(folder, vite4, "dist-vite-4", "/built/app/") },
  { name: "Vite 4, dev server", isOlder: true, host: olderViteDev(vite4, "cache-vite-4") },
  { name: "Vite 7, built", isOlder: true, host: (folder) => viteBuild(folder, vite7, "dist-vite-7") },
  { name: "Vite 7, dev server", isOlder: true, host: olderViteDev(vite7, "cache-vite-7") },
  { name: "webpack", host: webpackBuild },
  { name: "esbuild", host: esbuildBuild },
];
