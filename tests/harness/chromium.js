// Chromium, driven by playwright-core. The machine's own browser is used, without access to the network.

import { chromium } from "playwright-core";

import { program } from "./environment.js";

export const ARGUMENTS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Launches Playwright's browser object. */
export const launchChromium = () => launch("CHROME");

/** Launches the headless shell, in which a page opens in a third of the time. */
export const launchHeadlessShell = () => launch("CHROME_HEADLESS_SHELL");

function launch(variable) {
  return chromium.launch({ executablePath: program(variable), args: ARGUMENTS });
}

/** Whether a URL is on this machine or does not use the network. */
export function isLocal(url) {
  const { protocol, hostname } = new URL(url);
  return !/^(https?|wss?):$/.test(protocol) || hostname === "127.0.0.1" || hostname === "localhost";
}

/**
 * Opens a page that can reach this machine only. `errors` collects uncaught errors and console errors, `requests` the
 * requested URLs, and `refused` those of other machines.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ serviceWorkers: "block", ...options });
  // Avoids timeouts on a busy machine.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const seen = { errors: [], requests: [], refused: [] };
  await context.route(
    (url) => !isLocal(url.href),
    (route) => {
      seen.refused.push(route.request().url());
      return route.abort();
    },
  );
  context.on("request", (request) => seen.requests.push(request.url()));
  context.on("weberror", (event) => seen.errors.push(String(event.error().stack ?? event.error())));
  context.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(`${message.text()} (${message.location().url})`);
  });
  return { context, page, ...seen };
}
