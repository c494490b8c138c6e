// What was kept stays kept: through a killed browser, a full disk, spoiled records, several tabs, older and newer Studios.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { inDatabase, kept, keptAs, makeDatabase, makeSecondDatabase, records, spoil } from "./harness/database.js";
import { launchProfile } from "./harness/profile.js";
import { scene, studio } from "./harness/story.js";
import { bringIn, comeBack, isAlive, picture, plainPng, visit } from "./harness/visitor.js";
import { gallery, zip } from "./harness/zip.js";

const alts = (visitor) => visitor.pictures.evaluateAll((images) => images.map(({ alt }) => alt));
const ids = (all) => all.map(({ id }) => id).sort((one, other) => one - other);

const LONG = Boolean(process.env.TINTYPE_LONG);

/** A PNG of so many bytes: behind its end may stand anything. */
const heavyPng = (length) => Buffer.concat([plainPng(64, 64), randomBytes(length)]);

/** Thirty pictures whose names begin with `first`, each made from the one before. */
function chain(first) {
  const pictures = Array.from({ length: 30 }, (_, index) => ({
    id: first + index,
    prompt: `step ${first + index}`,
    created_ms: first + index,
    sources: index > 0 ? [{ Result: { id: first + index - 1 } }] : [],
    bytes: heavyPng(LONG ? 200_000 : 50_000),
  }));
  // As Studio writes them: the newest first.
  return pictures.reverse();
}

const ENDS = {
  "the page is closed": ({ page }) => page.close(),
  "the renderer crashes": ({ page }) => page.goto("chrome://crash").catch(() => {}),
  "the browser is killed": ({ profile }) => profile.kill(),
};
const ROUNDS = Array(LONG ? 5 : 1).fill(Object.entries(ENDS)).flat();

/** The numbers of the pictures that the page shows, and the SHA-256 of the bytes behind each. */
function shown(page) {
  return visit(page).pictures.evaluateAll((images) =>
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
        await bringIn(page, zip(gallery(pictures)));
        // In the midst of it: they are being written, or have just been.
        await page.getByText(/^Saving the 30 pictures|^30 pictures imported/).first().waitFor();
        const before = ofThis(await kept(page));
        await end({ page, profile });

        page = await profile.open(studio.url);
        await visit(page).prompt.waitFor();
        const there = ofThis(await kept(page));
        if (there.length > 0) await visit(page).pictures.first().waitFor();
        assert.ok([0, 30].includes(there.length), `${there.length} of 30: an import is there whole or not at all`);
        const missed = ids(before).filter((id) => !ids(there).includes(id));
        assert.deepEqual(missed, [], "what was kept is kept");
        assert.deepEqual(ids(there), there.map((_, index) => first + index), "no picture without what it was made from");
        assert.equal(await page.getByText("cannot be read").count(), 0);
        for (const [id, sha256] of await shown(page)) assert.equal(sha256, digests.get(id), `the bytes of ${id}`);
        context.diagnostic(`${name}: ${before.length} were kept when it ended, ${there.length} are there`);
      });
    }
  } finally {
    await profile.close();
  }
});

scene("a disk that is really full is told; what is shown is what is kept, and room lets the unkept picture in", async ({ page, context, errors, visitor }) => {
  const session = await context.newCDPSession(page);
  const quota = (quotaSize) => session.send("Storage.overrideQuotaForOrigin", { origin: new URL(studio.url).origin, quotaSize });
  // Room for one picture of the sandbox, which has about 1.1 MB. Chromium goes on by what it knew before of the room,
  // so it is told first.
  await quota(1_800_000);
  await page.goto(studio.url);
  await visitor.make("the kept one");
  await records(page, 1);
  await visitor.make("one too many");
  await page.getByText("Storage is full").waitFor();
  await visitor.results.getByText("Not saved: it will be lost").waitFor();
  const download = page.waitForEvent("download");
  await visitor.button("Download").first().click();
  assert.equal((await download).suggestedFilename(), "one-too-many-1024x1024.png");
  // A mark needs hardly any room. Whether the browser has so much left is its own affair; what is shown is what is kept.
  await visitor.button("Favourite").nth(1).click();
  const isMarked = () => visitor.button("Favourite").nth(1).getAttribute("aria-pressed");
  const [{ facts }] = await keptAs(page, async ([one]) => String(one.facts.favourite) === (await isMarked()));
  if (!facts.favourite) await page.getByText("That change could not be saved").waitFor();

  await quota(4_000_000);
  await visitor.make("the third");
  // What found no room is written by itself as soon as there is some, and is told of no more.
  await visitor.results.getByText("Not saved: it will be lost").waitFor({ state: "detached", timeout: 30_000 });
  await records(page, 3);
  await quota(5_000_000);
  await visitor.make("the fourth");
  await records(page, 4);
  await visitor.make("one too many again");
  await visitor.results.getByText("Not saved: it will be lost").waitFor();
  // What is deleted takes its room until the bin is emptied.
  await visitor.button("Delete").nth(1).click();
  await visitor.openSettings();
  await visitor.button("Open bin").click();
  await visitor.button("Empty bin").click();
  await visitor.button("Erase 1 picture").click();
  // By Studio's own doing: a test that looked into the database meanwhile would make Chromium count the room again.
  await visitor.results.getByText("Not saved: it will be lost").waitFor({ state: "detached", timeout: 30_000 });
  await records(page, 4);
  await comeBack(page);
  await visitor.pictures.nth(3).waitFor();
  assert.deepEqual(await alts(visitor), ["one too many again", "the third", "one too many", "the kept one"]);
  assert.deepEqual(errors, []);
}, { path: "icon.svg" });

scene("records that cannot be read are told and stay; they can be saved, taken out and put back", async ({ page, errors, visitor }) => {
  await visitor.make("a pear");
  await visitor.make("an owl");
  await records(page, 2);
  await spoil(page, "a pear");
  await comeBack(page);
  await visitor.results.getByText("Saved pictures that cannot be read: 7.").waitFor();
  assert.deepEqual(await alts(visitor), ["an owl", "a pear"]);

  const download = page.waitForEvent("download");
  await visitor.button("Save them as they are").click();
  assert.equal((await download).suggestedFilename(), "tintype-unreadable.zip");
  await visitor.button("Remove them").click();
  await visitor.results.getByText("cannot be read").waitFor({ state: "detached" });
  await records(page, 2);
  await visitor.undo.click();
  await visitor.results.getByText("Saved pictures that cannot be read: 7.").waitFor();
  await comeBack(page);
  await visitor.results.getByText("Saved pictures that cannot be read: 7.").waitFor();
  // One of them comes back whole from a saved gallery.
  await bringIn(page, zip(gallery([{ id: 4, prompt: "a saved pear", bytes: plainPng(64, 64) }])));
  await page.getByText("Saved pictures that cannot be read: 6.").waitFor();
  assert.deepEqual(errors, []);
});

scene("a picture whose bytes are no picture any more says so, and hides no other", async ({ page, visitor }) => {
  await visitor.make("a pear");
  await visitor.make("an owl");
  await records(page, 2);
  await inDatabase(page, async ({ pictures, all }) => {
    const pear = (await all(pictures)).find((record) => record.facts.includes("a pear"));
    pictures.put({ ...pear, picture: new Blob([new Uint8Array(pear.picture.size)], { type: "image/png" }) });
  });
  await comeBack(page);
  await visitor.results.getByText("The browser can no longer read this picture.").waitFor();
  assert.deepEqual(await alts(visitor), ["an owl", "a pear"]);
});

scene("two tabs: what one adds, marks, deletes and brings back, the other shows; no change is lost", async ({ page, context, errors, visitor }) => {
  const other = await context.newPage();
  await other.goto(`${studio.url}`);
  const [here, there] = [visit(page), visit(other)];
  await Promise.all([here.make("a pear"), there.make("an owl")]);
  await Promise.all([here.pictures.nth(1).waitFor(), there.pictures.nth(1).waitFor()]);
  assert.deepEqual((await alts(here)).sort(), ["a pear", "an owl"]);

  const card = (visitor, words) => visitor.results.getByRole("article", { name: words });
  const favourite = (visitor, words) => card(visitor, words).getByRole("button", { name: "Favourite" });
  await favourite(here, "a pear").click();
  await other.waitForFunction(() => document.querySelectorAll('.card [aria-pressed="true"]').length === 1);
  assert.equal(await favourite(there, "a pear").getAttribute("aria-pressed"), "true");

  // The other looks at it closely while it is deleted here.
  await card(there, "an owl").getByRole("button", { name: "Open" }).click();
  await other.getByRole("dialog").waitFor();
  await card(here, "an owl").getByRole("button", { name: "Delete" }).click();
  await other.getByRole("dialog").waitFor({ state: "hidden" });
  await card(there, "an owl").waitFor({ state: "detached" });
  await here.undo.click();
  await card(there, "an owl").waitFor();
  assert.equal((await records(page, 2)).filter(({ facts }) => facts.favourite).length, 1);
  assert.deepEqual(errors, []);
});

scene("a tab that heard nothing overwrites nothing and brings nothing back", async ({ page, context, errors, visitor }) => {
  await visitor.make("a pear");
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  await visitor.button("Edit").first().click();
  await visitor.make("make it blue");
  await records(page, 3);
  // As a frozen tab, or one that is busy.
  await context.addInitScript(() => Object.defineProperty(BroadcastChannel.prototype, "onmessage", { set() {} }));
  const deaf = await context.newPage();
  await deaf.goto(studio.url);
  const stale = visit(deaf);
  await stale.pictures.nth(2).waitFor();
  const button = (who, words, name) => who.results.getByRole("article", { name: words }).getByRole("button", { name });

  await button(visitor, "a pear", "Favourite").click();
  await button(visitor, "make it green", "Delete").click();
  const mark = ({ facts }) => `${facts.prompt}: ${facts.favourite} ${facts.is_hidden}`;
  const becomes = (...expected) => keptAs(page, (all) => `${all.map(mark).sort()}` === `${expected}`);
  await becomes("a pear: true false", "make it blue: false false", "make it green: false true");
  // The deaf tab hides the first picture, which others were made from, and marks one that is hidden by now.
  await button(stale, "a pear", "Delete").click();
  await button(stale, "make it green", "Favourite").click();
  await becomes("a pear: true true", "make it blue: false false", "make it green: true true");
  // What is gone for good stays away, whatever the deaf tab marks.
  await visitor.results.getByRole("article", { name: "a pear" }).waitFor({ state: "detached" });
  await button(visitor, "make it blue", "Delete").click();
  await records(page, 0);
  await button(stale, "make it blue", "Favourite").click();
  await stale.pictures.first().waitFor({ state: "detached" });
  assert.deepEqual(await kept(page), []);
  assert.deepEqual(errors, []);
});

/** Opens a page of the same host that is not Studio, and there makes a database of this version by hand. */
async function olderDatabase(page, version) {
  await page.goto(`${studio.url}icon.svg`);
  await makeDatabase(page, version, plainPng(64, 64));
}

scene("a database of the first version is taken over as it is, once the tab that holds it is gone", async ({ page, context, errors }) => {
  await olderDatabase(page, 1);
  const newer = await context.newPage();
  await newer.goto(studio.url);
  const visitor = visit(newer);
  await visitor.results.getByText("Another tab with an older Tintype Studio holds your pictures.").waitFor();
  await page.close();
  await comeBack(newer);
  await visitor.pictures.waitFor();
  assert.deepEqual(await alts(visitor), ["an old pear"]);
  await visitor.button("Favourite").click();
  await newer.waitForFunction(() => document.querySelector('.card [aria-pressed="true"]'));
  await visitor.make("a new owl");
  await records(newer, 2);
  await comeBack(newer);
  await visitor.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(visitor), ["a new owl", "an old pear"]);
  assert.equal(await visitor.button("Favourite").nth(1).getAttribute("aria-pressed"), "true");
  assert.deepEqual(errors, []);
});

scene("a database of the version before is taken over with all that is in it, while its tab is open", async ({ page, context, errors }) => {
  await page.goto(`${studio.url}icon.svg`);
  const png = plainPng(64, 64);
  const written = (await readFile(new URL("../fixtures/gallery-2.jsonl", import.meta.url), "utf8")).trim().split("\n");
  const before = written.map((line) => JSON.parse(line));
  await makeSecondDatabase(page, written.map((line) => sized(line, png.length)), png);
  const newer = await context.newPage();
  await newer.goto(studio.url);
  const visitor = visit(newer);
  await visitor.pictures.nth(2).waitFor();
  assert.equal(await newer.getByText("older Tintype Studio").count(), 0, "the older tab gives way");
  assert.equal(await page.evaluate(() => globalThis.held.reopen()), "VersionError", "and writes nothing over it afterwards");
  const seen = ["a hat", "my photo at night", "make it green, 绿色"];
  assert.deepEqual(await alts(visitor), seen);
  assert.equal(await visitor.button("Favourite").nth(2).getAttribute("aria-pressed"), "true");
  for (const origin of ["my photo at night", "photo.png", "an old pear"]) await visitor.results.getByText(`Made from “${origin}”`).waitFor();
  assert.equal(await visitor.results.getByText("cannot be read").count(), 0);

  // Nothing of it is lost by what is done with it now: marks, the bin, and the way back.
  await visitor.button("Favourite").first().click();
  await visitor.button("Delete").nth(1).click();
  await visitor.undo.click();
  await visitor.pictures.nth(2).waitFor();
  const facts = (all) => all.map(({ facts }) => facts).sort((one, other) => one.id - other.id);
  const expected = before.map((one) => ({ ...one, byte_length: png.length, sources: resized(one.sources, png.length), ...(one.id === 14 && { favourite: true }) }));
  const without = ({ deleted_ms, ...rest }) => (assert.ok(!deleted_ms), rest);
  const there = await keptAs(newer, (all) => all.length === 4 && all.every(({ facts, isBlob }) => isBlob && (facts.id !== 14 || facts.favourite)));
  assert.deepEqual(facts(there).map(without), expected);

  // An edit goes on with the conversation, marks and all.
  const requests = [];
  newer.on("request", (request) => request.method() === "POST" && requests.push(request.postDataJSON()));
  await visitor.button("Edit").nth(2).click();
  await visitor.make("and now blue");
  const parts = requests[0].contents.flatMap(({ parts }) => parts);
  assert.ok(parts.some((part) => part.thoughtSignature === "cGljdHVyZQ=="), JSON.stringify(parts.map(Object.keys)));
  assert.deepEqual(requests[0].contents.filter(({ role }) => role === "user").map(({ parts }) => parts.find((part) => part.text)?.text), ["an old pear", "make it green, 绿色", "and now blue"]);
  await records(newer, 5);
  await comeBack(newer);
  await visitor.pictures.nth(3).waitFor();
  assert.deepEqual(await alts(visitor), ["and now blue", ...seen]);
  assert.deepEqual(errors, []);
});

/** The facts with the true size of the picture and of its files. */
const sized = (line, length) => line.replace(/"byte_length":\d+/g, `"byte_length":${length}`);
const resized = (sources, length) => JSON.parse(sized(JSON.stringify(sources), length));

scene("a database of a newer version is left alone, and the page says so", async ({ page, context, visitor, errors }) => {
  await olderDatabase(page, 99);
  const studios = await context.newPage();
  await studios.goto(studio.url);
  const there = visit(studios);
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
  assert.equal(await visitor.pictures.count(), 0);
  assert.deepEqual(errors, []);
});
