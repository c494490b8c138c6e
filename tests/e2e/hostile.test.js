// A malicious service, and a shared computer: the data that Studio shows, stores and sends.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { answer, image, serveHostile } from "../security/hostile.js";
import { testOnDesktop } from "./harness/screens.js";
import { plainPng, saved } from "./harness/studio-page.js";

const KEY = "sk-Zx81-only-here-Qw27";
const MARKUP = "<img src=x onerror='ran=1'><script>ran=1</script>";

let hostile;
before(async () => {
  const marked = answer({ text: MARKUP }, image(plainPng(8, 8)));
  hostile = await serveHostile({
    plain: () => answer(image(plainPng(8, 8))),
    marked: () => ({ body: marked.body.replace('"STOP"', JSON.stringify(MARKUP)) }),
    quoting: () => answer({ text: `Your key is ${KEY}.` }, image(plainPng(8, 8))),
    refusing: () => ({ status: 400, body: JSON.stringify({ error: { message: `${MARKUP} ${KEY}`, status: MARKUP } }) }),
    speaking: () => answer({ text: MARKUP }),
    vector: () => answer(image(`<svg xmlns="http://www.w3.org/2000/svg" onload="ran=1"/>`, "image/svg+xml")),
    vast: () => {
      const png = plainPng(1, 1);
      png.writeUInt32BE(100_000, 16);
      png.writeUInt32BE(100_000, 20);
      return answer(image(png));
    },
  });
});
after(() => hostile?.close());

const isUntouched = (page) =>
  page.evaluate(() => globalThis.ran === undefined && !document.querySelector("img[src='x'], [onerror], body script:not([src])"));

testOnDesktop("markup in words, reasons and errors of a service is shown as the letters that it is", async ({ page, app }) => {
  await app.set({ endpoint: `${hostile.url}/marked`, key: KEY });
  await app.make(`a lighthouse ${MARKUP}`);
  assert.ok((await app.results.innerText()).includes(MARKUP));
  assert.ok(await isUntouched(page));
  for (const path of ["refusing", "speaking"]) {
    await app.set({ endpoint: `${hostile.url}/${path}` });
    await app.submit("a lighthouse");
    await app.alert.waitFor();
    assert.ok((await app.alert.textContent()).includes(MARKUP), path);
    assert.ok(!(await app.alert.textContent()).includes("Zx81"));
    assert.ok(await isUntouched(page));
  }
}, { as: "new" });

testOnDesktop("files that are no raster image or claim a huge size are refused with a message and never shown", async ({ page, app }) => {
  for (const path of ["vector", "vast"]) {
    await app.set({ endpoint: `${hostile.url}/${path}`, key: KEY });
    await app.submit("a lighthouse");
    await app.alert.waitFor();
    assert.match(await app.alert.innerText(), /^malformed-response\b/m);
    assert.equal(await app.pictures.count(), 0);
  }
  assert.ok(await isUntouched(page));
}, { as: "new" });

testOnDesktop("a name of a file that is markup, a path or turned about is shown as its letters and leads nowhere", async ({ page, errors, app }) => {
  await app.set({ endpoint: `${hostile.url}/plain`, key: KEY });
  const names = [`${MARKUP}.png`, "../../etc/passwd.png", "photo\u202egnp.exe"];
  for (const [at, name] of names.entries()) {
    await app.addImage(name, plainPng(8, 8 + at));
    await app.thumbnails.nth(at).waitFor();
  }
  const shown = names.map((name) => name.replace("\u202e", ""));
  assert.deepEqual(await app.thumbnails.evaluateAll((all) => all.map(({ ariaLabel }) => ariaLabel)), shown.map((name) => `Remove ${name}`));
  // Files with these names are not accepted as pictures.
  for (const name of names) {
    await app.addImage(name, Buffer.from("no picture"));
    await page.locator("#images-error").filter({ hasText: "was not added: " }).waitFor();
  }
  assert.ok((await page.locator("#images-error").textContent()).startsWith("photognp.exe was not added: "));
  await app.make(`../../x ${MARKUP} \u202egnp`);
  assert.match(await app.results.innerText(), /Made from/);
  assert.ok(await isUntouched(page));

  const name = /^x-[a-z0-9-]+-8x8\.png$/;
  assert.match((await saved(page, () => app.button("Download").click())).name, name);
  await app.openSettings();
  const zip = await saved(page, () => app.button("Export ZIP").click());
  const [picture, ...files] = namesIn(zip.bytes);
  assert.match(picture.replace("pictures/0001-", ""), name);
  assert.deepEqual(files, ["files/0001-0", "files/0001-1", "files/0001-2", "gallery.json"]);
  assert.deepEqual(errors, []);
}, { as: "new" });

/** Returns the names of a ZIP's entries from its central directory. */
function namesIn(zip) {
  const names = [];
  for (let at = zip.indexOf("PK\x01\x02", 0, "latin1"); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place));
    names.push(zip.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}

testOnDesktop("the key goes to its endpoint alone, and stays in the tab alone", async ({ page, context, requests, errors, app }) => {
  await app.set({ endpoint: `${hostile.url}/quoting`, key: KEY });
  await app.make("a lighthouse");
  assert.ok((await app.results.innerText()).includes("Your key is [key]."));
  const stored = await page.evaluate(async () => {
    const stores = [];
    for (const { name } of await indexedDB.databases()) {
      const base = await new Promise((resolve) => (indexedDB.open(name).onsuccess = (event) => resolve(event.target.result)));
      for (const store of base.objectStoreNames) {
        const all = base.transaction(store).objectStore(store).getAll();
        stores.push(await new Promise((resolve) => (all.onsuccess = () => resolve(JSON.stringify(all.result)))));
      }
      base.close();
    }
    const cached = [];
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) cached.push(url);
    return JSON.stringify({ stores, cached, local: { ...localStorage }, cookies: document.cookie, address: location.href, page: document.body.outerHTML });
  });
  assert.ok(stored.includes("a lighthouse"), "what is kept was looked at");
  assert.ok(!stored.includes("Zx81"), stored);
  assert.ok(!requests.some((url) => url.includes("Zx81")) && !errors.some((error) => error.includes("Zx81")));
  await app.openSettings();
  const zip = await saved(page, () => app.button("Export ZIP").click());
  assert.ok(zip.bytes.includes("Your key is ") && !zip.bytes.includes("Zx81"), "a ZIP has its list as it is");
  await app.closeSettings();
  const other = await context.newPage();
  await other.goto(page.url());
  assert.equal(await other.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }).includes("Zx81")), false);
}, { as: "new" });
