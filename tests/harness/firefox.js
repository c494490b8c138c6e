// Firefox, driven by geckodriver over the W3C WebDriver protocol: Playwright drives only a Firefox of its own make,
// and a client library would be more to install than the five calls that tests need.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { program } from "./environment.js";

/** Starts a headless Firefox. */
export async function launchFirefox() {
  const driver = await startDriver();
  try {
    const capabilities = {
      alwaysMatch: { "moz:firefoxOptions": { binary: program("FIREFOX"), args: ["-headless"], prefs: PREFERENCES } },
    };
    const { sessionId } = await call(driver.url, "POST", "/session", { capabilities });
    return session(driver, `${driver.url}/session/${sessionId}`);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/** No traffic of the browser's own. */
const PREFERENCES = {
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
};

const SCRIPT_TIMEOUT_MS = 120_000;

async function session(driver, url) {
  await call(url, "POST", "/timeouts", { script: SCRIPT_TIMEOUT_MS });
  return {
    /** Opens an address and waits until it has loaded. */
    open: (address) => call(url, "POST", "/url", { url: address }),
    /** Runs an async function in the page and gives what it resolves to, as JSON allows. */
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
    async close() {
      await call(url, "DELETE", "").catch(() => {});
      await driver.close();
    },
  };
}

async function startDriver() {
  const words = ["--port", "0", "--websocket-port", "0"];
  const child = spawn(program("GECKODRIVER"), words, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const port = await listeningPort(child.stdout);
  if (!port) throw new Error(`geckodriver ended with ${(await exited)[0]} before it listened`);
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill();
      await exited;
    },
  };
}

async function listeningPort(output) {
  for await (const line of createInterface({ input: output })) {
    const found = /Listening on 127\.0\.0\.1:(\d+)/.exec(line);
    if (found) return found[1];
  }
  return undefined;
}

async function call(base, method, path, body) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}
