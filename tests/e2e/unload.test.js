// Leaving the page prompts first while data would be lost.

import assert from "node:assert/strict";

import { hold, waitForRecords, records } from "./harness/database.js";
import { testOnBothScreens } from "./harness/screens.js";
import { waitUntilSaved } from "./harness/studio-page.js";

/** Closes the tab, as a user does, and dismisses any prompt. Returns whether it was a `beforeunload` prompt. */
async function isPrompted(page) {
  const question = new Promise((resolve) => page.once("dialog", resolve));
  const end = new Promise((resolve) => page.once("close", () => resolve(null)));
  await page.close({ runBeforeUnload: true });
  const dialog = await Promise.race([question, end]);
  await dialog?.dismiss();
  return dialog?.type() === "beforeunload";
}

testOnBothScreens("leaving during a job is confirmed first, and afterwards is not", async ({ page, app }) => {
  await app.submit("a slow lighthouse");
  await app.progress.waitFor();
  assert.ok(await isPrompted(page));
  await app.cancel.click();
  await waitUntilSaved(page);
  assert.equal(await isPrompted(page), false);
}, { scenario: "hang" });

testOnBothScreens("leaving before a write ends is confirmed, and the picture is there at the next visit", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.make("an owl");
  await records(page, 2);
  const release = await hold(page);
  await app.button("Favourite").first().click();
  await app.act("a lighthouse", "Delete");
  assert.ok(await isPrompted(page));
  await release();
  await waitUntilSaved(page);
  await waitForRecords(page, (all) => all.length === 1 && all[0].facts.favourite);
  assert.equal(await isPrompted(page), false);
});

testOnBothScreens("a picture that could not be kept is asked about until it is deleted", async ({ page, app }) => {
  await app.prompt.waitFor();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await app.make("one too many");
  await app.results.getByText("Not saved: it will be lost").waitFor();
  assert.ok(await isPrompted(page));
  // Pressed with the keyboard, because on a phone the message covers the picture's buttons for a while.
  await app.button("Delete").press("Enter");
  await waitUntilSaved(page);
  assert.equal(await isPrompted(page), false);
});

testOnBothScreens("a part that is being painted is asked about", async ({ page, app }) => {
  await app.make("a lighthouse");
  await waitUntilSaved(page);
  await app.button("Retouch").click();
  await page.getByRole("dialog").waitFor();
  assert.ok(await isPrompted(page));
  await page.keyboard.press("Escape");
  await waitUntilSaved(page);
  assert.equal(await isPrompted(page), false);
});
