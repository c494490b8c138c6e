// A database that is lost while Studio is open: a lost connection is reopened, and lost records are written again.

import assert from "node:assert/strict";

import { waitForRecords, records } from "./harness/database.js";
import { testOnDesktop, studio } from "./harness/screens.js";
import { reloadWhenSaved, waitUntilSaved, studioPage } from "./harness/studio-page.js";

const alts = (app) => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

/** Causes of a lost connection that Studio notices at its next use; they run in the page. */
const DEATHS = {
  "it is closed": () => globalThis.connections.forEach((database) => database.close()),
  "every transaction is refused once": () => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function () {
      IDBDatabase.prototype.transaction = transaction;
      throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    };
  },
  "a transaction ends in its midst": () => {
    const { transaction } = IDBDatabase.prototype;
    const end = (one) => {
      try {
        one.abort();
      } catch {
        // The transaction has already ended.
      }
    };
    IDBDatabase.prototype.transaction = function (...words) {
      IDBDatabase.prototype.transaction = transaction;
      const started = transaction.apply(this, words);
      queueMicrotask(() => end(started));
      return started;
    };
  },
  "requests fail as they do when a process ends": () => {
    const { get } = IDBObjectStore.prototype;
    let left = 2;
    const end = (one) => {
      try {
        one.abort();
      } catch {
        // The transaction has already ended.
      }
    };
    IDBObjectStore.prototype.get = function (key) {
      if ((left -= 1) === 0) IDBObjectStore.prototype.get = get;
      const request = get.call(this, key);
      queueMicrotask(() => end(this.transaction));
      return request;
    };
  },
};

testOnDesktop("a lost connection is opened again: every change is stored, and no message is shown", async ({ page, context, errors, app }) => {
  await context.addInitScript(() => {
    globalThis.connections = [];
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...words) {
      const request = open.apply(this, words);
      request.addEventListener("success", () => globalThis.connections.push(request.result));
      return request;
    };
  });
  await reloadWhenSaved(page);
  await app.make("a pear");
  await records(page, 1);
  let favourite = false;
  for (const [name, die] of Object.entries(DEATHS)) {
    await page.evaluate(die);
    await app.button("Favourite").click();
    favourite = !favourite;
    await waitForRecords(page, ([one]) => one.facts.favourite === favourite);
    await page.evaluate(die);
    await app.make(`after: ${name}`);
    await waitUntilSaved(page);
    await page.evaluate(die);
    await app.button("Delete").first().click();
    await records(page, 1);
    assert.equal(await app.results.getByText("Not saved").count(), 0, name);
    assert.equal(await page.getByText("could not be").count(), 0, name);
  }
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  assert.deepEqual(await alts(app), ["a pear"]);
  assert.equal(await app.results.getByText("cannot be read").count(), 0);
  assert.deepEqual(errors, []);
});

testOnDesktop("a database that is deleted while open is written again, or guarded by a prompt", async ({ page, context, errors, app }) => {
  await app.make("a pear");
  await app.button("Edit").click();
  await app.make("make it green");
  await records(page, 2);
  const other = await context.newPage();
  await other.goto(`${studio.url}icon.svg`);
  const erase = () =>
    other.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase("tintype.gallery");
          Object.assign(request, { onsuccess: () => resolve(), onerror: () => reject(request.error) });
        }),
    );
  await erase();
  await page.getByText("Those that are open here are saved again: 2.").waitFor();
  await records(page, 2);
  await page.locator(".notice").getByRole("button", { name: "Dismiss" }).click();
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: new URL(studio.url).origin, storageTypes: "indexeddb" });
  await page.getByText("Those that are open here are saved again: 2.").waitFor();
  await records(page, 2);
  await reloadWhenSaved(page);
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(app), ["make it green", "a pear"]);

  // If the records cannot be written again, the page reports it and registers a `beforeunload` prompt.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await erase();
  await app.results.getByText("Not saved: it will be lost").waitFor();
  // A picture that is not on the stage shows it in its cell and in the viewer.
  await app.cell("a pear, not saved").waitFor();
  await (await app.look("a pear")).getByText("Not saved: it will be lost").waitFor();
  await page.keyboard.press("Escape");
  await app.viewer.getByRole("heading").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true }))), false);
  assert.equal(await studioPage(page).pictures.count(), 2);
  assert.deepEqual(errors, []);
});
