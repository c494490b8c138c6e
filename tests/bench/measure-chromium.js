// One measurement in Chromium: a fresh page, its contestant ready and, but for a first call, warm, then the work.

import { setTimeout as sleep } from "node:timers/promises";

import { launchChromium } from "./devtools.js";
import { watchMemory } from "./memory.js";
import { CATEGORIES, mainThread } from "./trace.js";

/** Long enough for what loading and collecting garbage leave behind. */
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

/** The second load is in a second page of the same context: the browser's cache is all that is left of the first. */
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

/** The processes of the browser's pages. */
export async function renderers(browser) {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** Gives a function that ends the trace and resolves to its events. */
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
