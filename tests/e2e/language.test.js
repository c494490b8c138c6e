// English and Chinese, and the effects of the keyboard.

import assert from "node:assert/strict";

import { violations } from "./harness/axe.js";
import { screenshot } from "./harness/studio.js";
import { testOnBothScreens } from "./harness/screens.js";

testOnBothScreens("a Chinese browser is spoken to in Chinese; the switch holds across visits and loses nothing", async ({ page, errors, app }) => {
  const lang = () => page.evaluate(() => document.documentElement.lang);
  await page.getByRole("button", { name: "生成", exact: true }).waitFor();
  assert.equal(await lang(), "zh-Hans");
  await page.getByRole("textbox", { name: "提示词" }).fill("一只梨");
  await page.getByRole("button", { name: "生成", exact: true }).click();
  await page.getByRole("img", { name: "一只梨" }).waitFor();

  await page.getByLabel("语言").selectOption("English");
  await app.button("Generate").waitFor();
  assert.equal(await lang(), "en");
  assert.equal(await app.prompt.inputValue(), "一只梨");
  assert.equal(await app.pictures.count(), 1);
  await page.reload();
  await app.button("Generate").waitFor();
  assert.deepEqual(errors, []);
}, { as: "new", locale: "zh-CN" });

testOnBothScreens("a job that runs goes on while the language changes", async ({ page, app }) => {
  await app.submit("a lighthouse");
  await page.getByLabel("Language").selectOption("中文");
  await page.getByRole("img", { name: "a lighthouse" }).waitFor();
  await page.getByRole("button", { name: "生成", exact: true }).waitFor();
});

testOnBothScreens("a failure is shown in Chinese, with the service's own words unchanged", async ({ page, service }) => {
  await page.getByRole("button", { name: "设置", exact: true }).click();
  await page.locator("#endpoint:focus").waitFor();
  await page.getByLabel("接口地址").fill(`${service}/scenario/bad-request`);
  await page.getByLabel("API 密钥").fill("sk-test");
  await page.getByRole("textbox", { name: "提示词" }).fill("一只梨");
  await page.getByRole("button", { name: "生成", exact: true }).click();
  const alert = page.getByRole("alert");
  await alert.getByText("服务拒绝了这样的请求。").waitFor();
  await alert.getByText("服务说").waitFor();
  const words = await alert.locator("q").innerText();
  assert.match(words, /^[\x20-\x7e“”"]+$/, "the service speaks English");
  assert.doesNotMatch((await alert.innerText()).replace(words, ""), /The service|[a-z]{4,} [a-z]{4,}/);
}, { as: "new", locale: "zh-CN" });

testOnBothScreens("axe finds nothing in Chinese, and nothing is too wide", async ({ page, screen }) => {
  await page.getByRole("textbox", { name: "提示词" }).fill("一只梨");
  await page.getByRole("button", { name: "生成", exact: true }).click();
  await page.getByRole("img", { name: "一只梨" }).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, `chinese-${screen}`);
  for (const width of [320, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`);
  }
}, { locale: "zh-CN" });

testOnBothScreens("the list of keys, and the keys", async ({ page, app, screen }) => {
  await app.make("a lighthouse");
  await page.getByRole("heading", { name: "Results" }).focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await sheet.waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, `shortcuts-${screen}`);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await page.keyboard.press("/");
  await page.waitForFunction(() => document.activeElement.type === "search");
  await page.keyboard.type("?");
  assert.equal(await sheet.isVisible(), false, "where text is typed, keys are letters");
  await page.getByRole("heading", { name: "Results" }).focus();
  await page.keyboard.press("p");
  await page.waitForFunction(() => document.activeElement.id === "prompt");
  assert.equal(await app.prompt.inputValue(), "a lighthouse");
});
