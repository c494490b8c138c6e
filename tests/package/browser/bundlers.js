// The bundlers people use, each with the settings its users would write: `host(folder)` builds the app in a folder,
// serves it, and gives `{ url, close() }`.

import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import * as esbuild from "esbuild";
import * as vite from "vite";
import webpack from "webpack";

import { serveFolder } from "../../harness/server.js";

const SILENT = "error";
const SANDBOX = "./sandbox/index.js";

async function viteBuild(folder) {
  const outDir = join(folder, "dist-vite");
  await vite.build({ root: folder, base: "./", logLevel: SILENT, build: { outDir } });
  return serveFolder(outDir, { prefix: "/built/app/" });
}

async function viteDev(folder) {
  const server = { host: "127.0.0.1", port: 0, hmr: false, watch: null };
  const running = await vite.createServer({ root: folder, configFile: false, logLevel: SILENT, server });
  await running.listen();
  const { port } = running.httpServer.address();
  return { url: `http://127.0.0.1:${port}`, close: () => running.close() };
}

async function webpackBuild(folder) {
  const path = join(folder, "dist-webpack");
  // The hints are about size alone; every other warning is a failure.
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
 * esbuild follows no `new URL(…, import.meta.url)`: workers are entries of their own, the wasm is copied along, and the
 * sandbox, which is a folder of such addresses, is copied whole and left outside the bundle.
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
  await cp(join(installed, "wasm/tintype_bg.wasm"), join(outdir, "tintype_bg.wasm"));
  await cp(join(installed, "sandbox"), join(outdir, "sandbox"), { recursive: true });
  await cp(join(folder, "index.html"), join(outdir, "index.html"));
  return serveFolder(outdir, { prefix: "/built/app/" });
}

export const BUNDLERS = [
  { name: "Vite, built", host: viteBuild },
  { name: "Vite, dev server", host: viteDev },
  { name: "webpack", host: webpackBuild },
  { name: "esbuild", host: esbuildBuild },
];
