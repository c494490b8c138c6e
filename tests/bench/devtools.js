// Drives Chromium over the DevTools protocol through a pipe. A driver such as Playwright listens to the network events
// of each page, which the renderer keeps in memory. This module enables only the domains that a measurement needs.

import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { program } from "../harness/environment.js";

const ARGUMENTS = [
  "--headless",
  "--remote-debugging-pipe",
  "--no-sandbox",
  "--no-first-run",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-extensions",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * Launches Chromium with a fresh profile. `send` sends a command to the browser; `page` opens a page in its own
 * context.
 */
export async function launchChromium() {
  const profile = await mkdtemp(join(tmpdir(), "tintype-bench-"));
  const child = spawn(program("CHROME"), [...ARGUMENTS, `--user-data-dir=${profile}`], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const connection = connect(child.stdio[3], child.stdio[4], exited);
  const { product } = await connection.send("Browser.getVersion");
  return {
    product,
    pid: child.pid,
    send: connection.send,
    page: () => openPage(connection),
    async close() {
      await connection.send("Browser.close").catch(() => {});
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Connects to the pipe of the DevTools protocol, whose messages are JSON, each terminated by a zero byte. */
function connect(output, input, exited) {
  const waiting = new Map();
  const events = new EventEmitter().setMaxListeners(0);
  let lastId = 0;
  readMessages(input, ({ id, method, params, result, error, sessionId = "" }) => {
    if (method) return events.emit(sessionId + method, params);
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  });
  exited.then(() => waiting.forEach(({ reject }) => reject(new Error("the browser has ended"))));
  const send = (method, params, sessionId) => {
    const id = ++lastId;
    output.write(JSON.stringify({ id, method, params, sessionId }) + "\0");
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  return { send, events };
}

function readMessages(input, onMessage) {
  let parts = [];
  input.on("data", (bytes) => {
    for (let end; (end = bytes.indexOf(0)) >= 0; bytes = bytes.subarray(end + 1)) {
      onMessage(JSON.parse(Buffer.concat([...parts, bytes.subarray(0, end)]).toString()));
      parts = [];
    }
    parts.push(bytes);
  });
}

/** Opens a page in its own browser context, so that it has its own process and an empty cache. */
async function openPage({ send, events }) {
  const { browserContextId } = await send("Target.createBrowserContext");
  const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const command = (method, params) => send(method, params, sessionId);
  return {
    send: command,
    once: async (method) => (await once(events, sessionId + method))[0],
    on: (method, onMessage) => events.on(sessionId + method, onMessage),
    off: (method, onMessage) => events.off(sessionId + method, onMessage),
    async open(url) {
      await command("Page.enable");
      const loaded = once(events, `${sessionId}Page.loadEventFired`);
      await command("Page.navigate", { url });
      await loaded;
      await command("Page.disable");
    },
    /** Calls a function in the page with a JSON-serializable argument. */
    async evaluate(work, argument) {
      const expression = `(${work})(${JSON.stringify(argument)})`;
      const { result, exceptionDetails } = await command("Runtime.evaluate", {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    close: () => send("Target.disposeBrowserContext", { browserContextId }),
  };
}
