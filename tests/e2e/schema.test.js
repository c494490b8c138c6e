// Versions of stored data: an older version's database, ZIP and file are migrated; a newer version's are left alone.
//
// tests/fixtures/gallery-3 was written by the last Studio with schema 0: two visible pictures, one that is hidden
// because another was made from it, one in the bin, an input image, a running job, and the form; every advanced option
// is set.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { inDatabase, storedRecords, waitForRecords, records, restoreDatabase } from "./harness/database.js";
import { testOnDesktop, studio } from "./harness/screens.js";
import { importZip, waitUntilSaved, plainPng, saved, studioPage } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const fixture = (name) => readFile(new URL(`../fixtures/gallery-3/${name}`, import.meta.url));

const OPTIONS = {
  top_p: "0.9",
  top_k: "40",
  seed: "42",
  system_instruction: "in a quiet style",
  thinking: "HIGH",
  safety: "BLOCK_ONLY_HIGH",
  web_search: true,
};
const ALL_OPTIONS = { temperature: "0,7", ...OPTIONS, images_only: true };
const WARNINGS = [
  { code: "type-mismatch", message: "The image was labelled image/jpeg but is image/png." },
  { code: "size-mismatch", message: "Asked for 16:9, but the image is 64 × 48." },
];

/** Answers every request with a small picture, and returns the recorded bodies. */
async function answerAll(context) {
  const sent = [];
  await context.route("**/v1beta/**", (route) => {
    sent.push(route.request().postDataJSON());
    const inlineData = { mimeType: "image/png", data: plainPng(64, 48).toString("base64") };
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    return route.fulfill({ headers, json: { candidates: [{ content: { role: "model", parts: [{ inlineData }] }, finishReason: "STOP" }] } });
  });
  return sent;
}

/** Returns the advanced options of a request, under the names of `OPTIONS`. */
const sentOptions = ({ generationConfig, systemInstruction, safetySettings, tools }) => ({
  temperature: generationConfig.temperature,
  top_p: generationConfig.topP,
  top_k: generationConfig.topK,
  seed: generationConfig.seed,
  system_instruction: systemInstruction.parts[0].text,
  thinking: generationConfig.thinkingConfig.thinkingLevel,
  safety: safetySettings[0].threshold,
  web_search: Boolean(tools[0].googleSearch),
});

const alts = (app) => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

testOnDesktop("a database of schema 0 is migrated: options, warnings, bin, drafts and conversations are all there", async ({ page, context, errors, app }) => {
  const sent = await answerAll(context);
  await restoreDatabase(page, JSON.parse(await fixture("database.json")));
  await page.goto(studio.url);
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(await alts(app), ["my photo at night", "make it green"]);
  const viewer = await app.look("make it green");
  assert.equal(await viewer.getByRole("button", { name: "Favourite" }).getAttribute("aria-pressed"), "true");
  await viewer.getByText("Made from “a pear at night, 一只梨”").waitFor();
  for (const { message } of WARNINGS) await viewer.getByText(message, { exact: true }).waitFor();
  await viewer.getByText("Not the size you asked for.").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".viewer__head").waitFor({ state: "detached" });

  // The form, the input image, and the interrupted job with its options.
  assert.equal(await app.prompt.inputValue(), "typed since");
  assert.equal(await page.locator("#top-p").inputValue(), "0.9");
  assert.deepEqual(await Promise.all(["#web-search", "#only-pictures"].map((id) => page.locator(id).isChecked())), [true, false]);
  await app.button("Remove photo.png").waitFor();
  await page.getByRole("region", { name: "Interrupted" }).getByRole("button", { name: "Run again" }).click();
  await app.pictures.nth(2).waitFor();
  const { temperature, ...others } = sentOptions(sent[0]);
  assert.equal(temperature, undefined);
  assert.deepEqual(others, { ...OPTIONS, top_p: 0.9, top_k: 40, seed: 42 });

  // The conversation continues with its thought signatures.
  await app.act("make it green", "Edit");
  await app.make("and now blue");
  const parts = sent[1].contents.flatMap(({ parts }) => parts);
  assert.deepEqual(parts.filter(({ text, thought }) => text && !thought).map(({ text }) => text), ["a pear at night, 一只梨", "Here it is, 夜.", "make it green", "Here it is, 夜.", "and now blue"]);
  assert.ok(parts.some((part) => part.inlineData && part.thoughtSignature === "cGljdHVyZQ=="));

  // New records have schema 1; older ones stay unchanged until the user modifies them.
  const all = await waitForRecords(page, (all) => all.length === 5);
  const made = all.find(({ facts }) => facts.prompt === "and now blue").facts;
  assert.deepEqual([made.schema, made.asked.options, made.asked.fines], [1, OPTIONS, undefined]);
  const older = all.find(({ facts }) => facts.prompt === "make it green").facts;
  assert.deepEqual([older.schema, older.asked.options, older.asked.fines.length], [undefined, undefined, 9]);

  await app.openSettings();
  await app.button("Open bin").click();
  await page.getByRole("dialog", { name: "Bin" }).getByRole("img", { name: "a mistake" }).waitFor();
  assert.deepEqual(errors, []);
}, { path: "icon.svg", model: "gemini-3.1-flash-image" });

testOnDesktop("a ZIP and a file of schema 0 are read, and written as schema 1", async ({ page, errors, app }) => {
  await importZip(page, await fixture("gallery.zip"));
  await page.getByText("2 pictures imported.").waitFor();
  const facts = (await records(page, 3)).map(({ facts }) => facts);
  for (const { schema, asked, warnings } of facts) {
    assert.equal(schema, 1);
    assert.deepEqual(asked.options, asked.options.images_only ? ALL_OPTIONS : OPTIONS);
    assert.deepEqual(warnings, WARNINGS);
  }
  assert.deepEqual(facts.map(({ prompt, is_hidden, favourite }) => [prompt, is_hidden, favourite]).sort(), [
    ["a pear at night, 一只梨", true, false],
    ["make it green", false, true],
    ["my photo at night", false, false],
  ]);

  const { bytes } = await saved(page, () => app.button("Export ZIP").click());
  const text = bytes.toString("utf8");
  const list = JSON.parse(text.slice(text.indexOf('{"format"'), text.indexOf("]}PK") + 2));
  // The exported list begins with the newest picture.
  assert.deepEqual(list.pictures.map(({ schema, facts }) => [schema, facts.asked.options]), [[1, OPTIONS], [1, ALL_OPTIONS], [1, ALL_OPTIONS]]);

  await app.closeSettings();
  await app.addImage("make-it-green.png", await fixture("make-it-green.png"));
  await app.button("Use this prompt").click();
  await page.waitForFunction(() => document.querySelector("#prompt").value === "make it green");
  assert.equal(await page.locator("#temperature").inputValue(), "0,7");
  assert.equal(await page.locator("#safety").inputValue(), "BLOCK_ONLY_HIGH");
  assert.ok(await page.locator("#only-pictures").isChecked());
  assert.deepEqual(errors, []);
});

testOnDesktop("records of a newer schema are left as they are: nothing is shown, removed or written over", async ({ page, errors, app }) => {
  await app.addImage("pear.png", plainPng(32, 24));
  await app.make("a pear");
  await records(page, 1);
  await waitUntilSaved(page);
  const [newer, tab] = await inDatabase(page, async ({ pictures, facts, all }) => {
    const [record] = await all(pictures);
    const json = JSON.stringify({ ...JSON.parse(record.facts), id: 5, schema: 2, asked: { everything: "new" } });
    pictures.put({ ...record, id: 5, facts: json });
    facts.put({ id: 5, facts: json });
    return [json, sessionStorage.getItem("tintype.tab")];
  });
  const draft = { id: `inputs ${tab}`, tab, at: 1, json: '{"schema":2,"Inputs":"new"}', blobs: [] };
  const drafts = (work, value) => page.evaluate(`(${onDrafts})(${work}, ${JSON.stringify(value ?? null)})`);
  await drafts((store, draft) => store.put(draft), draft);
  await page.reload();
  await app.results.getByText("Saved by a newer Tintype Studio: 1.").waitFor();
  assert.deepEqual(await alts(app), ["a pear"]);
  assert.equal(await app.button("Remove them").count(), 0);

  // Neither an import with that id nor the draft of this tab overwrites the newer record.
  await importZip(page, zip(gallery([{ id: 5, prompt: "an older one", bytes: plainPng(64, 64) }, { id: 6, prompt: "another", bytes: plainPng(64, 64) }])));
  await page.getByText("1 picture imported.").waitFor();
  await app.closeSettings();
  await app.addImage("fig.png", plainPng(24, 32));
  await app.thumbnails.waitFor();
  await waitUntilSaved(page);
  const json = await inDatabase(page, ({ facts }) => new Promise((resolve) => (facts.get(5).onsuccess = ({ target }) => resolve(target.result.facts))));
  assert.equal(json, newer);
  assert.deepEqual(await drafts((store, id) => store.get(id), draft.id), draft);
  assert.deepEqual((await storedRecords(page)).map(({ id }) => id).filter((id) => id < 10).sort(), [5, 6]);

  const [list] = gallery([{ id: 7, prompt: "of tomorrow", bytes: plainPng(64, 64) }]).splice(-1);
  const tomorrow = Buffer.from(list.bytes.toString().replace('{"facts"', '{"schema":2,"facts"'));
  await importZip(page, zip([{ name: "gallery.json", bytes: tomorrow }]));
  await page.getByText("mine.zip was exported by a newer Tintype Studio.").waitFor();
  assert.deepEqual(errors, []);
});

/** Calls `work(store, value)` with the object store of drafts, and returns the result of the returned request. */
async function onDrafts(work, value) {
  const answered = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = await answered(indexedDB.open("tintype.gallery"));
  try {
    return await answered(work(database.transaction("drafts", "readwrite").objectStore("drafts"), value));
  } finally {
    database.close();
  }
}
