// Several jobs: their order, what is expected of them, how each is stopped; and a connection that comes and goes.

import assert from "node:assert/strict";

import { story } from "./harness/story.js";

story("more jobs than may run at once wait for their turn; one is stopped alone, Cancel all ends them, and Undo puts them back", async ({ page, errors, visitor }) => {
  await visitor.ask("the first");
  for (const words of ["the second", "the third", "the fourth", "the fifth"]) {
    await visitor.prompt.fill(words);
    await visitor.button("Add to queue").click();
  }
  await visitor.progress.getByText("+4 more").waitFor();
  const waiting = visitor.results.getByText("Queued");
  await waiting.waitFor();
  assert.equal(await waiting.count(), 1, "four run at once");
  await visitor.button("Stop the second").click();
  await waiting.waitFor({ state: "detached" });
  await visitor.button("Stop the second").waitFor({ state: "detached" });
  await visitor.progress.getByText("+3 more").waitFor();
  const all = visitor.button("Cancel all (4)");
  await all.click();
  await visitor.button("Generate").waitFor();
  assert.equal(await visitor.prompt.inputValue(), "the fifth");
  // Whatever was cancelled comes back, and goes again.
  await page.getByText("Cancelled: 4.").waitFor();
  await visitor.undo.click();
  await all.waitFor();
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await visitor.button("Generate").waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await all.waitFor();
  await page.keyboard.press("ControlOrMeta+z");
  await visitor.button("Cancel all (5)").waitFor();
  await visitor.button("Stop the second").click();
  await visitor.cancel.click();
  await visitor.button("Generate").waitFor();
  assert.deepEqual(errors, []);
}, { scenario: "hang" });

story("one job is cancelled by Cancel, and put back by Undo", async ({ page, errors, visitor }) => {
  await visitor.ask("a lighthouse");
  await visitor.button("Cancel").click();
  await page.getByText("Cancelled. A request that was already sent may be billed.").waitFor();
  await visitor.undo.click();
  await visitor.button("Cancel").waitFor();
  await visitor.progress.waitFor();
  await visitor.button("Cancel").click();
  await visitor.button("Generate").waitFor();
  assert.deepEqual(errors, []);
}, { scenario: "hang" });

story("how long it usually takes comes from one's own pictures", async ({ visitor, service }) => {
  await visitor.make("a lighthouse");
  await visitor.set({ endpoint: `${service}/scenario/hang` });
  await visitor.ask("another one");
  await visitor.progress.getByText(/usually \d+ s/).waitFor();
});

story("a wait before another try is counted down", async ({ context, visitor }) => {
  await context.route("**/v1beta/**", (route) =>
    route.fulfill({
      status: 429,
      headers: { "access-control-allow-origin": "*", "access-control-expose-headers": "retry-after", "retry-after": "9" },
      json: { error: { code: 429, status: "RESOURCE_EXHAUSTED", message: "Slow down, please." } },
    }),
  );
  await visitor.ask("a lighthouse");
  const line = visitor.progress.getByText(/^Retrying in \d+ s/);
  const seconds = async () => Number(/(\d+) s$/.exec(await line.textContent())[1]);
  const first = await seconds();
  assert.ok(first <= 9, `${first} s`);
  while ((await seconds()) >= first) await new Promise((resolve) => setTimeout(resolve, 50));
  await visitor.cancel.click();
});

story("offline is said, and the sandbox goes on", async ({ page, context, visitor }) => {
  await visitor.make("a lighthouse");
  await context.setOffline(true);
  await page.getByText("You are offline").waitFor();
  await visitor.make("an owl");
  await context.setOffline(false);
  await page.getByText("You are offline").waitFor({ state: "detached" });
}, { as: "new" });

story("a service that cannot be reached while offline is not called busy, and trying again works once there is a connection", async ({ context, visitor }) => {
  await visitor.prompt.fill("a lighthouse");
  await visitor.button("Settings").click();
  await visitor.closeSettings();
  await context.setOffline(true);
  await visitor.button("Generate").click();
  await visitor.alert.getByText("You are offline").first().waitFor();
  assert.match(await visitor.alert.innerText(), /This device has no connection.*Try again once you are connected.*^network/ms);
  await context.setOffline(false);
  await visitor.alert.getByRole("button", { name: "Try again" }).click();
  await visitor.pictures.waitFor();
});

story("tokens and cost are said of each picture and of all", async ({ visitor }) => {
  await visitor.make("a lighthouse");
  await visitor.make("an owl");
  const money = async (locator) => Number.parseFloat(/\$(\d+\.\d+)/.exec(await locator.textContent())[1]);
  const each = visitor.results.locator("dd").filter({ hasText: "$" });
  assert.equal(await each.count(), 2);
  const [first, second] = [await money(each.first()), await money(each.nth(1))];
  assert.ok(first > 0.03 && first < 0.06);
  const all = await money(visitor.results.getByText(/^2 pictures · [\d,]+ tokens · about \$/));
  assert.ok(Math.abs(all - first - second) <= 0.0015);
});
