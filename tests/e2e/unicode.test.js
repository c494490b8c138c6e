// File names and the search follow the rules of Unicode.

import assert from "node:assert/strict";

import { records } from "./harness/database.js";
import { testOnDesktop } from "./harness/screens.js";
import { importZip, reloadWhenSaved, plainPng, saved } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const NAMES = {
  "A red fox, at dawn!": "a-red-fox-at-dawn",
  "../../etc/passwd: \"x\"?": "etc-passwd-x",
  " … ": "tintype",
  "हिन्दी में चित्र": "हिन्दी-में-चित्र",
  "ภาพน้ำตกที่สวยงาม": "ภาพน้ำตกที่สวยงาม",
  "cafe\u0301 au lait": "caf\u00e9-au-lait",
  "\u1112\u1161\u11ab\u1100\u1173\u11af": "\ud55c\uae00",
  "photo\u202egnp.exe\u0000": "photo-gnp-exe",
};

/**
 * Returns the names under which pictures with these prompts are saved. At most ten, because Chromium drops downloads of
 * a page beyond ten per second, which a script exceeds.
 */
async function namesOf(prompts, { page, app }) {
  assert.ok(prompts.length <= 10);
  await importZip(page, zip(gallery(prompts.map((prompt, index) => ({ id: index + 1, prompt, created_ms: 1_000 - index, bytes: plainPng(8, 8) })))));
  await records(page, prompts.length);
  const names = [];
  for (const index of prompts.keys()) {
    const { name } = await saved(page, () => app.cells.nth(index).press("d"));
    names.push(name.replace(/-8x8\.png$/, ""));
  }
  assert.ok(names.every((name) => Buffer.byteLength(name) <= 200 && name === name.normalize()));
  return names;
}

testOnDesktop("names of files keep letters with their marks, in any script, and nothing that a file system refuses", async (opened) => {
  assert.deepEqual(await namesOf(Object.keys(NAMES), opened), Object.values(NAMES));
  assert.deepEqual(opened.errors, []);
});

testOnDesktop("a long name is cut between words, or between letters with their marks", async (opened) => {
  const words = ["lighthouse ", "夜雨", "क्षि"];
  const [latin, chinese, hindi] = await namesOf(words.map((word) => word.repeat(60)), opened);
  assert.deepEqual([latin, chinese], ["lighthouse-lighthouse-lighthouse-lighthouse", "夜雨".repeat(24)]);
  assert.ok("क्षि".repeat(16).startsWith(hindi) && /^(क्षि)+$/u.test(hindi), hindi);
  assert.deepEqual(opened.errors, []);
});

testOnDesktop("composed and decomposed words find each other, in any case and width", async ({ page, errors, app }) => {
  const prompts = ["Café at night", "cafe\u0301 at noon", "हिन्दी", "Ｆｕｌｌ width", "ΟΔΟΣ"];
  await importZip(page, zip(gallery(prompts.map((prompt, index) => ({ id: index + 1, prompt, bytes: plainPng(8, 8) })))));
  await records(page, prompts.length);
  const search = page.getByRole("searchbox");
  const finds = async (words, count) => {
    await search.fill(words);
    await page.waitForFunction((count) => document.querySelectorAll(".cell").length === count, count);
  };
  const check = async () => {
    await finds("CAFE\u0301", 2);
    await finds("caf\u00c9", 2);
    await finds("full", 1);
    await finds("हिन्दी", 1);
    await finds("οδος", 1);
    await finds("cafe noon", 0);
  };
  await check();
  await reloadWhenSaved(page);
  await app.cells.nth(4).waitFor();
  await check();
  assert.deepEqual(errors, []);
});
