// What can be asked for: how many, how large, with which images in which order, and the choices for a few.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startEmulator, startStudio } from "./harness/studio.js";
import { picture, plainPng, visit } from "./harness/visitor.js";

let studio, emulator;
before(async () => ([studio, emulator] = await Promise.all([startStudio(), startEmulator()])));
after(() => Promise.all([studio.close(), emulator.close()]));

/** The bodies of the requests for pictures. */
function bodies(page) {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postDataJSON());
  });
  return sent;
}

test("several at once: each its own request, each its own picture, seeds apart", async () => {
  const { page, errors, close } = await studio.open();
  const visitor = visit(page);
  await visitor.set({ endpoint: emulator.url, key: "sk-test" });
  const sent = bodies(page);
  await visitor.button("More pictures").click();
  await visitor.button("More pictures").click();
  await page.getByText("More choices").click();
  await page.getByLabel("Seed").fill("41");
  await visitor.ask("a fox");
  await visitor.pictures.nth(2).waitFor();
  await visitor.button("Generate").waitFor();
  assert.deepEqual(sent.map((body) => body.generationConfig.seed).sort(), [41, 42, 43]);
  const made = await Promise.all([0, 1, 2].map((place) => picture(visitor.pictures.nth(place))));
  assert.equal(new Set(made.map(({ sha256 }) => sha256)).size, 3);
  assert.deepEqual(errors, []);
  await close();
});

test("temperature, seed and standing instruction are sent; what is no number is said before", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.set({ endpoint: emulator.url, key: "sk-test" });
  const sent = bodies(page);
  await page.getByText("More choices").click();
  await page.getByLabel("Temperature").fill("3");
  await visitor.ask("a fox");
  await page.getByText("a number from 0 to 2").waitFor();
  assert.deepEqual(sent, []);
  await page.getByLabel("Temperature").fill("0,4");
  await page.getByLabel("Standing instruction").fill("Always in ink.");
  await visitor.make("a fox");
  assert.equal(sent[0].generationConfig.temperature, 0.4);
  assert.deepEqual(sent[0].systemInstruction.parts, [{ text: "Always in ink." }]);
  await close();
});

test("sizes where the model has them, sent as chosen, and a 4K picture arrives", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.prompt.waitFor();
  assert.equal(await page.getByLabel("Image size").count(), 0, "the default model has one size");
  await visitor.set({ endpoint: emulator.url, key: "sk-test", model: "gemini-3-pro-image" });
  const sent = bodies(page);
  await page.getByLabel("Image size").selectOption("4K");
  const made = await picture(await visitor.make("a wide view"));
  assert.equal(sent[0].generationConfig.imageConfig.imageSize, "4K");
  assert.deepEqual([made.width, made.height], [4096, 4096]);
  await close();
});

test("images are put in order by buttons, keys and dragging, and sent in that order", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.set({ endpoint: emulator.url, key: "sk-test" });
  const sent = bodies(page);
  const order = () => visitor.thumbnails.evaluateAll((all) => all.map((button) => button.ariaLabel.slice(7)));
  for (const [name, width] of [["one.png", 11], ["two.png", 12], ["three.png", 13]]) {
    await visitor.addImage(name, plainPng(width, 8));
    await visitor.button(`Remove ${name}`).waitFor();
  }
  await visitor.button("Move three.png earlier").click();
  assert.deepEqual(await order(), ["one.png", "three.png", "two.png"]);
  await visitor.button("Move one.png later").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await order(), ["three.png", "one.png", "two.png"]);
  await page.getByText("Image 2 of 3").waitFor({ state: "attached" });
  await page.getByAltText("two.png").dragTo(page.getByAltText("three.png"));
  assert.deepEqual(await order(), ["two.png", "three.png", "one.png"]);

  await visitor.make("put them together");
  const widths = sent[0].contents[0].parts.slice(1).map(({ inlineData }) => Buffer.from(inlineData.data, "base64").readUInt32BE(16));
  assert.deepEqual(widths, [12, 13, 11]);
  await close();
});

test("a result is taken as one more image", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.addImage("own.png", plainPng(8, 8));
  await visitor.thumbnails.waitFor();
  await visitor.make("a lighthouse");
  await visitor.button("Reference").click();
  await visitor.button("Remove a lighthouse").waitFor();
  assert.equal(await visitor.thumbnails.count(), 2);
  await close();
});

test("everything that was typed and chosen survives a reload", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.prompt.fill("half a thought");
  await visitor.ratios.getByRole("radio", { name: "16:9" }).check();
  await visitor.button("More pictures").click();
  await page.getByText("More choices").click();
  await page.getByLabel("Seed").fill("7");
  await page.reload();
  await visitor.prompt.waitFor();
  assert.equal(await visitor.prompt.inputValue(), "half a thought");
  assert.ok(await visitor.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  assert.equal(await page.getByLabel("Seed").inputValue(), "7");
  assert.equal(await page.getByRole("group", { name: "How many" }).getByRole("status").textContent(), "2");
  await close();
});
