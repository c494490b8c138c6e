// The processor time of a page in Chromium, which does not depend on what else the machine does.

/** Returns a function that tells the processor time in ms that the page's main thread has used since this call. */
export async function watchMainThread(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const total = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "ThreadTime").value;
  };
  const before = await total();
  return async () => (await total()) - before;
}
