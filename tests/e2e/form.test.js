// The form: count, size, input images and their order, advanced options.

import assert from "node:assert/strict";

import { serve } from "../harness/server.js";
import { testOnBothScreens, studio } from "./harness/screens.js";
import { bodies, picture, plainPng } from "./harness/studio-page.js";

testOnBothScreens("several at once: each its own request, each its own picture, seeds apart", async ({ page, errors, app }) => {
  const sent = bodies(page);
  await app.button("More images").click();
  await app.button("More images").click();
  await page.getByText("Advanced").click();
  await page.getByLabel("Seed").fill("41");
  await app.submit("a fox");
  await app.pictures.nth(2).waitFor();
  await app.button("Generate").waitFor();
  assert.deepEqual(sent.map((body) => body.generationConfig.seed).sort(), [41, 42, 43]);
  const made = await Promise.all([0, 1, 2].map((place) => picture(app.pictures.nth(place))));
  assert.equal(new Set(made.map(({ sha256 }) => sha256)).size, 3);
  assert.deepEqual(errors, []);
});

testOnBothScreens("temperature, seed and system instruction are sent; a value that is no number is reported before", async ({ page, app }) => {
  const sent = bodies(page);
  await page.getByText("Advanced").click();
  await page.getByLabel("Temperature").fill("3");
  await app.submit("a fox");
  await page.getByText("a number from 0 to 2").waitFor();
  assert.deepEqual(sent, []);
  await app.focused(page.getByLabel("Temperature"));
  await page.getByLabel("Temperature").fill("0,4");
  await page.getByLabel("System instruction").fill("Always in ink.");
  await app.make("a fox");
  assert.equal(sent[0].generationConfig.temperature, 0.4);
  assert.deepEqual(sent[0].systemInstruction.parts, [{ text: "Always in ink." }]);
});

testOnBothScreens("every choice of the few goes into the request, as far as the model takes it", async ({ page, app }) => {
  const sent = bodies(page);
  await page.getByText("Advanced").click();
  for (const [name, value] of [["Temperature", "0.4"], ["Top P", "0,9"], ["Top K", "40"], ["Seed", "7"]]) {
    await page.getByLabel(name, { exact: true }).fill(value);
  }
  await page.getByLabel("Thinking").selectOption({ label: "High" });
  await page.getByLabel("Safety filter").selectOption({ label: "Relaxed" });
  await page.getByLabel("Images only").check();
  await page.getByLabel("Use web search").check();
  await page.getByLabel("System instruction").fill("Always in ink.");
  await app.make("a fox");
  const { generationConfig, safetySettings, tools, systemInstruction } = sent[0];
  const { temperature, topP, topK, seed, responseModalities, thinkingConfig } = generationConfig;
  assert.deepEqual([temperature, topP, topK, seed], [0.4, 0.9, 40, 7]);
  assert.deepEqual(responseModalities, ["IMAGE"]);
  assert.deepEqual(thinkingConfig, { thinkingLevel: "HIGH" });
  assert.deepEqual(tools, [{ googleSearch: {} }]);
  assert.deepEqual(systemInstruction.parts, [{ text: "Always in ink." }]);
  const harms = ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT"];
  assert.deepEqual(safetySettings, harms.map((harm) => ({ category: `HARM_CATEGORY_${harm}`, threshold: "BLOCK_ONLY_HIGH" })));

  // Options for thinking and search are not sent to a model that supports neither.
  await app.set({ model: "gemini-2.5-flash-image" });
  await app.make("a fox");
  assert.equal(sent[1].generationConfig.thinkingConfig, undefined);
  assert.equal(sent[1].tools, undefined);
  assert.equal(sent[1].generationConfig.topK, 40);
  await page.getByLabel("Top P", { exact: true }).fill("2");
  await app.button("Generate").click();
  await page.getByText("Top P is a number from 0 to 1.").waitFor();
  assert.equal(sent.length, 2);
}, { model: "gemini-3.1-flash-image" });

testOnBothScreens("sizes where the model has them, sent as chosen, and a 4K picture arrives", async ({ page, app, service }) => {
  await app.prompt.waitFor();
  assert.equal(await page.getByLabel("Image size").count(), 0, "the default model has one size");
  await app.set({ endpoint: service, key: "sk-test", model: "gemini-3-pro-image" });
  const sent = bodies(page);
  await page.getByLabel("Image size").selectOption("4K");
  const made = await picture(await app.make("a wide view"));
  assert.equal(sent[0].generationConfig.imageConfig.imageSize, "4K");
  assert.deepEqual([made.width, made.height], [4096, 4096]);
}, { as: "new" });

testOnBothScreens("images are put in order by buttons, keys and dragging, and sent in that order", async ({ page, app }) => {
  const sent = bodies(page);
  const order = () => app.thumbnails.evaluateAll((all) => all.map((button) => button.ariaLabel.slice(7)));
  for (const [name, width] of [["one.png", 11], ["two.png", 12], ["three.png", 13]]) {
    await app.addImage(name, plainPng(width, 8));
    await app.button(`Remove ${name}`).waitFor();
  }
  await app.button("Move three.png earlier").click();
  assert.deepEqual(await order(), ["one.png", "three.png", "two.png"]);
  // The focus returns to that arrow in the next frame.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await app.button("Move one.png later").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await order(), ["three.png", "one.png", "two.png"]);
  await app.focused(app.button("Move one.png later"));
  await page.keyboard.press("Enter");
  assert.deepEqual(await order(), ["three.png", "two.png", "one.png"]);
  await app.button("Move one.png earlier").tap();
  await page.getByText("Image 2 of 3").waitFor({ state: "attached" });
  assert.deepEqual(await order(), ["three.png", "one.png", "two.png"]);
  await page.getByAltText("two.png").dragTo(page.getByAltText("three.png"));
  assert.deepEqual(await order(), ["two.png", "three.png", "one.png"]);

  await app.make("put them together");
  const widths = sent[0].contents[0].parts.slice(1).map(({ inlineData }) => Buffer.from(inlineData.data, "base64").readUInt32BE(16));
  assert.deepEqual(widths, [12, 13, 11]);
}, { hasTouch: true });

testOnBothScreens("a result is taken as one more image", async ({ app }) => {
  await app.addImage("own.png", plainPng(8, 8));
  await app.thumbnails.waitFor();
  await app.make("a lighthouse");
  await app.button("Use as reference").click();
  await app.button("Remove a lighthouse").waitFor();
  assert.equal(await app.thumbnails.count(), 2);
});

testOnBothScreens("an image from the web: typed, pasted, dropped; a failed download is reported", async ({ page, app }) => {
  const files = await serve((request, response) => {
    const headers = request.url.startsWith("/closed") ? {} : { "access-control-allow-origin": "*" };
    if (request.url.startsWith("/gone")) return response.writeHead(404, headers).end();
    const isPicture = !request.url.startsWith("/words");
    response.writeHead(200, headers).end(isPicture ? plainPng(20, 10) : "no picture");
  });
  const note = page.locator("#images-error");
  const added = async (name) => {
    await page.getByText(`${name} was added to the images.`).waitFor({ state: "attached" });
    await app.button(`Remove ${name}`).waitFor();
  };
  await page.getByText("Add from URL").click();
  const field = page.getByLabel("Image URL");
  await field.fill(`${files.url}/typed.png?size=2`);
  await page.keyboard.press("Enter");
  await added("typed.png");
  assert.equal(await field.inputValue(), "");

  await page.evaluate((url) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", `${url}/pasted.png`);
    document.querySelector("h2").dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData }));
  }, files.url);
  await added("pasted.png");
  await page.evaluate((url) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/uri-list", `# a link\r\n${url}/dropped.png`);
    document.querySelector("h2").dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
  }, files.url);
  await added("dropped.png");

  await app.button("Remove pasted.png").click();
  await app.focused(app.files);
  for (const [path, message] of [
    ["/words.png", "it is not an image"],
    ["/gone.png", "its host answers HTTP 404"],
    ["/closed.png", "does not let other pages read it (CORS)"],
  ]) {
    await field.fill(files.url + path);
    await app.button("Add").click();
    await note.getByText(message).waitFor();
  }
  await field.fill("a pear");
  await app.button("Add").click();
  await note.getByText("A URL begins with https://").waitFor();
  assert.equal(await app.thumbnails.count(), 2);
  await files.close();
});

testOnBothScreens("a picture that is asked for while images are on their way is made with them, or not at all", async ({ page, app }) => {
  const sent = bodies(page);
  const images = () => sent.map(({ contents }) => contents.at(-1).parts.filter(({ inlineData }) => inlineData).length);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const files = await serve(async (request, response) => {
    if (request.url.startsWith("/slow")) await held;
    const status = request.url.startsWith("/gone") ? 404 : 200;
    response.writeHead(status, { "access-control-allow-origin": "*" }).end(plainPng(20, 10));
  });
  await page.getByText("Add from URL").click();
  const field = page.getByLabel("Image URL");
  await field.fill(`${files.url}/slow.png`);
  await page.keyboard.press("Enter");
  await page.getByText("Fetching slow.png").waitFor();
  await field.fill("https://typed.since/");
  await app.submit("with both");
  await app.button("Generate").click();
  await app.addImage("own.png", plainPng(8, 8));
  await app.button("Remove own.png").waitFor();
  assert.deepEqual(sent, []);
  release();
  await app.pictures.waitFor();
  assert.deepEqual(images(), [2]);
  assert.equal(await field.inputValue(), "https://typed.since/");

  // Selects a file and presses Generate in one task.
  await page.evaluate((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], "quick.png", { type: "image/png" }));
    const picker = document.querySelector("#add-images");
    picker.files = transfer.files;
    picker.dispatchEvent(new Event("change", { bubbles: true }));
    document.querySelector(".run-bar__button").click();
  }, [...plainPng(9, 9)]);
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(images(), [2, 3]);

  await app.button("Generate").waitFor();
  await field.fill(`${files.url}/gone.png`);
  await app.button("Add").evaluate((button) => {
    button.click();
    document.querySelector(".run-bar__button").click();
  });
  await page.getByText("its host answers HTTP 404").waitFor();
  await app.make("without it");
  assert.deepEqual(images(), [2, 3, 3]);
  await files.close();
}, { model: "gemini-3-pro-image" });

testOnBothScreens("everything that was typed and chosen survives a reload", async ({ page, app }) => {
  await app.prompt.fill("half a thought");
  await app.ratios.getByRole("radio", { name: "16:9" }).check();
  await app.button("More images").click();
  await page.getByText("Advanced").click();
  await page.getByLabel("Seed").fill("7");
  await page.reload();
  await app.prompt.waitFor();
  assert.equal(await app.prompt.inputValue(), "half a thought");
  assert.ok(await app.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  assert.equal(await page.getByLabel("Seed").inputValue(), "7");
  assert.equal(await page.getByRole("group", { name: "Number of images" }).getByRole("status").textContent(), "2");
});

testOnBothScreens("an address fills in the form once: what is typed after it stays, and can be had again after another one", async ({ page, app }) => {
  await app.prompt.waitFor();
  assert.equal(await app.prompt.inputValue(), "a red fox");
  assert.equal(page.url(), studio.url);
  await page.reload();
  await app.prompt.waitFor();
  assert.equal(await app.prompt.inputValue(), "a red fox", "it is a draft like any other");
  await app.prompt.fill("a grey fox");
  await page.reload();
  await app.prompt.waitFor();
  assert.equal(await app.prompt.inputValue(), "a grey fox");
  await page.evaluate(() => (location.hash = "#prompt=an+owl"));
  await page.waitForFunction(() => document.querySelector("#prompt").value === "an owl");
  await app.make("an owl");
  await app.step("Undo").click();
  assert.equal(await app.prompt.inputValue(), "a grey fox");
}, { path: "#prompt=a%20red%20fox" });

testOnBothScreens("a link that is opened over a draft says so, and the draft can be had again", async ({ page, app }) => {
  await app.prompt.fill("half a thought");
  await app.ratios.getByRole("radio", { name: "16:9" }).check();
  await page.goto("about:blank");
  await page.goto(`${studio.url}#prompt=an+owl&ratio=1:1`);
  await page.getByText("The link has filled in the form.").waitFor();
  assert.equal(await app.prompt.inputValue(), "an owl");
  await app.undo.click();
  assert.equal(await app.prompt.inputValue(), "half a thought");
  assert.ok(await app.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  await app.step("Redo").click();
  assert.equal(await app.prompt.inputValue(), "an owl");
  await app.prompt.fill("half an owl");
  await page.evaluate(() => (location.hash = "#prompt=a+fox"));
  await page.getByText("The link has filled in the form.").waitFor();
  await app.undo.click();
  assert.equal(await app.prompt.inputValue(), "half an owl");
});

testOnBothScreens("of many files at once, one sentence says how many there was room for, and one how to take more, beside the images", async ({ page, app }) => {
  const files = Array.from({ length: 20 }, (_, at) => ({ name: `${at}.png`, mimeType: "image/png", buffer: plainPng(8, 8 + at) }));
  await app.files.setInputFiles(files);
  const note = page.locator("#images-error");
  await note.getByText("3 of 20 added: gemini-2.5-flash-image takes 3.").waitFor();
  assert.equal(await note.textContent(), "3 of 20 added: gemini-2.5-flash-image takes 3. To edit more, let each be edited by itself: up to 50.");
  assert.equal(await app.thumbnails.count(), 3);
  await app.addImage("words.png", Buffer.from("no picture"));
  await note.getByText("words.png was not added").waitFor();
  const [top, bottom] = await Promise.all([app.prompt, app.ratios].map((element) => element.boundingBox()));
  const { y } = await note.boundingBox();
  assert.ok(y > top.y + top.height && y < bottom.y, "it stands at the images");
});

testOnBothScreens("each of several files that cannot be taken is named", async ({ page, app }) => {
  const words = (name) => ({ name, mimeType: "image/png", buffer: Buffer.from("no picture") });
  await app.files.setInputFiles([words("one.png"), { ...words("own.png"), buffer: plainPng(8, 8) }, words("two.png")]);
  await app.button("Remove own.png").waitFor();
  const note = page.locator("#images-error");
  await note.getByText("two.png").waitFor();
  assert.match(await note.textContent(), /one\.png was not added.*two\.png was not added/);
});
