// WebKit, started by WebKitGTK's driver with an empty profile that is never stored, as in a private window. It has no
// headless mode, so `cargo xtask test` provides a virtual display.

import { readFile, readdir, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

import { program } from "./environment.js";
import { launch, WebDriverError } from "./webdriver.js";

/** Whether WebKit is available. WebKitGTK runs on Linux only. */
export const HAS_WEBKIT = process.platform === "linux";

/** Starts WebKit on the display that `DISPLAY` names. */
export async function launchWebkit() {
  const driver = { program: program("WEBKITDRIVER"), words: ["--port=0"], portOf: listeningPort, capabilities: {} };
  const session = await launch(driver);
  const watched = (work) => (...words) => work(...words).catch((error) => fail(error, session));
  return { ...session, open: watched(session.open), evaluate: watched(session.evaluate) };
}

/**
 * The error of a crashed browser, or of a page operation that never ended. `cargo xtask test` repeats a file once if
 * all its failures are of this class (docs/decisions/0034).
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

/** An expression for the state of a page in which a script did not end, to diagnose the cause. */
const PAGE = `{
  visibility: document.visibilityState,
  now: performance.now(),
  loads: performance.getEntriesByType("resource").slice(-8).map(({ name, startTime, responseEnd, responseStatus }) =>
    ({ name: name.slice(0, 120), startTime, responseEnd, responseStatus })),
}`;

/**
 * Returns the port that the driver listens on. The driver chooses a free port without reporting it, so the operating
 * system is queried.
 */
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
