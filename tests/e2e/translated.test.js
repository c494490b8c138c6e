// A page that the browser translates: translators repeatedly move each text into elements of their own.

import assert from "node:assert/strict";

import { testOnBothScreens } from "./harness/screens.js";

/**
 * Simulates a translator: replaces every text on the page, now and later, by two nested elements with other words.
 * Unlike a real translator, it ignores `translate="no"`.
 */
const TRANSLATE = () => {
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "" && !node.parentElement?.closest("font, textarea, script, style");
  const translate = (node) => {
    const [outer, inner] = [document.createElement("font"), document.createElement("font")];
    inner.textContent = `«${node.data}»`;
    outer.append(inner);
    node.replaceWith(outer);
  };
  const all = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (isText(walker.currentNode)) texts.push(walker.currentNode);
    texts.forEach(translate);
  };
  all();
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true, characterData: true });
  return document.querySelectorAll("font font").length;
};

testOnBothScreens("a translated page goes on: numbers move, and messages that are over go", async ({ page, errors, app, service }) => {
  await app.prompt.waitFor();
  assert.ok((await page.evaluate(TRANSLATE)) > 5);
  const press = (text) => page.getByRole("button", { name: text }).first().click();
  const bar = page.locator(".run-bar");
  const note = page.locator("#form-error");

  // The validation message appears, and disappears once the value is entered.
  await press("«Generate»");
  await note.getByText("«").waitFor();
  await app.prompt.fill("a lighthouse");
  await page.waitForFunction(() => document.querySelector("#form-error").textContent === "");
  for (const count of ["2", "3"]) {
    await press("More images");
    await page.waitForFunction((count) => document.querySelector(".options__count").textContent === `«${count}»`, count);
  }
  await press("Fewer images");
  await press("Fewer images");
  await page.waitForFunction(() => document.querySelector(".options__count").textContent === "«1»");

  // A job with its button, its phase and its elapsed time.
  await page.getByRole("button", { name: "«Settings»" }).click();
  await page.locator("#endpoint").fill(`${service}/scenario/slow;wait=2s`);
  await page.getByRole("button", { name: "«Done»" }).click();
  await press("«Generate»");
  await bar.getByRole("button", { name: "«Cancel»" }).waitFor();
  const seen = await page.evaluate(async () => {
    const [phases, times] = [new Set(), new Set()];
    while (!document.querySelector(".card__image")) {
      phases.add(document.querySelector(".progress__phase")?.textContent);
      times.add(document.querySelector(".progress__numbers")?.textContent);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return { phases: phases.size, times: times.size };
  });
  assert.ok(seen.times >= 6, `the clock moves: ${seen.times} times were seen`);
  await bar.getByRole("button", { name: "«Generate»" }).waitFor();
  assert.equal(await bar.getByText("Cancel").count(), 0, "no old word is left on the button");
  await page.getByText(/«1 picture · /).waitFor();

  // Messages appear, change and disappear.
  const message = page.locator(".notice__text");
  await press("«Delete»");
  await message.getByText("«").waitFor();
  await page.locator("#undo").click();
  await app.pictures.waitFor();
  // The message disappears by itself once no pointer is on it.
  await page.mouse.move(5, 5);
  await page.waitForFunction(() => document.querySelector(".notice__text").textContent === "");

  // A failure and its headline under Generate; both disappear with the next job.
  await page.getByRole("button", { name: "«Settings»" }).click();
  await page.locator("#endpoint").fill(`${service}/scenario/refused`);
  await page.getByRole("button", { name: "«Done»" }).click();
  await press("«Generate»");
  await app.alert.waitFor();
  await page.locator(".run-bar__failure").waitFor();
  await page.getByRole("button", { name: "«Settings»" }).click();
  await page.locator("#endpoint").fill("no address");
  await page.locator("#endpoint-hint").getByText("«It begins with").or(page.locator("#endpoint-hint").getByText("https://")).waitFor();
  await page.locator("#endpoint").fill(service);
  await page.waitForFunction(() => document.querySelector("#endpoint-hint").textContent.match(/«/g).length === 1);
  await page.getByRole("button", { name: "«Done»" }).click();
  await press("«Generate»");
  await app.pictures.nth(1).waitFor();
  assert.equal(await app.alert.count(), 0);
  assert.equal(await page.locator(".run-bar__failure").count(), 0);

  // The viewer with its zoom percentage, retouching, and another language.
  await page.getByRole("button", { name: "Open" }).first().click();
  await page.waitForFunction(() => document.querySelector(".zoom-buttons__value")?.textContent !== "100 %");
  const fitted = await page.locator(".zoom-buttons__value").textContent();
  await page.getByRole("dialog").getByRole("button", { name: "Zoom in", exact: true }).click();
  await page.waitForFunction((fitted) => document.querySelector(".zoom-buttons__value").textContent !== fitted, fitted);
  await page.keyboard.press("Escape");
  await page.getByLabel("Language").first().selectOption("zh-Hans");
  await page.getByRole("button", { name: "«生成»" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "«Generate»" }).count(), 0);
  assert.equal(await page.locator(".cell").count(), 2);
  assert.deepEqual(errors.filter((error) => !error.includes("/scenario/")), []);
});
