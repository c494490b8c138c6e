// Drives a browser over the W3C WebDriver protocol, for browsers that Playwright does not drive unmodified. A client
// library would be more to install than the few calls that tests need.

import { spawn } from "node:child_process";
import { once } from "node:events";

const SCRIPT_TIMEOUT_MS = 120_000;

/** The maximum time for a response of a driver, which reports a script timeout earlier. */
const ANSWER_TIMEOUT_MS = 150_000;

/**
 * Starts a driver and a browser with it. `portOf(child)` resolves to the port that the driver listens on, or to nothing
 * if the driver has ended.
 * @param {{ program: string, words: string[], portOf: (child: import("node:child_process").ChildProcess) => Promise<string | undefined>, capabilities: object }} settings
 */
export async function launch({ capabilities, ...settings }) {
  const driver = await startDriver(settings);
  try {
    const { sessionId } = await call(driver.url, "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    return await session(driver, `${driver.url}/session/${sessionId}`);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

async function session(driver, url) {
  await call(url, "POST", "/timeouts", { script: SCRIPT_TIMEOUT_MS });
  return {
    /** Opens a URL and waits until it has loaded. */
    open: (address) => call(url, "POST", "/url", { url: address }),
    /** Opens one more tab, in which all further calls run. */
    async openTab() {
      const { handle } = await call(url, "POST", "/window/new", { type: "tab" });
      await call(url, "POST", "/window", { handle });
    },
    /** Switches to a tab by its index, starting at 0. */
    async turnToTab(place) {
      const handles = await call(url, "GET", "/window/handles");
      await call(url, "POST", "/window", { handle: handles[place] });
    },
    /** Runs an async function in the page, and returns its result as JSON allows. */
    async evaluate(work, argument) {
      const script = `
        const [argument, done] = arguments;
        Promise.resolve().then(() => (${work})(argument)).then(
          (value) => done({ value }),
          (error) => done({ error: String(error?.stack || error), name: String(error) }),
        );`;
      const outcome = await call(url, "POST", "/execute/async", { script, args: [argument ?? null] });
      if ("error" in outcome) throw new Error(`${outcome.name}\n${outcome.error}`);
      return outcome.value ?? undefined;
    },
    /** Returns the value of an expression in the page synchronously. */
    read: (expression) => call(url, "POST", "/execute/sync", { script: `return ${expression}`, args: [] }),
    async close() {
      await call(url, "DELETE", "").catch(() => {});
      await driver.close();
    },
  };
}

async function startDriver({ program, words, portOf }) {
  const child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const port = await portOf(child);
  if (!port) throw new Error(`${program} ended with ${(await exited)[0]} before it listened`);
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill();
      await exited;
    },
  };
}

/** An error that a driver reports. `code` is the error code of the protocol, such as `script timeout`. */
export class WebDriverError extends Error {
  name = "WebDriverError";

  constructor(request, { error, message }) {
    super(`${request}: ${error}: ${message}`);
    this.code = error;
  }
}

async function call(base, method, path, body) {
  const headers = { "content-type": "application/json" };
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body), signal });
  const { value } = await response.json();
  if (!response.ok) throw new WebDriverError(`${method} ${path}`, value);
  return value;
}
