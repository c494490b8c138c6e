// Lighthouse on the visit of a phone. Its network is simulated from what was loaded and in which order, not waited for; how long
// the processor took is measured, and whatever else runs can only lengthen it. So a figure is the best of up to three visits.

import assert from "node:assert/strict";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { ARGUMENTS } from "./chromium.js";
import { program } from "./environment.js";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const VISITS = 3;

export const launchChrome = () => launch({ chromePath: program("CHROME"), chromeFlags: [...ARGUMENTS, "--headless=new"] });

/** One visit with an empty browser: the figures, what took points away, and how quick the machine was found to be. */
async function visit(chrome, url) {
  const flags = { port: chrome.port, onlyCategories: CATEGORIES, throttlingMethod: "simulate", logLevel: "error" };
  const { lhr } = await lighthouse(url, flags);
  assert.equal(lhr.runtimeError, undefined);
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  const findings = CATEGORIES.flatMap((name) => {
    const lost = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 0.9);
    return lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  });
  const paint = lhr.audits["largest-contentful-paint"].displayValue;
  return { scores, findings, paint, machine: Math.round(lhr.environment.benchmarkIndex) };
}

/** Fails where one of the categories stays below `least`; `t` is the test, which gets the figures as diagnostics. */
export async function assertGood(t, chrome, url, least) {
  const visits = [];
  const best = () => CATEGORIES.map((_, place) => Math.max(...visits.map((one) => one.scores[place])));
  do visits.push(await visit(chrome, url));
  while (visits.length < VISITS && Math.min(...best()) < least);
  const scores = best();
  t.diagnostic(`${CATEGORIES.map((name, place) => `${name} ${scores[place]}`).join(", ")}, LCP ${visits.map((one) => one.paint)}`);
  t.diagnostic(`of each visit, performance and the machine's benchmarkIndex: ${visits.map((one) => `${one.scores[0]} (${one.machine})`).join(", ")}`);
  const findings = [...new Set(visits.flatMap((one) => one.findings))].join("\n");
  assert.ok(Math.min(...scores) >= least, `${scores}, at least ${least} each\n${findings}`);
}
