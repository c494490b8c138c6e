// ZIP files between Studio and other programs: both read each other's, and malicious ones change nothing.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { deflateRawSync } from "node:zlib";

import { storedRecords, records } from "./harness/database.js";
import { testOnDesktop } from "./harness/screens.js";
import { importZip, plainPng, saved } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const run = promisify(execFile);
const one = (id, more = {}) => ({ id, prompt: `picture ${id}`, bytes: plainPng(64, 48), ...more });
const alts = (app) => app.pictures.evaluateAll((images) => images.map(({ alt }) => alt));

/**
 * Python's own zipfile verifies every checksum and repacks the ZIP: compressed, in a folder, with its own end record.
 */
const REPACK = `
import sys, zipfile
ours = zipfile.ZipFile(sys.argv[1])
assert ours.testzip() is None
with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as theirs:
    theirs.comment = b"packed again"
    theirs.writestr("mine/", b"", zipfile.ZIP_STORED)
    for name in ours.namelist():
        with theirs.open("mine/" + name, "w", force_zip64=True) as entry:
            entry.write(ours.read(name))
print(len(ours.namelist()))
`;

testOnDesktop("Python opens what was saved, and what Python has packed again is brought in", async ({ page, errors, app, another, t }) => {
  if (!(await run("python3", ["--version"]).catch(() => null))) return t.skip("needs python3");
  await app.make("一只梨");
  await app.make("an owl");
  const known = await records(page, 2);
  await app.openSettings();
  const file = await saved(page, () => app.button("Export ZIP").click());
  const theirs = `${file.path}.again`;
  const { stdout } = await run("python3", ["-c", REPACK, file.path, theirs]);
  assert.equal(stdout.trim(), "3");

  const other = await another();
  const there = other.app;
  await there.openSettings();
  await other.page.getByLabel("Import ZIP").setInputFiles(theirs);
  // The file's name has another extension, and Studio detects its type by its bytes.
  await other.page.getByText("2 pictures imported.").waitFor();
  assert.deepEqual(await records(other.page, 2), known);
  assert.deepEqual([...errors, ...other.errors], []);
});

const damaged = /is damaged. Nothing changed.$/;
const notAnExport = /isn.t a Tintype export. Nothing changed.$/;
const whole = gallery([one(1)]);
const list = (text) => [whole[0], { name: "gallery.json", bytes: Buffer.from(text) }];
const zeros = deflateRawSync(Buffer.alloc(120_000_000));

const HOSTILE = {
  "words": [Buffer.from("no zip at all"), notAnExport],
  "an end without a file": [zip([]), notAnExport],
  "a file without its end": [zip(whole).subarray(0, -30), damaged],
  "a beginning alone": [zip(whole).subarray(0, 200), damaged],
  "no list": [zip([whole[0]]), notAnExport],
  "another list": [zip(list('{"format":"other","pictures":[]}')), notAnExport],
  "a list that is no JSON": [zip(list("{")), notAnExport],
  "a list of other things": [zip(list('{"format":"tintype-gallery","pictures":[{"facts":7}]}')), damaged],
  "a list with a wrong sum": [zip([whole[0], { ...whole[1], crc: 1 }]), damaged],
  "a picture with a wrong sum": [zip([{ ...whole[0], crc: 1 }, whole[1]]), damaged],
  "a picture that is not there": [zip([whole[1]]), damaged],
  "a picture that is none": [zip(gallery([one(1, { bytes: Buffer.from("<svg onload=alert(1)>") })])), damaged],
  "an encrypted picture": [zip([{ ...whole[0], flags: 0x801 }, whole[1]]), damaged],
  "a name that no JavaScript can count": [zip(list(`{"format":"tintype-gallery","pictures":[]}`.replace("[]", JSON.stringify(JSON.parse(whole[1].bytes).pictures).replace('"id":1', '"id":18446744073709551615')))), damaged],
  "paths that lead out": [zip([...whole, { name: "../../.bashrc", bytes: Buffer.from("x") }]), damaged],
  "an absolute path": [zip([...whole, { name: "/etc/passwd", bytes: Buffer.from("x") }]), damaged],
  "a list that unpacks to 120 MB": [zip([{ name: "gallery.json", bytes: Buffer.alloc(0), packed: zeros, size: 120_000_000, crc: 0 }], { deflate: true }), damaged],
  "the same, said to be small": [zip([{ name: "gallery.json", bytes: Buffer.alloc(0), packed: zeros, size: 1_000, crc: 0 }], { deflate: true }), damaged],
  "what is compressed and is not": [zip([{ name: "gallery.json", bytes: Buffer.alloc(0), packed: Buffer.from("no deflate"), size: 10 }], { deflate: true }), damaged],
  "ten thousand pictures that are not there": [
    zip([gallery(Array.from({ length: 10_000 }, (_, id) => one(id)))[10_000]]),
    damaged,
  ],
};

testOnDesktop("a ZIP that is broken, foreign or hostile changes nothing, and says so", async ({ page, errors, t }) => {
  const app = await importZip(page, zip(gallery([one(7)])));
  await page.getByText("1 picture imported.").waitFor();
  const before = await records(page, 1);
  for (const [name, [bytes, message]] of Object.entries(HOSTILE)) {
    await t.test(name, async () => {
      await importZip(page, bytes, `${name}.zip`);
      const notice = page.locator(".notice__text").filter({ hasText: name });
      await notice.waitFor();
      assert.match(await notice.textContent(), message);
      assert.deepEqual(await storedRecords(page), before);
      assert.deepEqual(await alts(app), ["picture 7"]);
    });
  }
  assert.deepEqual(errors, []);
});

testOnDesktop("among ten thousand entries the pictures are found; a damaged one is counted, and words stay words", async ({ page, errors }) => {
  const markup = '<img src=x onerror="alert(1)"> {count} \u202e';
  const pictures = [one(1, { prompt: markup, said: markup, model: markup }), one(2), one(2, { created_ms: 9 })];
  const [first, second, , listed] = gallery(pictures);
  const others = Array.from({ length: 10_000 }, (_, index) => ({ name: `other/${index}`, bytes: Buffer.from("x") }));
  const app = await importZip(page, zip([...others, first, { ...second, crc: 7 }, listed], { deflate: true }));
  await page.getByText("1 picture imported. Damaged, and not imported: 2 (pictures/2.png, pictures/2.png).").waitFor();
  assert.deepEqual(await alts(app), [markup]);
  // A duplicate name is imported as one picture.
  await importZip(page, zip([first, second, listed]), "again.zip");
  await page.getByText("1 picture imported.", { exact: true }).waitFor();
  await records(page, 2);
  assert.deepEqual(errors, []);
});
