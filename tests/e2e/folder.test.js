// A folder of the user: every new picture is saved there as a file, with its metadata beside it.

import assert from "node:assert/strict";

import { testOnDesktop } from "./harness/screens.js";

/** Replaces the system's directory picker with the page's origin private file system, which has an identical API. */
function standIn() {
  globalThis.showDirectoryPicker = async () => {
    const root = await navigator.storage.getDirectory();
    return root.getDirectoryHandle("Pictures", { create: true });
  };
}

const files = (page) =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Pictures");
    const all = [];
    for await (const [name, handle] of folder) {
      const file = await handle.getFile();
      all.push({ name, size: file.size, text: name.endsWith(".json") ? await file.text() : "" });
    }
    return all.sort((one, other) => (one.name < other.name ? -1 : 1));
  });

/** Waits until the folder contains `count` files. A file that is being written has another name. */
async function counted(page, count) {
  const names = () => page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("Pictures");
    return Array.fromAsync(folder.keys());
  });
  for (let tries = 0; (await names()).filter((name) => /\.(png|json)$/.test(name)).length !== count; tries += 1) {
    assert.ok(tries < 200, `there are not ${count} files`);
    await page.waitForTimeout(50);
  }
}

testOnDesktop("new pictures go into the folder under names of their own, with their details, until it is left", async ({ page, app, errors }) => {
  await page.addInitScript(standIn);
  await page.reload();
  await app.openSettings();
  await app.button("Save new pictures to a folder").click();
  await page.getByText("New pictures are saved in “Pictures”.").waitFor();
  await app.closeSettings();
  await app.make("a fox");
  await app.make("a fox");
  await counted(page, 4);
  const written = await files(page);
  const [stem] = /^a-fox-\d+x\d+/.exec(written[0].name);
  assert.deepEqual(written.map(({ name }) => name), [`${stem}-2.json`, `${stem}-2.png`, `${stem}.json`, `${stem}.png`]);
  const json = written[2];
  assert.ok(written[1].size > 1_000 && written[3].size > 1_000);
  const details = JSON.parse(json.text);
  assert.equal(details.prompt, "a fox");
  assert.ok(!json.text.includes("sk-test"), "the key is not in it");

  await page.reload();
  await app.openSettings();
  await page.getByText("New pictures are saved in “Pictures”.").waitFor();
  await app.button("Stop").click();
  await app.closeSettings();
  await app.make("an owl");
  assert.equal((await files(page)).length, 4);
  assert.deepEqual(errors, []);
});

testOnDesktop("a folder that is gone is reported, and the picture is in the gallery", async ({ page, app, errors }) => {
  await page.addInitScript(standIn);
  await page.reload();
  await app.openSettings();
  await app.button("Save new pictures to a folder").click();
  await page.getByText("New pictures are saved in “Pictures”.").waitFor();
  await app.closeSettings();
  await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry("Pictures", { recursive: true }));
  await app.make("a fox");
  await page.getByText("Not all pictures could be saved in “Pictures”.").waitFor();
  assert.deepEqual(errors, []);
});

testOnDesktop("a browser without folders has no such choice", async ({ page, app }) => {
  await page.addInitScript(() => delete globalThis.showDirectoryPicker);
  await page.reload();
  await app.openSettings();
  await app.button("Export ZIP").waitFor();
  assert.equal(await app.button("Save new pictures to a folder").count(), 0);
});
