// The history as a tree: origins, edits that continue a conversation with its context, zoom, comparison.

import assert from "node:assert/strict";

import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { reloadWhenSaved, pinch, plainPng } from "./harness/studio-page.js";

testOnBothScreens("an edit goes on with its conversation, marks on their own parts, and just so after a reload", async ({ page, errors, app }) => {
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.postDataJSON().contents));
  await app.make("a lighthouse");
  await app.button("Edit").click();
  await app.make("make it green");

  assert.deepEqual(sent[1].map(({ role }) => role), ["user", "model", "user"]);
  assert.equal(sent[1][0].parts[0].text, "a lighthouse");
  const marked = sent[1][1].parts.find((part) => part.inlineData);
  assert.ok(marked.thoughtSignature, "the model's mark goes back on its picture");
  assert.deepEqual(sent[1][2].parts, [{ text: "make it green" }]);

  await reloadWhenSaved(page);
  await app.pictures.nth(1).waitFor();
  await app.button("Edit").first().click();
  await app.make("make it grey");
  assert.deepEqual(sent[2].slice(0, 3), sent[1], "the stored turns are the sent ones");
  assert.deepEqual(sent[2].map(({ role }) => role), ["user", "model", "user", "model", "user"]);
  assert.ok(sent[2][3].parts.some((part) => part.inlineData && part.thoughtSignature));

  // A branch from the first turn does not contain the second turn.
  await app.act("a lighthouse", "Edit");
  await app.make("make it larger");
  assert.deepEqual(sent[3].slice(0, 2), sent[1].slice(0, 2));
  assert.equal(sent[3].length, 3);
  assert.deepEqual(errors, []);
}, { model: "gemini-3-pro-image" });

testOnDesktop("a part of nothing but a signature goes back in its place, and just so after a reload", async ({ page, context, app }) => {
  const image = { mimeType: "image/png", data: plainPng(8, 8, [180, 90, 40], 0).toString("base64") };
  const call = { name: "f", args: { a: 1 } };
  const parts = [
    { thought: true, thoughtSignature: "QQ==" },
    { inlineData: image, thoughtSignature: "Qg==" },
    { thoughtSignature: "Qw==" },
    { functionCall: call, thoughtSignature: "RA==" },
  ];
  await context.route("**/v1beta/**", (route) => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    return route.fulfill({ headers, json: { candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] } });
  });
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.postDataJSON().contents));
  await app.make("a lighthouse");
  await reloadWhenSaved(page);
  await app.pictures.first().waitFor();
  await app.button("Edit").first().click();
  await app.make("make it green");
  const { parts: back } = sent[1][1];
  assert.deepEqual(back.map(({ thoughtSignature }) => thoughtSignature), ["QQ==", "Qg==", "Qw==", "RA=="]);
  assert.deepEqual([back[0].text, back[2].text, back[3].functionCall], ["", "", call]);
  assert.ok(back[0].thought && back[1].inlineData);
}, { model: "gemini-3-pro-image" });

testOnBothScreens("another model gets the turns without the marks, which it could not read", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.set({ model: "gemini-2.5-flash-image" });
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await app.button("Edit").click();
  await app.make("make it green");
  const text = (await sent).postData();
  assert.ok(!text.includes("thoughtSignature") && text.includes("a lighthouse"));
}, { model: "gemini-3-pro-image" });

testOnBothScreens("the strip shows the way to a picture and its branches, and leads along them", async ({ page, app }) => {
  await app.make("a lighthouse");
  await app.button("Edit").click();
  await app.make("make it green");
  await app.act("a lighthouse", "Edit");
  await app.make("make it grey");

  await app.look("a lighthouse");
  const viewer = page.getByRole("dialog", { name: "a lighthouse" });
  const strip = app.viewer.getByRole("navigation", { name: "History" });
  const names = () => strip.getByRole("button").evaluateAll((steps) => steps.map((step) => step.ariaLabel));
  await viewer.waitFor();
  assert.deepEqual(await names(), ["a lighthouse", "make it grey", "make it green"]);
  await strip.getByRole("button", { name: "make it green" }).click();
  await page.getByRole("dialog", { name: "make it green" }).waitFor();
  assert.deepEqual(await names(), ["a lighthouse", "make it green"]);
  assert.equal(await strip.getByRole("button", { name: "make it green" }).getAttribute("aria-current"), "true");
  await app.viewer.getByRole("button", { name: "Edit", exact: true }).click();
  await app.button("Remove make it green").waitFor();
  await app.focused(app.prompt);
});

testOnBothScreens("close up: wheel, keys, fingers and dragging", async ({ page, errors, app }) => {
  await app.make("a lighthouse");
  await app.button("Open").click();
  const stage = page.getByRole("group", { name: "The picture, enlarged" });
  await stage.waitFor();
  // Relative to the scale at which the picture fits.
  const percent = async () => Number.parseFloat(await page.locator(".zoom-buttons__value").textContent());
  const fitted = await percent();
  const scale = async () => Number(((await percent()) / fitted).toFixed(1));
  const transform = () => stage.getByRole("img").evaluate((image) => image.style.transform);
  await stage.hover();
  await page.mouse.wheel(0, -240);
  await page.waitForFunction(() => document.querySelector(".zoom-viewport__image").style.transform.includes("scale(1.8"));
  assert.equal(await scale(), 1.8);

  const before = await transform();
  const { x, y, width, height } = await stage.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 40, y + height / 2 + 30);
  await page.mouse.up();
  assert.notEqual(await transform(), before);

  await stage.focus();
  await page.keyboard.press("0");
  assert.equal(await scale(), 1);
  await page.keyboard.press("+");
  assert.equal(await scale(), 1.4);
  const still = await transform();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await transform(), still);

  await page.keyboard.press("0");
  await pinch(stage);
  assert.equal(await scale(), 2);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // `setPointerCapture` fails for a synthetic pointer, and the page ignores that.
  assert.deepEqual(errors, []);
});

testOnBothScreens("compare side by side, on a phone one below the other, kept for the next pair", async ({ page, app, screen }) => {
  await app.make("an owl");
  await app.make("a lighthouse");
  await app.button("Compare").first().click();
  const dialog = page.getByRole("dialog", { name: "Compare" });
  await dialog.getByLabel("Side by side").check();
  await page.waitForFunction(() => document.querySelectorAll(".compare__half").length === 2);
  const boxes = await Promise.all([0, 1].map((place) => dialog.getByRole("img").nth(place).boundingBox()));
  if (screen === "desk") assert.ok(boxes[0].x + boxes[0].width <= boxes[1].x, "beside each other");
  else assert.ok(boxes[0].y + boxes[0].height <= boxes[1].y, "below each other");
  await page.keyboard.press("Escape");
  await app.act("an owl", "Compare");
  assert.ok(await dialog.getByLabel("Side by side").isChecked());
});

testOnDesktop("a heavy picture that is edited goes with the request, and what is too heavy for one is made smaller", async ({ page, context, app }) => {
  let side = 1700;
  await context.route("**/v1beta/**", (route) => {
    const data = plainPng(side, side, [180, 90, 40], 0).toString("base64");
    const parts = [{ inlineData: { mimeType: "image/png", data }, thoughtSignature: "c2ln" }];
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
    return route.fulfill({ headers, json: { candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] } });
  });
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.postDataJSON().contents));
  const carried = ({ parts }) => parts.flatMap(({ inlineData }) => (inlineData ? Buffer.byteLength(inlineData.data, "base64") : []));

  await app.make("a lighthouse");
  side = 2400;
  await app.button("Edit").click();
  await app.make("make it green");
  assert.ok(carried(sent[1][1])[0] > 8_600_000, "the picture as it is");
  await app.button("Edit").first().click();
  await app.make("make it grey");
  assert.deepEqual(carried(sent[2][1]), [], "there is no room for an older one");
  assert.ok(carried(sent[2][3])[0] < 15_000_000, "the picture made smaller");
  assert.ok(sent[2][3].parts.some((part) => part.inlineData && part.thoughtSignature));
}, { model: "gemini-3-pro-image" });
