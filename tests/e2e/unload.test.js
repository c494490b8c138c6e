// Leaving the page: asked first, as long as something would be lost by it.

import assert from "node:assert/strict";

import { hold, keptAs, records } from "./harness/database.js";
import { testOnBothScreens } from "./harness/screens.js";
import { waitUntilSaved } from "./harness/studio-page.js";

/** Closes the tab, as a person does, and stays when the browser asks. Whether it asked. */
async function isAsked(page) {
  const question = new Promise((resolve) => page.once("dialog", resolve));
  const end = new Promise((resolve) => page.once("close", () => resolve(null)));
  await page.close({ runBeforeUnload: true });
  const dialog = await Promise.race([question, end]);
  await dialog?.dismiss();
  return dialog?.type() === "beforeunload";
}

testOnBothScreens("who leaves while a picture is on its way is asked first, and afterwards not", async ({ page, app }) => {
  await app.ask("a slow lighthouse");
  await app.progress.waitFor();
  assert.ok(await isAsked(page));
  await app.cancel.click();
  await waitUntilSaved(page);
  assert.equal(await isAsked(page), false);
}, { scenario: "hang" });

testOnBothScreens("what is not written yet is asked about, and is there after the next visit", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.make("an owl");
  await records(page, 2);
  const release = await hold(page);
  await app.button("Favourite").first().click();
  await app.act("a lighthouse", "Delete");
  assert.ok(await isAsked(page));
  await release();
  await waitUntilSaved(page);
  await keptAs(page, (all) => all.length === 1 && all[0].facts.favourite);
  assert.equal(await isAsked(page), false);
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
  assert.ok(await isAsked(page));
  // By the keyboard: on a phone the message lies over the picture's buttons for a while.
  await app.button("Delete").press("Enter");
  await waitUntilSaved(page);
  assert.equal(await isAsked(page), false);
});

testOnBothScreens("a part that is being painted is asked about", async ({ page, app }) => {
  await app.make("a lighthouse");
  await waitUntilSaved(page);
  await app.button("Retouch").click();
  await page.getByRole("dialog").waitFor();
  assert.ok(await isAsked(page));
  await page.keyboard.press("Escape");
  await waitUntilSaved(page);
  assert.equal(await isAsked(page), false);
});
