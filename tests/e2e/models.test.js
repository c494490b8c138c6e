// One prompt for several models: the sum of their prices, their pictures side by side, and the retry of a single failed
// model.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { bodies } from "./harness/studio-page.js";

const picker = (page) => page.getByRole("dialog", { name: "Model and price" });
const modelOf = (url) => /models\/([^:]+):/.exec(url)[1];

async function chooseMore(page, ...models) {
  await page.getByRole("button", { name: /^Model: / }).click();
  for (const model of models) await picker(page).getByRole("button", { name: `Ask ${model} as well` }).click();
}

testOnBothScreens("a prompt goes to each chosen model; the price is the sum, and each picture names its model", async ({ page, app, requests, screen, errors }) => {
  await page.locator("#price", { hasText: "$0.039" }).waitFor();
  await chooseMore(page, "gemini-3-pro-image", "gemini-3.1-flash-image");
  assert.ok(!(await picker(page).getByRole("button", { name: "Ask gemini-2.5-flash-image as well" }).isVisible()), "it is asked anyway");
  await picker(page).getByRole("button", { name: "Ask gemini-3.1-flash-image as well", pressed: true }).click();
  await inBothThemes(page, `models-${screen}`);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Model: gemini-2.5-flash-image +1" }).waitFor();
  assert.equal(await page.locator("#price").innerText(), "$0.173");

  const before = requests.length;
  await app.submit("a red fox");
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  const asked = requests.slice(before).filter((url) => url.includes(":generateContent")).map(modelOf);
  assert.deepEqual(asked.sort(), ["gemini-2.5-flash-image", "gemini-3-pro-image"]);
  const names = await page.locator(".tile__model").allInnerTexts();
  assert.deepEqual(names.sort(), ["gemini-2.5-flash-image", "gemini-3-pro-image"]);
  await inBothThemes(page, `models-done-${screen}`);
  assert.deepEqual(errors, []);
});

testOnDesktop("the model that takes the first place is asked once; what failed is asked again of its own model", async ({ page, app, errors }) => {
  await chooseMore(page, "gemini-3-pro-image");
  await picker(page).getByRole("button", { name: /^gemini-3-pro-image/ }).click();
  await page.getByRole("button", { name: "Model: gemini-3-pro-image", exact: true }).waitFor();
  await chooseMore(page, "gemini-2.5-flash-image");
  await page.keyboard.press("Escape");
  const sent = bodies(page);
  const urls = [];
  page.on("request", (request) => request.method() === "POST" && urls.push(modelOf(request.url())));
  let isDown = true;
  await page.route(/gemini-2\.5-flash-image:generateContent/, (route) => (isDown ? route.abort("failed") : route.fallback()));
  await app.submit("a red fox");
  await page.getByRole("button", { name: "Try again" }).first().waitFor();
  await app.pictures.first().waitFor();
  isDown = false;
  await page.getByRole("button", { name: "Try again" }).first().click();
  await app.pictures.nth(1).waitFor();
  assert.deepEqual(urls.slice(-1), ["gemini-2.5-flash-image"]);
  assert.equal(sent.length, 3);
  assert.ok(errors.every((error) => error.includes("ERR_FAILED")), errors.join());
});
