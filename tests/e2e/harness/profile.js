// A Chromium with a profile on disk. After a kill and a restart, it finds only the data that was really persisted.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { chromium } from "playwright-core";

import { ARGUMENTS } from "../../harness/chromium.js";
import { program } from "../../harness/environment.js";

/** `open(url)` opens a new page and starts the browser if it is not running; `kill()` kills it with SIGKILL. */
export async function launchProfile() {
  const folder = await mkdtemp(join(tmpdir(), "tintype-profile-"));
  let running;
  const kill = async () => {
    const { child, exited } = running;
    running = undefined;
    // Kills the whole process group, so that child processes cannot write anything afterwards.
    process.kill(-child.pid, "SIGKILL");
    await exited;
  };
  return {
    async open(url) {
      running ??= await start(folder);
      const page = await running.browser.contexts()[0].newPage();
      // Disables the service worker, so that each visit loads from the server, as in all other tests but those of the
      // worker.
      await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }));
      page.setDefaultTimeout(60_000);
      await page.goto(url);
      return page;
    },
    kill,
    async close() {
      if (running) await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function start(folder) {
  const words = [...ARGUMENTS, "--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"];
  const child = spawn(program("CHROME"), words, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const exited = once(child, "exit");
  const address = await listening(child.stderr);
  if (!address) throw new Error(`Chromium ended with ${(await exited)[0]} before it listened`);
  child.stderr.resume();
  return { child, exited, browser: await chromium.connectOverCDP(address) };
}

async function listening(output) {
  for await (const line of createInterface({ input: output })) {
    const found = /DevTools listening on (ws:\S+)/.exec(line);
    if (found) return found[1];
  }
  return undefined;
}
