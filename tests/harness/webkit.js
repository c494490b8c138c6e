// WebKit, as WebKitGTK's driver starts it: with an empty profile of its own, which nothing is kept of, as in a private
// window. It has no headless mode; `cargo xtask test` gives it a screen that nobody sees.

import { readFile, readdir, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { program } from "./environment.js";
import { launch } from "./webdriver.js";

/** WebKitGTK is Linux's alone. */
export const HAS_WEBKIT = process.platform === "linux";

/** Starts a WebKit on the screen that `DISPLAY` names. */
export function launchWebkit() {
  return launch({ program: program("WEBKITDRIVER"), words: ["--port=0"], portOf: listeningPort, capabilities: {} });
}

/** The driver takes a free port and does not say which: the system knows. */
async function listeningPort(child) {
  while (child.exitCode === null && child.signalCode === null) {
    const sockets = new Set(await socketsOf(child.pid));
    const lines = (await readFile("/proc/net/tcp", "latin1")).trim().split("\n").slice(1);
    const rows = lines.map((line) => line.trim().split(/\s+/));
    const found = rows.find(([, , , state, , , , , , inode]) => state === LISTENING && sockets.has(`socket:[${inode}]`));
    if (found) return String(parseInt(found[1].split(":")[1], 16));
    await setTimeout(10);
  }
  return undefined;
}

const LISTENING = "0A";

async function socketsOf(pid) {
  const folder = `/proc/${pid}/fd`;
  const files = await readdir(folder).catch(() => []);
  return Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => "")));
}
