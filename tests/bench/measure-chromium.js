// Takes one measurement in Chromium: opens a fresh page, loads its contestant, warms it up unless the first call is
// measured, and runs the work.

import { setTimeout as sleep } from "node:timers/promises";

import { launchChromium } from "./devtools.js";
import { watchMemory } from "./memory.js";
import { CATEGORIES, mainThread } from "./trace.js";

/** Long enough for the work that loading and garbage collection leave behind. */
const SETTLE_MS = 60;

export async function chromium() {
  const browser = await launchChromium();
  return {
    version: browser.product,
    close: browser.close,
    async measure(plan) {
      const page = await browser.page();
      try {
        return plan.task.kind === "load" ? await measureLoad(page, plan) : await measureWork(browser, page, plan);
      } finally {
        await page.close();
      }
    },
  };
}

const load = (page, { contestant }) => page.evaluate((which) => bench.load(which), contestant);
const run = (page, task) => page.evaluate((work) => bench.run(work), task);

/** Measures a cold and a cached load. The second page shares only the browser's cache with the first. */
async function measureLoad(page, plan) {
  await page.open(plan.pageUrl);
  const coldMs = await load(page, plan);
  await page.open(plan.pageUrl);
  return { coldMs, cachedMs: await load(page, plan) };
}

async function measureWork(browser, page, plan) {
  await page.open(plan.pageUrl);
  await load(page, plan);
  if (plan.warmUp) await run(page, plan.warmUp);
  await page.send("HeapProfiler.collectGarbage");
  await sleep(SETTLE_MS);
  const memory = await watchMemory(await renderers(browser));
  const events = await startTrace(page);
  const times = await run(page, plan.task);
  const { pid, ...busy } = mainThread(await events(), plan.pageUrl);
  return { ...times, ...busy, peakBytes: await memory?.growthOf(pid) };
}

/** Returns the process ids of the browser's renderers. */
export async function renderers(browser) {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** Starts a trace. Returns a function that ends the trace and resolves to its events. */
export async function startTrace(page) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  page.on("Tracing.dataCollected", collect);
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ["*"] };
  await page.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  return async () => {
    const complete = page.once("Tracing.tracingComplete");
    await page.send("Tracing.end");
    await complete;
    page.off("Tracing.dataCollected", collect);
    return events;
  };
}
