// Takes one measurement in Firefox. Only times are measured because Firefox exposes no process metrics to a driver.

import { launchFirefox } from "../harness/firefox.js";

export async function firefox() {
  const browser = await launchFirefox();
  return {
    close: browser.close,
    async measure({ pageUrl, contestant, warmUp, task }) {
      await browser.open("about:blank");
      await browser.open(pageUrl);
      await browser.evaluate((which) => globalThis.bench.load(which), contestant);
      if (warmUp) await browser.evaluate((work) => globalThis.bench.run(work), warmUp);
      return browser.evaluate((work) => globalThis.bench.run(work), task);
    },
  };
}
