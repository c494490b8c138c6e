// WebKit, as WebKitGTK's driver starts it: with an empty profile of its own, which nothing is kept of, as in a private
// window. It has no headless mode; `cargo xtask test` gives it a virtual display.

import { readFile, readdir, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { program } from "./environment.js";
import { launch, WebDriverError } from "./webdriver.js";

/** WebKitGTK is Linux's alone. */
export const HAS_WEBKIT = process.platform === "linux";

/** Starts a WebKit on the screen that `DISPLAY` names. */
export async function launchWebkit() {
  const driver = { program: program("WEBKITDRIVER"), words: ["--port=0"], portOf: listeningPort, capabilities: {} };
  const session = await launch(driver);
  const watched = (work) => (...words) => work(...words).catch((error) => fail(error, session));
  return { ...session, open: watched(session.open), evaluate: watched(session.evaluate) };
}

/**
 * The browser crashed, or an operation of a page never ended. `cargo xtask test` runs a file once more in which every
 * failure is of this class (docs/decisions/0034).
 */
class BrowserLost extends Error {
  name = "BrowserLost";
}

async function fail(error, session) {
  if (error.name === "TimeoutError") throw new BrowserLost("WebKit does not answer");
  if (!(error instanceof WebDriverError)) throw error;
  const crashed = error.code === "invalid session id" || error.message.includes(CRASH);
  if (crashed) throw new BrowserLost(`WebKit crashed: ${error.message}`);
  if (error.code !== "script timeout") throw error;
  throw new BrowserLost(`${error.message}: ${JSON.stringify(await session.read(PAGE).catch(String))}`);
}

/** The driver's report of a script whose process has ended. */
const CRASH = "Could not parse script result";

/** The state of a page in which a script did not end, for a search of the cause. */
const PAGE = `{
  visibility: document.visibilityState,
  now: performance.now(),
  loads: performance.getEntriesByType("resource").slice(-8).map(({ name, startTime, responseEnd, responseStatus }) =>
    ({ name: name.slice(0, 120), startTime, responseEnd, responseStatus })),
}`;

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
