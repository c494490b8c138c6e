// Spending: the cost of each day, which deleting does not change, and the confirmation before a monthly limit is
// exceeded.

import assert from "node:assert/strict";

import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { bodies, reloadWhenSaved } from "./harness/studio-page.js";

async function openLedger(page, app) {
  await app.openSettings();
  await app.button("Spending").click();
  const ledger = page.getByRole("dialog", { name: "Spending" });
  await ledger.waitFor();
  return ledger;
}

async function close(page, app) {
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Spending" }).waitFor({ state: "hidden" });
  await app.closeSettings();
}

const rowsOf = (ledger) => ledger.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)));

testOnBothScreens("the ledger sums each day by model and service; deleting and a reload do not change it", async ({ page, app, errors, service }) => {
  await app.make("a fox");
  await app.make("an owl");
  const today = await page.evaluate(() => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  });
  const expected = [[today, "gemini-2.5-flash-image", new URL(service).host, "2", "$0.077"]];
  let ledger = await openLedger(page, app);
  assert.deepEqual(await rowsOf(ledger), expected);
  await ledger.getByText("This month: about $0.077").waitFor();
  await close(page, app);

  await app.act("an owl", "Delete");
  // The viewer removes its session history entry asynchronously, which would abort the reload.
  await page.waitForFunction(() => history.state !== "tintype-dialog");
  await reloadWhenSaved(page);
  await app.pictures.first().waitFor();
  ledger = await openLedger(page, app);
  assert.deepEqual(await rowsOf(ledger), expected);
  assert.deepEqual(errors, []);
});

testOnDesktop("demo mode costs nothing", async ({ page, app }) => {
  await app.make("a fox");
  const ledger = await openLedger(page, app);
  await ledger.getByText("Nothing was spent yet.").waitFor();
}, { as: "new" });

testOnBothScreens("before the monthly limit is passed Studio asks; no sends nothing, Undo and yes send it", async ({ page, app, errors }) => {
  const sent = bodies(page);
  const ledger = await openLedger(page, app);
  const limit = ledger.getByLabel("Monthly limit in US dollars");
  await limit.fill("ten");
  assert.equal(await limit.getAttribute("aria-invalid"), "true");
  await limit.fill("0.05");
  assert.equal(await limit.getAttribute("aria-invalid"), "false");
  await close(page, app);

  await app.make("a fox");
  const question = page.getByRole("dialog", { name: "Pass the monthly limit?" });
  await app.submit("an owl");
  await question.getByText("Your limit is $0.050, and about $0.039 is spent. This would cost about $0.039.").waitFor();
  await question.getByRole("button", { name: "Do not send" }).click();
  await page.getByText("Nothing was sent.").waitFor();
  assert.equal(sent.length, 1);
  assert.equal(await app.prompt.inputValue(), "an owl");
  await app.step("Undo").click();
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  assert.equal(sent.length, 2);

  await app.submit("a heron");
  await question.getByRole("button", { name: "Generate anyway" }).click();
  await app.pictures.nth(2).waitFor();
  assert.equal(sent.length, 3);
  assert.deepEqual(errors, []);
});
