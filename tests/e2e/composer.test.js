// The composer: the price and the model beside Generate.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";

/** Returns the text of the price, which is the accessible description of Generate. */
const price = (page) => page.locator("#price").innerText();

testOnBothScreens("Generate names the number and the price; the model is chosen beside it, among known ones and by any ID", async ({ page, app, service, screen, errors }) => {
  const generate = app.button("Generate");
  const model = page.getByRole("button", { name: /^Model: / });
  await page.locator("#price", { hasText: "$0.039" }).waitFor();
  assert.equal(await generate.textContent(), "Generate", "the price is no part of the name, nor of the text");
  assert.equal(await generate.getAttribute("aria-describedby"), "price");
  const { y, height } = await generate.boundingBox();
  assert.ok(y > 0 && y + height <= page.viewportSize().height, `on a ${screen} it is in the window`);
  for (let times = 0; times < 3; times += 1) await app.button("More images").click();
  assert.equal(await price(page), "4 × $0.039");

  await model.click();
  const picker = page.getByRole("dialog", { name: "Model and price" });
  await app.focused(picker.getByRole("button", { name: /^gemini-2.5-flash-image/ }));
  await picker.getByText("Closed to new keys. Use gemini-nano-banana-2.1.").waitFor();
  await picker.getByText("Deprecated. Use gemini-nano-banana-2.1.").waitFor();
  await inBothThemes(page, `model-${screen}`);
  const bounds = await picker.boundingBox();
  assert.ok(bounds.x >= 0 && bounds.y >= 0 && bounds.x + bounds.width <= page.viewportSize().width && bounds.y + bounds.height <= page.viewportSize().height);
  await picker.getByRole("button", { name: /^gemini-3-pro-image \$0.134/ }).click();
  await picker.waitFor({ state: "hidden" });
  await app.focused(model);
  assert.equal(await price(page), "4 × $0.134");
  await page.getByLabel("Image size").selectOption("4K");
  assert.equal(await price(page), "4 × $0.240");

  await model.click();
  await picker.getByLabel("Another model ID").fill("mine/one");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Model: mine/one" }).waitFor();
  assert.equal(await price(page), "", "its price is not known");
  await page.keyboard.press("Escape");
  await app.step("Undo").click();
  await page.getByRole("button", { name: "Model: gemini-3-pro-image" }).waitFor();
  assert.equal(await price(page), "4 × $0.240");

  await page.getByRole("button", { name: `Service: ${new URL(service).host}` }).click();
  await app.focused(page.getByRole("radio", { name: "Another relay" }));
  assert.deepEqual(errors, []);
});

testOnBothScreens("demo mode is free, says so in one line, and its pictures name no model and no tokens; variants differ", async ({ page, app, screen }) => {
  await app.sandboxLabel.getByText("Demo mode: simple drawings made on this device.").waitFor();
  assert.equal(await price(page), "free");
  await app.button("More images").click();
  await page.getByRole("button", { name: "Service: Demo mode" }).click();
  await app.focused(app.key);
  await app.closeSettings();
  await app.submit("a red sailboat on a lake");
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  const sums = await app.pictures.evaluateAll((images) =>
    Promise.all(images.map(async ({ src }) => new Uint8Array(await crypto.subtle.digest("SHA-256", await (await fetch(src)).arrayBuffer())).join())),
  );
  assert.equal(new Set(sums).size, 2);
  await page.locator(".sheet").getByRole("button", { name: "Open" }).first().click();
  const card = page.locator(".stage .card");
  await card.getByText("Demo mode draws by simple rules.").waitFor();
  const metadata = await card.locator(".metadata").innerText();
  assert.ok(!/Model|Tokens|gemini/.test(metadata), metadata);
  assert.ok(!/token/.test(await app.results.innerText()), screen);
}, { as: "new" });

testOnDesktop("on a phone the form is a sheet: a line and Generate until it is opened, results first", async ({ page, app, errors }) => {
  const handle = app.button("All options");
  const form = page.locator("#form");
  const isSeen = (locator) => locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const sheet = document.getElementById("form").getBoundingClientRect();
    return top >= sheet.top && bottom <= Math.min(sheet.bottom, innerHeight) + 1;
  });
  const more = app.button("More images");
  await app.results.getByRole("heading", { name: "Make or edit a picture with words." }).waitFor();
  const door = await app.button("Describe a picture").boundingBox();
  assert.ok(door.y + door.height < (await page.locator(".composer").boundingBox()).y, "the results come first");
  assert.ok((await form.boundingBox()).height < 64);
  assert.equal(await isSeen(more), false);
  const generate = await app.button("Generate").boundingBox();
  assert.ok(generate.y + generate.height <= 844);

  const isOpened = (expanded) => page.locator(`.composer__handle[aria-expanded=${expanded}]`).waitFor();
  // The first touch loads the code that opens the sheet.
  await app.prompt.tap();
  await isOpened(true);
  assert.equal(await isSeen(more), true, "all of it without scrolling");
  assert.equal((await app.button("Generate").boundingBox()).y, generate.y, "Generate stays where it is");
  await inBothThemes(page, "sheet");
  await more.tap();
  await app.prompt.fill("a lighthouse");
  await app.button("Generate").tap();
  await app.pictures.nth(1).waitFor();
  assert.equal(await handle.getAttribute("aria-expanded"), "false");

  await handle.tap();
  assert.equal(await isSeen(more), true);
  await page.touchscreen.tap(195, 20);
  assert.equal(await handle.getAttribute("aria-expanded"), "false", "a tap beside it closes it");
  await app.prompt.tap();
  await isOpened(true);
  await page.keyboard.press("Escape");
  await app.prompt.tap();
  await isOpened(true);
  await page.keyboard.press("Escape");
  await handle.focus();
  for (const key of ["Tab", "Tab"]) await page.keyboard.press(key);
  assert.equal(await handle.getAttribute("aria-expanded"), "true", "the keyboard opens what it comes to");
  await page.keyboard.press("Escape");
  assert.equal(await handle.getAttribute("aria-expanded"), "false");
  assert.deepEqual(errors, []);
}, { as: "new", viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
