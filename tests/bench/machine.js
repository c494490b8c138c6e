// The conditions of a run: the machine, and the versions of all contestants and browsers.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { arch, cpus, loadavg, release, totalmem, type } from "node:os";
import { promisify } from "node:util";

const LIBRARIES = ["@google/genai", "ai", "@ai-sdk/google", "esbuild"];

export async function machine() {
  const processors = cpus();
  return {
    processor: `${processors[0]?.model.trim()} (${arch()})`,
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: await systemName(),
    kernel: `${type()} ${release()}`,
    load: load(),
  };
}

/** Returns the load average of the last minute: the mean number of processes that ran or were ready to run. */
export const load = () => Number(loadavg()[0].toFixed(2));

async function systemName() {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  return /^PRETTY_NAME="(.*)"$/m.exec(text)?.[1] ?? type();
}

export async function versions() {
  const pkg = await versionIn(new URL("../../crates/core/pkg/package.json", import.meta.url));
  const found = { tintype: `${pkg} (${await outputOf("git", "rev-parse", "--short", "HEAD")})`, node: process.version };
  for (const name of LIBRARIES) {
    found[name] = await versionIn(new URL(`../node_modules/${name}/package.json`, import.meta.url));
  }
  for (const variable of ["CHROME", "FIREFOX"]) {
    if (process.env[variable]) found[variable.toLowerCase()] = await outputOf(process.env[variable], "--version");
  }
  return found;
}

const versionIn = async (url) => JSON.parse(await readFile(url, "utf8")).version;

/** Returns the first line that a program prints, or an empty string if it cannot be run. */
async function outputOf(program, ...words) {
  const { stdout } = await promisify(execFile)(program, words).catch(() => ({ stdout: "" }));
  return stdout.trim().split("\n")[0];
}
