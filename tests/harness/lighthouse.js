// Lighthouse on the visit of a phone. Its network is simulated from what was loaded and in which order, so a score depends on that
// alone as long as the processor does not matter. How long the processor took is measured, and a busy or slow machine lengthens it:
// the score that is judged has the processor as it is and leaves out the blocking time; that of a phone is only reported.

import assert from "node:assert/strict";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { throttling } from "lighthouse/core/config/constants.js";

import { ARGUMENTS } from "./chromium.js";
import { program } from "./environment.js";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

export const launchChrome = () => launch({ chromePath: program("CHROME"), chromeFlags: [...ARGUMENTS, "--headless=new"] });

const isJudged = ({ id, weight }) => weight > 0 && id !== "total-blocking-time";

/** The mean of a category's audits by their weights, of 100, as Lighthouse has it. */
function scoreOf(lhr, audits) {
  const judged = audits.filter((audit) => isJudged(audit) && lhr.audits[audit.id].score !== null);
  const sum = (value) => judged.reduce((total, audit) => total + value(audit), 0);
  return Math.round((100 * sum(({ id, weight }) => weight * lhr.audits[id].score)) / sum(({ weight }) => weight));
}

/** One visit with an empty browser: the figures, what took points away, and how quick the machine was found to be. */
async function visit(chrome, url, cpuSlowdownMultiplier) {
  const slow = { ...throttling.mobileSlow4G, cpuSlowdownMultiplier };
  const flags = { port: chrome.port, onlyCategories: CATEGORIES, throttlingMethod: "simulate", throttling: slow, logLevel: "error" };
  const { lhr } = await lighthouse(url, flags);
  assert.equal(lhr.runtimeError, undefined);
  const scores = CATEGORIES.map((name) => scoreOf(lhr, lhr.categories[name].auditRefs));
  const findings = CATEGORIES.flatMap((name) => {
    const lost = lhr.categories[name].auditRefs.filter((audit) => isJudged(audit) && lhr.audits[audit.id].score < 0.9);
    return lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  });
  const paint = lhr.audits["largest-contentful-paint"].displayValue;
  const blocked = lhr.audits["total-blocking-time"].displayValue;
  const whole = Math.round(lhr.categories.performance.score * 100);
  const words = `${CATEGORIES.map((name, place) => `${name} ${scores[place]}`).join(", ")}, LCP ${paint}; with ${blocked} of blocking time ${whole}`;
  return { scores, findings, words, machine: Math.round(lhr.environment.benchmarkIndex) };
}

/** Fails where one of the categories stays below `least` on a phone's network; `t` is the test, which gets the figures. */
export async function assertGood(t, chrome, url, least) {
  const { scores, findings, words } = await visit(chrome, url, 1);
  t.diagnostic(words);
  assert.ok(Math.min(...scores) >= least, `${scores}, at least ${least} each\n${findings.join("\n")}`);
}

/** The figures of a visit with a phone's processor, four times slower than this one, for the log. */
export async function reportPhone(t, chrome, url) {
  const { words, machine } = await visit(chrome, url, throttling.mobileSlow4G.cpuSlowdownMultiplier);
  t.diagnostic(`with a phone's processor: ${words}; the machine's benchmarkIndex ${machine}`);
}
