// Stored images survive a killed browser, a full disk, corrupt records, several tabs, and other versions of Studio.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { inDatabase, storedRecords, waitForRecords, makeDatabase, makeSecondDatabase, records, spoil } from "./harness/database.js";
import { launchProfile } from "./harness/profile.js";
import { testOnDesktop, studio } from "./harness/screens.js";
import { importZip, reloadWhenSaved, isAlive, picture, plainPng, studioPage } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const alts = (app) => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));
const ids = (all) => all.map(({ id }) => id).sort((one, other) => one - other);

const LONG = Boolean(process.env.TINTYPE_LONG);

/** Builds a PNG with `length` random bytes appended, which decoders ignore after its end. */
const heavyPng = (length) => Buffer.concat([plainPng(64, 64), randomBytes(length)]);

/** Builds thirty pictures, each made from the one before; their ids start with `first`. */
function chain(first) {
  const pictures = Array.from({ length: 30 }, (_, index) => ({
    id: first + index,
    prompt: `step ${first + index}`,
    created_ms: first + index,
    sources: index > 0 ? [{ Result: { id: first + index - 1 } }] : [],
    bytes: heavyPng(LONG ? 200_000 : 50_000),
  }));
  // The newest first, as Studio writes them.
  return pictures.reverse();
}

const ENDS = {
  "the page is closed": ({ page }) => page.close(),
  "the renderer crashes": ({ page }) => page.goto("chrome://crash").catch(() => {}),
  "the browser is killed": ({ profile }) => profile.kill(),
};
const ROUNDS = Array(LONG ? 5 : 1).fill(Object.entries(ENDS)).flat();

/** Returns the ids of the displayed pictures, and the SHA-256 of each picture's bytes. */
function shown(page) {
  return studioPage(page).pictures.evaluateAll((images) =>
    Promise.all(
      images.map(async ({ src, alt }) => {
        const bytes = await crypto.subtle.digest("SHA-256", await (await fetch(src)).arrayBuffer());
        return [Number(alt.slice(5)), Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("")];
      }),
    ),
  );
}

test("whenever a tab or the browser ends, each picture is there whole or not at all", async (context) => {
  const profile = await launchProfile();
  const digests = new Map();
  try {
    let page = await profile.open(studio.url);
    for (const [round, [name, end]] of ROUNDS.entries()) {
      await context.test(name, async () => {
        const first = 1 + 100 * round;
        const pictures = chain(first);
        for (const { id, bytes } of pictures) digests.set(id, createHash("sha256").update(bytes).digest("hex"));
        const ofThis = (all) => all.filter(({ id }) => id >= first);
        await importZip(page, zip(gallery(pictures)));
        // Ends in the middle: the pictures are being written or have just been.
        await page.getByText(/^Saving the 30 pictures|^30 pictures imported/).first().waitFor();
        const before = ofThis(await storedRecords(page));
        await end({ page, profile });

        page = await profile.open(studio.url);
        await studioPage(page).prompt.waitFor();
        const there = ofThis(await storedRecords(page));
        if (there.length > 0) await studioPage(page).pictures.first().waitFor();
        assert.ok([0, 30].includes(there.length), `${there.length} of 30: an import is there whole or not at all`);
        const missed = ids(before).filter((id) => !ids(there).includes(id));
        assert.deepEqual(missed, [], "what was kept is kept");
        assert.deepEqual(ids(there), there.map((_, index) => first + index), "no picture without what it was made from");
        assert.equal(await page.getByText("cannot be read").count(), 0);
        for (const [id, sha256] of await shown(page)) assert.equal(sha256, digests.get(id), `the bytes of ${id}`);
        context.diagnostic(`${name}: ${before.length} were stored when it ended, ${there.length} are there`);
      });
    }
  } finally {
    await profile.close();
  }
});

testOnDesktop("a full disk is reported; the page shows the stored state, and free space lets the unsaved picture in", async ({ page, context, errors, app }) => {
  const session = await context.newCDPSession(page);
  const quota = async (quotaSize) => {
    await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(studio.url).origin, quotaSize });
    await page.evaluate((size) => (globalThis.quotaSize = size), quotaSize);
  };
  // Chromium's estimate ignores the override, so that Studio would try again and again although there is no space.
  await page.addInitScript(() => {
    const estimate = navigator.storage.estimate.bind(navigator.storage);
    navigator.storage.estimate = async () => ({ ...(await estimate()), quota: globalThis.quotaSize });
  });
  const usage = () => page.evaluate(async () => (await navigator.storage.estimate()).usage);
  // A refused write takes space for some seconds.
  const cleaned = (most) => page.waitForFunction(async (most) => (await navigator.storage.estimate()).usage < most, most);
  const allSaved = () => app.results.getByText("Not saved: it will be lost").waitFor({ state: "detached" });
  // Space for one picture of the sandbox, which has 1.06 to 1.15 MB. A write that Chromium is sure to accept needs twice
  // its size, because Chromium counts it already when it asks for the space. Its answer holds for up to 30 s, or until a
  // write asks for more, so the quota is set before the database is opened.
  await quota(1_800_000);
  await page.goto(studio.url);
  // Once more for the estimate of this page.
  await quota(1_800_000);
  await app.make("the kept one");
  await records(page, 1);
  await app.make("one too many");
  await page.getByText("Storage is full").waitFor();
  await app.results.getByText("Not saved: it will be lost").waitFor();
  const download = page.waitForEvent("download");
  await app.button("Download").first().click();
  assert.equal((await download).suggestedFilename(), "one-too-many-1024x1024.png");
  // A favourite flag may or may not fit in the remaining quota. In either case the page shows the stored state.
  await app.button("Favourite").nth(1).click();
  const isMarked = () => app.button("Favourite").nth(1).getAttribute("aria-pressed");
  const [{ facts }] = await waitForRecords(page, async ([one]) => String(one.facts.favourite) === (await isMarked()));
  if (!facts.favourite) await page.getByText("That change could not be saved").waitFor();

  await quota(9_000_000);
  await app.make("the third");
  // An image that exceeded the quota is written as soon as there is space, and its message disappears.
  await allSaved();
  await records(page, 3);
  await app.make("the fourth");
  await records(page, 4);
  await app.act("the third", "Delete");
  await records(page, 3);
  await cleaned(5_000_000);
  const full = (await usage()) + 900_000;
  await quota(full);
  await assert.rejects(inDatabase(page, ({ pictures }) => pictures.put({ id: 1, picture: new Blob([new Uint8Array(20_000_000)]) })));
  await cleaned(full);
  await app.make("one too many again");
  await app.results.getByText("Not saved: it will be lost").waitFor();
  await cleaned(full);
  // Deleted images take space until the bin is emptied.
  await app.act("the fourth", "Delete");
  await app.openSettings();
  await app.button("Open bin").click();
  await app.button("Empty bin").click();
  await app.button("Erase 2 pictures").click();
  // Waits for Studio itself, because accessing the database from the test would make Chromium recompute its usage.
  await allSaved();
  await records(page, 3);
  await reloadWhenSaved(page);
  await app.pictures.nth(2).waitFor();
  assert.deepEqual(await alts(app), ["one too many again", "one too many", "the kept one"]);
  assert.deepEqual(errors, []);
}, { path: "icon.svg" });

testOnDesktop("unreadable records are reported and stay; they can be downloaded, removed and restored", async ({ page, errors, app }) => {
  await app.make("a pear");
  await app.make("an owl");
  await records(page, 2);
  await spoil(page, "a pear");
  await reloadWhenSaved(page);
  await app.results.getByText("Saved pictures that cannot be read: 7.").waitFor();
  assert.deepEqual(await alts(app), ["an owl", "a pear"]);

  const download = page.waitForEvent("download");
  await app.button("Save them as they are").click();
  assert.equal((await download).suggestedFilename(), "tintype-unreadable.zip");
  await app.button("Remove them").click();
  await app.results.getByText("cannot be read").waitFor({ state: "detached" });
  await records(page, 2);
  await app.undo.click();
  await app.results.getByText("Saved pictures that cannot be read: 7.").waitFor();
  await reloadWhenSaved(page);
  await app.results.getByText("Saved pictures that cannot be read: 7.").waitFor();
  // An exported gallery restores one of the corrupt records.
  await importZip(page, zip(gallery([{ id: 4, prompt: "a saved pear", bytes: plainPng(64, 64) }])));
  await page.getByText("Saved pictures that cannot be read: 6.").waitFor();
  assert.deepEqual(errors, []);
});

testOnDesktop("a picture whose bytes are no picture any more says so, and hides no other", async ({ page, app }) => {
  await app.make("a pear");
  await app.make("an owl");
  await records(page, 2);
  await inDatabase(page, async ({ pictures, all }) => {
    const pear = (await all(pictures)).find((record) => record.facts.includes("a pear"));
    pictures.put({ ...pear, picture: new Blob([new Uint8Array(pear.picture.size)], { type: "image/png" }) });
  });
  await reloadWhenSaved(page);
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(app), ["an owl", "a pear"]);
  await (await app.look("a pear")).getByText("The browser can no longer read this picture.").waitFor();
  await page.keyboard.press("Escape");
  await app.cell("a pear, can no longer be read").getByTitle("The browser can no longer read this picture.").waitFor();
});

testOnDesktop("two tabs: what one adds, marks, deletes and brings back, the other shows; no change is lost", async ({ page, context, errors, app }) => {
  const other = await context.newPage();
  await other.goto(`${studio.url}`);
  const [here, there] = [studioPage(page), studioPage(other)];
  await Promise.all([here.make("a pear"), there.make("an owl")]);
  await Promise.all([here.pictures.nth(1).waitFor(), there.pictures.nth(1).waitFor()]);
  assert.deepEqual((await alts(here)).sort(), ["a pear", "an owl"]);

  await here.act("a pear", "Favourite");
  await there.cell("a pear, favourite").waitFor();

  // The other tab has the picture open in its viewer while this one deletes it.
  await there.look("an owl");
  await here.act("an owl", "Delete");
  await other.getByRole("dialog").waitFor({ state: "hidden" });
  await there.cell("an owl").waitFor({ state: "detached" });
  await here.undo.click();
  await there.cell("an owl").waitFor();
  assert.equal((await records(page, 2)).filter(({ facts }) => facts.favourite).length, 1);
  assert.deepEqual(errors, []);
});

testOnDesktop("a tab that heard nothing overwrites nothing and brings nothing back", async ({ page, context, errors, app }) => {
  await app.make("a pear");
  await app.button("Edit").click();
  await app.make("make it green");
  await app.button("Edit").first().click();
  await app.make("make it blue");
  await records(page, 3);
  // Simulates a frozen or busy tab, which receives no messages.
  await context.addInitScript(() => Object.defineProperty(BroadcastChannel.prototype, "onmessage", { set() {} }));
  const deaf = await context.newPage();
  await deaf.goto(studio.url);
  const stale = studioPage(deaf);
  await stale.pictures.nth(2).waitFor();
  const button = (who, words, name) => ({ click: () => who.act(words, name) });

  await button(app, "a pear", "Favourite").click();
  await button(app, "make it green", "Delete").click();
  const mark = ({ facts }) => `${facts.prompt}: ${facts.favourite} ${facts.is_hidden}`;
  const becomes = (...expected) => waitForRecords(page, (all) => `${all.map(mark).sort()}` === `${expected}`);
  await becomes("a pear: true false", "make it blue: false false", "make it green: false true");
  // The stale tab hides the first picture, which is a source of others, and marks a picture that is hidden by now.
  await button(stale, "a pear", "Delete").click();
  await button(stale, "make it green", "Favourite").click();
  await becomes("a pear: true true", "make it blue: false false", "make it green: true true");
  // Erased images stay erased, whatever flags the other tab sets.
  await app.cell("a pear").waitFor({ state: "detached" });
  await button(app, "make it blue", "Delete").click();
  await records(page, 0);
  await button(stale, "make it blue", "Favourite").click();
  await stale.pictures.first().waitFor({ state: "detached" });
  assert.deepEqual(await storedRecords(page), []);
  assert.deepEqual(errors, []);
});

/** Opens another page of the host and creates a database of this version. */
async function olderDatabase(page, version) {
  await page.goto(`${studio.url}icon.svg`);
  await makeDatabase(page, version, plainPng(64, 64));
}

testOnDesktop("a database of the first version is taken over as it is, once the tab that holds it is gone", async ({ page, context, errors }) => {
  await olderDatabase(page, 1);
  const newer = await context.newPage();
  await newer.goto(studio.url);
  const app = studioPage(newer);
  await app.results.getByText("Another tab with an older Tintype Studio holds your pictures.").waitFor();
  await page.close();
  await reloadWhenSaved(newer);
  await app.pictures.waitFor();
  assert.deepEqual(await alts(app), ["an old pear"]);
  await app.button("Favourite").click();
  await newer.waitForFunction(() => document.querySelector('.card [aria-pressed="true"]'));
  await app.make("a new owl");
  await records(newer, 2);
  await reloadWhenSaved(newer);
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(app), ["a new owl", "an old pear"]);
  assert.equal(await app.button("Favourite").nth(1).getAttribute("aria-pressed"), "true");
  assert.deepEqual(errors, []);
});

testOnDesktop("a database of the version before is taken over with all that is in it, while its tab is open", async ({ page, context, errors }) => {
  await page.goto(`${studio.url}icon.svg`);
  const png = plainPng(64, 64);
  const written = (await readFile(new URL("../fixtures/gallery-2.jsonl", import.meta.url), "utf8")).trim().split("\n");
  const before = written.map((line) => JSON.parse(line));
  await makeSecondDatabase(page, written.map((line) => sized(line, png.length)), png);
  const newer = await context.newPage();
  await newer.goto(studio.url);
  const app = studioPage(newer);
  await app.pictures.nth(2).waitFor();
  assert.equal(await newer.getByText("older Tintype Studio").count(), 0, "the older tab gives way");
  assert.equal(await page.evaluate(() => globalThis.held.reopen()), "VersionError", "and writes nothing over it afterwards");
  const seen = ["a hat", "my photo at night", "make it green, 绿色"];
  assert.deepEqual(await alts(app), seen);
  assert.equal(await app.button("Favourite").nth(2).getAttribute("aria-pressed"), "true");
  for (const [name, origin] of [["a hat", "my photo at night"], ["my photo at night", "photo.png"], ["make it green", "an old pear"]]) {
    await (await app.look(name)).getByText(`Made from “${origin}”`).waitFor();
    await newer.keyboard.press("Escape");
    await newer.locator(".viewer__head").waitFor({ state: "detached" });
  }
  assert.equal(await app.results.getByText("cannot be read").count(), 0);

  // Later changes lose nothing of it: flags, deletion, and Undo.
  await app.button("Favourite").first().click();
  await app.act("my photo at night", "Delete");
  await app.undo.click();
  await app.pictures.nth(2).waitFor();
  const facts = (all) => all.map(({ facts }) => facts).sort((one, other) => one.id - other.id);
  const expected = before.map((one) => ({ ...one, byte_length: png.length, sources: resized(one.sources, png.length), ...(one.id === 14 && { favourite: true }) }));
  const without = ({ deleted_ms, ...rest }) => (assert.ok(!deleted_ms), rest);
  const there = await waitForRecords(newer, (all) => all.length === 4 && all.every(({ facts, isBlob }) => isBlob && (facts.id !== 14 || facts.favourite)));
  assert.deepEqual(facts(there).map(without), expected);

  // An edit continues the conversation, including its thought signatures.
  const requests = [];
  newer.on("request", (request) => request.method() === "POST" && requests.push(request.postDataJSON()));
  await app.button("Edit").nth(2).click();
  await app.make("and now blue");
  const parts = requests[0].contents.flatMap(({ parts }) => parts);
  assert.ok(parts.some((part) => part.thoughtSignature === "cGljdHVyZQ=="), JSON.stringify(parts.map(Object.keys)));
  assert.deepEqual(requests[0].contents.filter(({ role }) => role === "user").map(({ parts }) => parts.find((part) => part.text)?.text), ["an old pear", "make it green, 绿色", "and now blue"]);
  await records(newer, 5);
  await reloadWhenSaved(newer);
  await app.pictures.nth(3).waitFor();
  assert.deepEqual(await alts(app), ["and now blue", ...seen]);
  assert.deepEqual(errors, []);
});

/** Replaces the recorded byte lengths with the true size of the picture and of its files. */
const sized = (line, length) => line.replace(/"byte_length":\d+/g, `"byte_length":${length}`);
const resized = (sources, length) => JSON.parse(sized(JSON.stringify(sources), length));

testOnDesktop("a database of a newer version is left alone, and the page says so", async ({ page, context, app, errors }) => {
  await olderDatabase(page, 99);
  const studios = await context.newPage();
  await studios.goto(studio.url);
  const there = studioPage(studios);
  await there.results.getByText("saved by a newer Tintype Studio").waitFor();
  await there.make("a pear");
  await there.results.getByText("Not saved: it will be lost").waitFor();
  assert.ok(await isAlive(studios, (await picture(there.pictures.first())).url));
  const left = await page.evaluate(async () => {
    const request = globalThis.held.transaction("pictures").objectStore("pictures").getAllKeys();
    await new Promise((resolve) => (request.onsuccess = resolve));
    return [globalThis.held.version, request.result];
  });
  assert.deepEqual(left, [99, [5]]);
  assert.equal(await app.pictures.count(), 0);
  assert.deepEqual(errors, []);
});
