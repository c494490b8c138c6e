// Lighthouse for a visit with a phone. It simulates the network from the loaded files and their order, but measures the
// processor time, which a busy or slow machine lengthens. The asserted score therefore counts hardly any processor
// time, and the score with a phone's processor is only reported.

import assert from "node:assert/strict";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { throttling } from "lighthouse/core/config/constants.js";

import { ARGUMENTS } from "./chromium.js";
import { program } from "./environment.js";

/** The share of the processor time that counts in an asserted visit. Lighthouse treats 0 as no value. */
const HARDLY = 0.01;
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

export const launchChrome = () => launch({ chromePath: program("CHROME"), chromeFlags: [...ARGUMENTS, "--headless=new"] });

/**
 * Visits a page once with an empty browser. Returns the figures, the findings that cost points, and the measured speed
 * of the machine.
 */
async function visit(chrome, url, cpuSlowdownMultiplier) {
  const slow = { ...throttling.mobileSlow4G, cpuSlowdownMultiplier };
  const flags = { port: chrome.port, onlyCategories: CATEGORIES, throttlingMethod: "simulate", throttling: slow, logLevel: "error" };
  const { lhr } = await lighthouse(url, flags);
  assert.equal(lhr.runtimeError, undefined);
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  const findings = CATEGORIES.flatMap((name) => {
    const lost = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 0.9);
    return lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  });
  const paint = lhr.audits["largest-contentful-paint"].displayValue;
  const blocked = lhr.audits["total-blocking-time"].displayValue;
  const words = `${CATEGORIES.map((name, place) => `${name} ${scores[place]}`).join(", ")}, LCP ${paint}, blocked for ${blocked}`;
  return { scores, findings, words, machine: Math.round(lhr.environment.benchmarkIndex) };
}

/** Fails if a category is below `least` on a phone's network. Reports the figures to the test `t`. */
export async function assertGood(t, chrome, url, least) {
  const { scores, findings, words } = await visit(chrome, url, HARDLY);
  t.diagnostic(words);
  assert.ok(Math.min(...scores) >= least, `${scores}, at least ${least} each\n${findings.join("\n")}`);
}

/** Reports the figures of a visit with a phone's processor, four times slower than this one, in the log. */
export async function reportPhone(t, chrome, url) {
  const { words, machine } = await visit(chrome, url, throttling.mobileSlow4G.cpuSlowdownMultiplier);
  t.diagnostic(`with a phone's processor: ${words}; the machine's benchmarkIndex ${machine}`);
}
