// Lighthouse on the first visit of a phone. Its network is simulated from what was loaded and in which order, not waited
// for; how long the processor took is measured, and whatever else runs can only lengthen it. So this is a stage of its
// own, each category's figure is the best of up to three visits, and after the first the phone is as slow as Lighthouse's
// makers say that this machine has to be made for it.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import * as constants from "lighthouse/core/config/constants.js";

import { ARGUMENTS } from "../harness/chromium.js";
import { program } from "../harness/environment.js";
import { serveFolder } from "../harness/server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const LEAST = 98;
const VISITS = 3;

/**
 * How many times as slow as a machine the phone is, by what Lighthouse finds the machine to be (its benchmarkIndex):
 * https://lighthouse-cpu-throttling-calculator.vercel.app, up to the factor that Lighthouse takes unasked.
 */
const SLOWDOWN = [[150, 1], [800, 2], [1300, 3], [1533, 4]];

function slowdown(index) {
  const next = SLOWDOWN.findIndex(([reached]) => index < reached);
  if (next === 0) return SLOWDOWN[0][1];
  if (next < 0) return SLOWDOWN.at(-1)[1];
  const [[from, least], [to, most]] = [SLOWDOWN[next - 1], SLOWDOWN[next]];
  return least + ((most - least) * (index - from)) / (to - from);
}

let site, chrome;
before(async () => {
  site = await serveFolder(DIST, { compress: true });
  chrome = await launch({ chromePath: program("CHROME"), chromeFlags: [...ARGUMENTS, "--headless=new"] });
});
after(async () => {
  chrome.kill();
  await site.close();
});

/** One visit with an empty browser: the figures, what took points away, and how quick the machine is. */
async function visit(cpuSlowdownMultiplier) {
  const throttling = { ...constants.throttling.mobileSlow4G, cpuSlowdownMultiplier };
  const flags = { port: chrome.port, onlyCategories: CATEGORIES, throttlingMethod: "simulate", throttling, logLevel: "error" };
  const { lhr } = await lighthouse(`${site.url}/`, flags);
  assert.equal(lhr.runtimeError, undefined);
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  const findings = CATEGORIES.flatMap((name) => {
    const lost = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score < 0.9);
    return lost.map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  });
  const paint = lhr.audits["largest-contentful-paint"].displayValue;
  return { scores, findings, paint, cpuSlowdownMultiplier, machine: lhr.environment.benchmarkIndex };
}

test("Lighthouse finds little to better on a phone", async (t) => {
  const visits = [];
  const best = () => CATEGORIES.map((_, place) => Math.max(...visits.map((one) => one.scores[place])));
  do visits.push(await visit(slowdown(visits.at(-1)?.machine ?? Infinity)));
  while (visits.length < VISITS && Math.min(...best()) < LEAST);
  const scores = best();
  t.diagnostic(`${CATEGORIES.map((name, place) => `${name} ${scores[place]}`).join(", ")}, LCP ${visits.map((one) => one.paint)}`);
  for (const { machine, cpuSlowdownMultiplier, scores } of visits) {
    t.diagnostic(`performance ${scores[0]} at ${cpuSlowdownMultiplier.toFixed(1)} times the time of a machine of ${Math.round(machine)}`);
  }
  const findings = [...new Set(visits.flatMap((one) => one.findings))].join("\n");
  assert.ok(Math.min(...scores) >= LEAST, `${scores}, at least ${LEAST} each\n${findings}`);
});
