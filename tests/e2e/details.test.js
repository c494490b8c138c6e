// The generation metadata in a picture's file: another program can read it, and a stranger's file does no harm.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { pngChunk } from "../harness/png.js";
import { testOnDesktop } from "./harness/screens.js";
import { importZip, plainPng, saved } from "./harness/studio-page.js";
import { gallery, zip } from "./harness/zip.js";

const run = promisify(execFile);

/** Parses every chunk or segment according to the formats' specifications, and prints Studio's own. */
const READER = `
import json, struct, sys, zlib
def png(data):
    assert data[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
    at, found, kinds = 8, None, []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body)
        kinds.append(kind)
        if kind == b"iTXt":
            keyword, rest = body.split(b"\\0", 1)
            assert keyword == b"tintype" and rest[:2] == b"\\0\\0"
            language, translated, found = rest[2:].split(b"\\0", 2)
        at += 12 + length
    assert kinds[0] == b"IHDR" and kinds[-1] == b"IEND"
    return found
def jpeg(data):
    at, found = 2, None
    while data[at + 1] != 0xda:
        marker, length = struct.unpack(">HH", data[at:at + 4])
        if marker == 0xfffe:
            mark, found = data[at + 4:at + 2 + length].split(b"\\0", 1)
            assert mark == b"tintype"
        at += 2 + length
    return found
def webp(data):
    kind, size, form = struct.unpack("<4sI4s", data[:12])
    assert kind == b"RIFF" and form == b"WEBP" and size == len(data) - 8
    at, found = 12, None
    while at < len(data):
        kind, size = struct.unpack("<4sI", data[at:at + 8])
        if kind == b"TTYP":
            mark, found = data[at + 8:at + 8 + size].split(b"\\0", 1)
            assert mark == b"tintype"
        at += 8 + size + size % 2
    assert at == len(data)
    return found
data = open(sys.argv[1], "rb").read()
print(json.dumps(json.loads({0x89: png, 0xff: jpeg, 0x52: webp}[data[0]](data))))
`;

/** Encodes a small picture in each format with the browser. */
const samples = (page) =>
  page.evaluate(async () => {
    const canvas = new OffscreenCanvas(48, 32);
    canvas.getContext("2d").fillRect(4, 4, 20, 20);
    const made = ["image/png", "image/jpeg", "image/webp"].map(async (type) => {
      const blob = await canvas.convertToBlob({ type });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    return Promise.all(made);
  });

testOnDesktop("details in PNG, JPEG and WebP are read by another program and by Studio", async ({ page, errors, t }) => {
  if (!(await run("python3", ["--version"]).catch(() => null))) return t.skip("needs python3");
  const prompt = 'a pear, 一只梨, "ripe" <b> & \\ \n\u0000';
  const asked = { model: "gemini-2.5-flash-image", ratio: "16:9" };
  const made = (await samples(page)).map((bytes, id) => ({ id, prompt: `${id} ${prompt}`, asked, bytes: Buffer.from(bytes) }));
  const app = await importZip(page, zip(gallery(made)));
  await page.getByText("3 pictures imported.").waitFor();
  await page.getByLabel("Save prompt and settings").check();
  await app.closeSettings();
  for (const place of [0, 1, 2]) {
    const alt = await app.pictures.nth(place).getAttribute("alt");
    const file = await saved(page, () => app.button("Download").nth(place).click());
    const { stdout } = await run("python3", ["-c", READER, file.path]);
    const read = JSON.parse(stdout);
    assert.deepEqual([read.prompt, read.asked.model, read.asked.ratio], [alt, asked.model, asked.ratio]);

    await app.addImage(file.name, file.bytes, `image/${{ jpg: "jpeg" }[file.name.slice(-3)] ?? file.name.split(".").at(-1)}`);
    await page.getByText(`${file.name} contains its prompt.`).waitFor();
    await app.button("Use this prompt").click();
    await page.waitForFunction((start) => document.querySelector("#prompt").value.startsWith(start), alt.slice(0, 8));
    assert.ok(await app.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  }
  const shown = await page.locator(".thumbnail__image").evaluateAll((images) =>
    Promise.all(images.map((image) => image.decode().then(() => `${image.naturalWidth} × ${image.naturalHeight}`))),
  );
  assert.deepEqual(shown, ["48 × 32", "48 × 32", "48 × 32"], "and the pictures are whole");
  assert.deepEqual(errors, []);
});

testOnDesktop("a file's model is named before it is taken over, and goes back with its words in one step", async ({ page, app }) => {
  const asked = { model: "gemini-3-pro-image", ratio: "16:9" };
  await app.prompt.fill("words of mine");
  await app.addImage("with-prompt.png", withText(JSON.stringify({ prompt: "a pear", asked })));
  await page.getByText("with-prompt.png contains its prompt. That sets the model to gemini-3-pro-image, too.").waitFor();
  const state = async () => [await app.prompt.inputValue(), await app.model.inputValue(), await app.ratios.getByRole("radio", { name: "16:9" }).isChecked()];
  const before = await state();
  await app.button("Use this prompt").click();
  await page.getByText("The model is gemini-3-pro-image now.").waitFor();
  const after = await state();
  assert.deepEqual(after, ["a pear", "gemini-3-pro-image", true]);
  await app.undo.click();
  assert.deepEqual(await state(), before);
  await app.step("Redo").click();
  assert.deepEqual(await state(), after);
  await page.getByRole("heading", { name: "Results" }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  assert.deepEqual(await state(), before);
  // The message mentions the model only if it changes.
  await app.addImage("same.png", withText(JSON.stringify({ prompt: "an owl", asked: { ...asked, model: before[1] } })));
  await page.getByText("same.png contains its prompt.", { exact: true }).waitFor();
});

/** Builds a PNG with this text in the chunk where Studio writes its own. */
function withText(json) {
  const png = plainPng(32, 32);
  const text = pngChunk("iTXt", Buffer.concat([Buffer.from("tintype\0\0\0\0\0", "latin1"), Buffer.from(json)]));
  return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
}

testOnDesktop("a stranger's file may say what it likes: markup is text, nonsense is nothing", async ({ page, errors, app }) => {
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script> {name}';
  const model = "../../v1/other?key=</option>";
  await app.addImage("markup.png", withText(JSON.stringify({ prompt: markup, asked: { model, ratio: "<b>", seed: 1e308, endpoint: "https://evil.example", key: "x" } })));
  await page.getByText("markup.png contains its prompt.").waitFor();
  const endpoint = await app.endpoint.inputValue();
  await app.button("Use this prompt").click();
  await page.waitForFunction(() => document.querySelector("#prompt").value.startsWith("<img"));
  assert.equal(await app.prompt.inputValue(), markup);
  assert.equal(await page.title(), "Tintype Studio");
  assert.equal(await app.endpoint.inputValue(), endpoint, "a model does not change the endpoint");

  await app.addImage("long.png", withText(JSON.stringify({ prompt: "long ".repeat(40_000) })));
  await page.getByText("long.png contains its prompt.").waitFor();
  const nonsense = { "broken.png": "{", "other.png": '{"prompt":7}', "bare.png": "", "binary.png": Buffer.alloc(900, 0xff) };
  for (const [name, json] of Object.entries(nonsense)) {
    const before = await app.thumbnails.count();
    await app.addImage(name, withText(json));
    await app.button(`Remove ${name}`).waitFor();
    assert.equal(await app.thumbnails.count(), before + 1);
    assert.equal(await page.getByText(`${name} says`).count(), 0);
    await app.button(`Remove ${name}`).click();
  }
  assert.deepEqual(errors, []);
});
