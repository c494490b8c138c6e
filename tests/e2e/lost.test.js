// A database that is lost while Studio is open: its connection, which is opened again, or its data, which are written again.

import assert from "node:assert/strict";

import { keptAs, records } from "./harness/database.js";
import { scene, studio } from "./harness/story.js";
import { comeBack, goes, visit } from "./harness/visitor.js";

const alts = (visitor) => visitor.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

/** Ways in which a connection turns out to be gone at the next use; they run in the page. */
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
        // It has ended by itself.
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
        // It has ended by itself.
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

scene("a connection that dies is opened again: every change is kept, and nothing is said", async ({ page, context, errors, visitor }) => {
  await context.addInitScript(() => {
    globalThis.connections = [];
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...words) {
      const request = open.apply(this, words);
      request.addEventListener("success", () => globalThis.connections.push(request.result));
      return request;
    };
  });
  await comeBack(page);
  await visitor.make("a pear");
  await records(page, 1);
  let favourite = false;
  for (const [name, die] of Object.entries(DEATHS)) {
    await page.evaluate(die);
    await visitor.button("Favourite").click();
    favourite = !favourite;
    await keptAs(page, ([one]) => one.facts.favourite === favourite);
    await page.evaluate(die);
    await visitor.make(`after: ${name}`);
    await goes(page);
    await page.evaluate(die);
    await visitor.button("Delete").first().click();
    await records(page, 1);
    assert.equal(await visitor.results.getByText("Not saved").count(), 0, name);
    assert.equal(await page.getByText("could not be").count(), 0, name);
  }
  await comeBack(page);
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["a pear"]);
  assert.equal(await visitor.results.getByText("cannot be read").count(), 0);
  assert.deepEqual(errors, []);
});

scene("what is deleted from outside while it is open is written again, or asked about", async ({ page, context, errors, visitor }) => {
  await visitor.make("a pear");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
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
  await comeBack(page);
  await visitor.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(visitor), ["make it green", "a pear"]);

  // Where it cannot be written again, the page says so and asks before it goes.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await erase();
  await visitor.results.getByText("Not saved: it will be lost").nth(1).waitFor();
  assert.equal(await page.evaluate(() => dispatchEvent(new Event("beforeunload", { cancelable: true }))), false);
  assert.equal(await visit(page).pictures.count(), 2);
  assert.deepEqual(errors, []);
});
