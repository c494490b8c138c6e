// Opens a page in Chromium and measures its memory and main thread.

import { watchMemory } from "../bench/memory.js";
import { launchChromium } from "../bench/devtools.js";
import { renderers, startTrace } from "../bench/measure-chromium.js";
import { tasksOf } from "../bench/trace.js";
import { ready } from "../faults/harness.js";

/** Opens `url`. `watched(which, options)` runs a case and adds its measurements to its result. */
export async function openWatched(url) {
  const browser = await launchChromium();
  const page = await browser.page();
  await page.open(url);
  await ready(page);
  const runCase = (which, options) => page.evaluate(`(options) => cases.${which}(options)`, options);
  return {
    runCase,
    async watched(which, options) {
      await page.send("HeapProfiler.collectGarbage");
      const memory = await watchMemory(await renderers(browser));
      const events = await startTrace(page);
      const outcome = await runCase(which, options);
      const { pid, tasks } = tasksOf(await events(), url);
      return { outcome, ...longest(tasks), peakBytes: await memory?.growthOf(pid) };
    },
    async heapBytes() {
      await page.send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize = 0 } = await page.send("Runtime.getHeapUsage");
      return usedSize + backingStorageSize;
    },
    close: () => browser.close(),
  };
}

/** Returns the longest task in wall and CPU time. Only the wall time includes waiting for other processes. */
function longest(tasks) {
  const most = (name) => Math.max(0, ...tasks.map((task) => task[name])) / 1000;
  return { longestTaskMs: most("dur"), longestTaskCpuMs: most("tdur"), tasksOver100Ms: tasks.filter(({ dur }) => dur > 100_000).length };
}
