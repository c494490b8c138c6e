// Names of files and the search, by the rules of Unicode.

import assert from "node:assert/strict";

import { records } from "./harness/database.js";
import { scene } from "./harness/story.js";
import { bringIn, comeBack, plainPng, saved } from "./harness/visitor.js";
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

scene("names of files keep letters with their marks, in any script, and nothing that a file system refuses", async ({ page, errors, visitor }) => {
  const long = { "lighthouse ": "lighthouse-lighthouse-lighthouse-lighthouse", "夜雨": "夜雨".repeat(24), "क्षि": "क्षि".repeat(16) };
  const prompts = [...Object.keys(NAMES), ...Object.keys(long).map((word) => word.repeat(60))];
  const expected = [...Object.values(NAMES), ...Object.values(long)];
  await bringIn(page, zip(gallery(prompts.map((prompt, index) => ({ id: index + 1, prompt, created_ms: 1_000 - index, bytes: plainPng(8, 8) })))));
  await records(page, prompts.length);
  const names = [];
  for (const index of prompts.keys()) {
    const { name } = await saved(page, () => visitor.button("Download").nth(index).press("Enter"));
    names.push(name.replace(/-8x8\.png$/, ""));
  }
  assert.deepEqual(names.slice(0, -1), expected.slice(0, -1));
  assert.ok(expected.at(-1).startsWith(names.at(-1)) && /^(क्षि)+$/u.test(names.at(-1)), names.at(-1));
  assert.ok(names.every((name) => Buffer.byteLength(name) <= 200 && name === name.normalize()));
  assert.deepEqual(errors, []);
});

scene("composed and decomposed words find each other, in any case and width", async ({ page, errors, visitor }) => {
  const prompts = ["Café at night", "cafe\u0301 at noon", "हिन्दी", "Ｆｕｌｌ width", "ΟΔΟΣ"];
  await bringIn(page, zip(gallery(prompts.map((prompt, index) => ({ id: index + 1, prompt, bytes: plainPng(8, 8) })))));
  await records(page, prompts.length);
  const search = page.getByRole("searchbox");
  const finds = async (words, count) => {
    await search.fill(words);
    await page.waitForFunction((count) => document.querySelectorAll("article.plate").length === count, count);
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
  await comeBack(page);
  await visitor.pictures.nth(4).waitFor();
  await check();
  assert.deepEqual(errors, []);
});
