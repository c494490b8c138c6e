// Several jobs: their order, their estimates, how each is cancelled; and an intermittent connection.

import assert from "node:assert/strict";

import { testOnBothScreens } from "./harness/screens.js";

testOnBothScreens("more jobs than may run at once wait for their turn; one is stopped alone, Cancel all ends them, and Undo puts them back", async ({ page, errors, app }) => {
  await app.submit("the first");
  for (const words of ["the second", "the third", "the fourth", "the fifth"]) {
    await app.prompt.fill(words);
    await app.button("Add to queue").click();
  }
  await app.progress.getByText("+4 more").waitFor();
  const waiting = app.results.getByText("Queued");
  await waiting.waitFor();
  assert.equal(await waiting.count(), 1, "four run at once");
  await app.button("Stop the second").click();
  await waiting.waitFor({ state: "detached" });
  await app.button("Stop the second").waitFor({ state: "detached" });
  await app.progress.getByText("+3 more").waitFor();
  const all = app.button("Cancel all (4)");
  await all.click();
  await app.button("Generate").waitFor();
  assert.equal(await app.prompt.inputValue(), "the fifth");
  // Undo requeues the cancelled jobs, and they run again.
  await page.getByText("Cancelled: 4.").waitFor();
  await app.undo.click();
  await all.waitFor();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await app.button("Generate").waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await all.waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await app.button("Cancel all (5)").waitFor();
  await app.button("Stop the second").click();
  await app.cancel.click();
  await app.button("Generate").waitFor();
  assert.deepEqual(errors, []);
}, { scenario: "hang" });

testOnBothScreens("one job is cancelled by Cancel, and put back by Undo", async ({ page, errors, app }) => {
  await app.submit("a lighthouse");
  await app.button("Cancel").click();
  await page.getByText("Cancelled. A request that was already sent may be billed.").waitFor();
  await app.undo.click();
  await app.button("Cancel").waitFor();
  await app.progress.waitFor();
  await app.button("Cancel").click();
  await app.button("Generate").waitFor();
  assert.deepEqual(errors, []);
}, { scenario: "hang" });

testOnBothScreens("how long it usually takes comes from one's own pictures", async ({ app, service }) => {
  await app.make("a lighthouse");
  await app.set({ endpoint: `${service}/scenario/hang` });
  await app.submit("another one");
  await app.progress.getByText(/usually \d+ s/).waitFor();
});

testOnBothScreens("a wait before another try is counted down", async ({ context, app }) => {
  await context.route("**/v1beta/**", (route) =>
    route.fulfill({
      status: 429,
      headers: { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after", "retry-after": "9" },
      json: { error: { code: 429, status: "RESOURCE_EXHAUSTED", message: "Slow down, please." } },
    }),
  );
  await app.submit("a lighthouse");
  const line = app.progress.getByText(/^Retrying in \d+ s/);
  const seconds = async () => Number(/(\d+) s$/.exec(await line.textContent())[1]);
  const first = await seconds();
  assert.ok(first <= 9, `${first} s`);
  while ((await seconds()) >= first) await new Promise((resolve) => setTimeout(resolve, 50));
  await app.cancel.click();
});

testOnBothScreens("offline is shown, and the sandbox goes on", async ({ page, context, app }) => {
  await app.make("a lighthouse");
  await context.setOffline(true);
  await page.getByText("You are offline").waitFor();
  await app.make("an owl");
  await context.setOffline(false);
  await page.getByText("You are offline").waitFor({ state: "detached" });
}, { as: "new" });

testOnBothScreens("a service that cannot be reached while offline is not called busy, and trying again works once there is a connection", async ({ context, app }) => {
  await app.prompt.fill("a lighthouse");
  await app.button("Settings").click();
  await app.closeSettings();
  await context.setOffline(true);
  await app.button("Generate").click();
  await app.alert.getByText("You are offline").first().waitFor();
  assert.match(await app.alert.innerText(), /This device has no connection.*Try again once you are connected.*^network/ms);
  await context.setOffline(false);
  await app.alert.getByRole("button", { name: "Try again" }).click();
  await app.pictures.waitFor();
});

testOnBothScreens("tokens and cost are shown for each picture and in total", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.make("an owl");
  const money = async (locator) => Number.parseFloat(/\$(\d+\.\d+)/.exec(await locator.textContent())[1]);
  const costs = [];
  for (const words of ["a lighthouse", "an owl"]) {
    const viewer = await app.look(words);
    costs.push(await money(viewer.locator("dd").filter({ hasText: "$" })));
    await page.keyboard.press("Escape");
    await viewer.getByRole("heading").waitFor({ state: "detached" });
  }
  const [first, second] = costs;
  assert.ok(first > 0.03 && first < 0.06);
  const all = await money(app.results.getByText(/^2 pictures · [\d,]+ tokens · about \$/));
  assert.ok(Math.abs(all - first - second) <= 0.0015);
});
