// Firefox, driven by geckodriver, because Playwright drives only its own build of Firefox.

import { createInterface } from "node:readline";

import { program } from "./environment.js";
import { launch } from "./webdriver.js";

/** Preferences that disable the browser's own traffic. */
const PREFERENCES = {
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.enabled": false,
};

/** Starts a headless Firefox. */
export function launchFirefox() {
  const firefox = { binary: program("FIREFOX"), args: ["-headless"], prefs: PREFERENCES };
  return launch({
    program: program("GECKODRIVER"),
    words: ["--port", "0", "--websocket-port", "0"],
    portOf: ({ stdout }) => announcedPort(stdout),
    capabilities: { "moz:firefoxOptions": firefox },
  });
}

async function announcedPort(output) {
  for await (const line of createInterface({ input: output })) {
    const found = /Listening on 127\.0\.0\.1:(\d+)/.exec(line);
    if (found) return found[1];
  }
  return undefined;
}
