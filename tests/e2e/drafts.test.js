// A reload preserves input images and queued jobs, and shows a message about jobs that were running.

import assert from "node:assert/strict";

import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { bodies, plainPng, studioPage } from "./harness/studio-page.js";

const names = (app) => app.thumbnails.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel.replace("Remove ", "")));

/** Reloads the page, accepting its `beforeunload` prompt. */
async function reload(page) {
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
}

/** Waits until the stored drafts satisfy `test`, and returns them. */
async function draftsAs(page, test) {
  const end = Date.now() + 30_000;
  for (;;) {
    const all = await page.evaluate(async () => {
      const database = await new Promise((resolve) => (indexedDB.open("tintype.gallery").onsuccess = ({ target }) => resolve(target.result)));
      const request = database.transaction("drafts").objectStore("drafts").getAll();
      const drafts = await new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      database.close();
      return drafts.map(({ json }) => json);
    });
    if (test(all)) return all;
    if (Date.now() > end) throw new Error(`these drafts are stored instead: ${all.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

testOnBothScreens("a reload keeps prompt, input images and waiting jobs, and shows those that ran as interrupted", async ({ page, errors, app, service }) => {
  await app.addImage("pear.png", plainPng(32, 24));
  await app.addImage("own.png", plainPng(24, 32, [1, 2, 3]));
  await app.thumbnails.nth(1).waitFor();
  await app.submit("the first");
  for (const words of ["the second", "the third", "the fourth", "the fifth"]) {
    await app.prompt.fill(words);
    await app.button("Add to queue").click();
  }
  await app.prompt.fill("typed since");
  const drafts = await draftsAs(page, (all) => all.length === 6 && all.filter((json) => json.includes('"has_begun":true')).length === 4);
  assert.ok(!drafts.some((json) => json.includes("sk-test")), "no key is in them");

  const sent = bodies(page);
  await reload(page);
  const box = page.getByRole("region", { name: "Interrupted" });
  await box.getByText("May have been billed").nth(3).waitFor();
  // Queued jobs are sent now, once, with their images.
  await app.button("Cancel").waitFor();
  await app.thumbnails.nth(1).waitFor();
  assert.deepEqual(await names(app), ["pear.png", "own.png"]);
  assert.equal(await app.prompt.inputValue(), "typed since");
  while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const [{ contents }] = sent;
  assert.match(JSON.stringify(contents), /the fifth/);
  assert.equal(contents.at(-1).parts.filter((part) => part.inlineData ?? part.inline_data).length, 2);

  // Each job is dismissed or run again; none of them returns afterwards.
  const one = (words) => box.getByRole("listitem").filter({ hasText: words });
  for (const words of ["the first", "the second", "the third"]) await one(words).getByRole("button", { name: "Dismiss" }).click();
  await app.set({ endpoint: service });
  await one("the fourth").getByRole("button", { name: "Run again" }).click();
  await box.waitFor({ state: "detached" });
  await app.pictures.waitFor();
  assert.equal(await app.pictures.getAttribute("alt"), "the fourth");
  await app.button("Cancel").click();
  await draftsAs(page, (all) => all.length === 1);
  await app.button("Remove pear.png").click();
  await draftsAs(page, ([json]) => !json.includes("pear.png"));
  await page.reload();
  await app.thumbnails.waitFor();
  assert.deepEqual(await names(app), ["own.png"]);
  assert.equal(await box.count(), 0);
  assert.equal(await app.button("Cancel").count(), 0);
  assert.deepEqual(errors, []);
}, { scenario: "hang" });

testOnDesktop("each tab has drafts of its own; what a closed one was making is shown in the next", async ({ page, context, errors, app }) => {
  await app.addImage("pear.png", plainPng(32, 24));
  await app.submit("the first");
  const other = await context.newPage();
  await other.goto(page.url());
  const there = studioPage(other);
  await there.addImage("fig.png", plainPng(32, 24));
  await there.submit("the other");
  await draftsAs(page, (all) => all.filter((json) => json.includes('"has_begun":true')).length === 2 && all.length === 4);
  await reload(page);
  const box = (of) => of.getByRole("region", { name: "Interrupted" });
  await box(page).getByText("the first").waitFor();
  assert.equal(await box(page).getByRole("listitem").count(), 1);
  await app.thumbnails.waitFor();
  assert.deepEqual(await names(app), ["pear.png"]);
  await box(page).getByRole("button", { name: "Dismiss" }).click();
  await other.close();
  await page.reload();
  await box(page).getByText("the other").waitFor();
  assert.deepEqual(await names(app), ["pear.png"]);
  assert.deepEqual(errors, []);
}, { scenario: "hang" });
