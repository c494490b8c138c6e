// Leaving the page: asked first, as long as something would be lost by it.

import assert from "node:assert/strict";

import { hold, keptAs, records } from "./harness/database.js";
import { story } from "./harness/story.js";
import { goes } from "./harness/visitor.js";

/** Closes the tab, as a person does, and stays when the browser asks. Whether it asked. */
async function isAsked(page) {
  const question = new Promise((resolve) => page.once("dialog", resolve));
  const end = new Promise((resolve) => page.once("close", () => resolve(null)));
  await page.close({ runBeforeUnload: true });
  const dialog = await Promise.race([question, end]);
  await dialog?.dismiss();
  return dialog?.type() === "beforeunload";
}

story("who leaves while a picture is on its way is asked first, and afterwards not", async ({ page, visitor }) => {
  await visitor.ask("a slow lighthouse");
  await visitor.progress.waitFor();
  assert.ok(await isAsked(page));
  await visitor.cancel.click();
  await goes(page);
  assert.equal(await isAsked(page), false);
}, { scenario: "hang" });

story("what is not written yet is asked about, and is there after the next visit", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  await visitor.make("an owl");
  await records(page, 2);
  const release = await hold(page);
  await visitor.button("Favourite").first().click();
  await visitor.button("Delete").nth(1).click();
  assert.ok(await isAsked(page));
  await release();
  await goes(page);
  await keptAs(page, (all) => all.length === 1 && all[0].facts.favourite);
  assert.equal(await isAsked(page), false);
});

story("a picture that could not be kept is asked about until it is deleted", async ({ page, visitor }) => {
  await visitor.prompt.waitFor();
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await visitor.make("one too many");
  await visitor.results.getByText("Not saved: it will be lost").waitFor();
  assert.ok(await isAsked(page));
  // By the keyboard: on a phone the message lies over the picture's buttons for a while.
  await visitor.button("Delete").press("Enter");
  await goes(page);
  assert.equal(await isAsked(page), false);
});

story("a part that is being painted is asked about", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  await goes(page);
  await visitor.button("Retouch").click();
  await page.getByRole("dialog").waitFor();
  assert.ok(await isAsked(page));
  await page.keyboard.press("Escape");
  await goes(page);
  assert.equal(await isAsked(page), false);
});
