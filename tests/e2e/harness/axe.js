// axe-core in the page: what it finds wrong for people who do not see, hear or point.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The violations on the page as it stands, one line for each element. */
export async function violations(page) {
  // The rules look at colours: half-faded ones are no finding. A cancelled animation has ended as well.
  await page.evaluate(() => {
    const ends = (animation) => animation.effect.getComputedTiming().endTime !== Infinity;
    return Promise.all(document.getAnimations().filter(ends).map((animation) => animation.finished.catch(() => {})));
  });
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
  });
}
