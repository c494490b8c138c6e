// Service profiles: stored in the settings, switched beside Generate, without keys.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnBothScreens } from "./harness/screens.js";

const serviceButton = (page) => page.getByRole("button", { name: /^Service: / });
const picker = (page) => page.getByRole("dialog", { name: "Profiles" });

async function save(page, name) {
  await page.getByRole("textbox", { name: "Profiles" }).fill(name);
  await page.keyboard.press("Enter");
  await page.locator(".profiles").getByRole("button", { name, exact: true }).waitFor();
}

testOnBothScreens("settings are stored as profiles and switched beside Generate; each key stays with its endpoint", async ({ page, app, service, requests, screen, errors }) => {
  await app.openSettings();
  await save(page, "Here");
  const key = await app.key.inputValue();
  await app.endpoint.fill("https://relay.example/v1");
  await page.getByLabel("Model", { exact: true }).fill("mine/one");
  assert.equal(await app.key.inputValue(), "", "the key of another origin");
  await app.key.fill("sk-of-the-relay");
  await save(page, "Relay <b>two</b>");
  await inBothThemes(page, `profiles-settings-${screen}`);
  const stored = await page.evaluate(() => localStorage.getItem("tintype.profiles"));
  assert.ok(!stored.includes("sk-"), stored);
  await app.closeSettings();

  await serviceButton(page).click();
  await app.focused(picker(page).getByRole("button", { name: "Relay <b>two</b>", pressed: true }));
  await inBothThemes(page, `profiles-${screen}`);
  const before = requests.length;
  await picker(page).getByRole("button", { name: "Here" }).click();
  await page.getByRole("button", { name: "Service: Here" }).waitFor();
  await page.getByRole("button", { name: "Model: gemini-2.5-flash-image" }).waitFor();
  await app.make("a fox");
  const sent = requests.slice(before).filter((url) => url.includes("generateContent"));
  assert.ok(sent.length === 1 && sent[0].startsWith(service), sent.join());

  await page.reload();
  await app.prompt.waitFor();
  await app.prompt.click();
  await serviceButton(page).click();
  await picker(page).getByRole("button", { name: "Service settings" }).click();
  assert.equal(await app.key.inputValue(), key);
  await page.getByRole("button", { name: "Remove Relay <b>two</b>" }).click();
  await page.getByRole("button", { name: "Remove Here" }).click();
  await app.closeSettings();
  await serviceButton(page).click();
  await app.focused(page.getByRole("radio", { name: "Another relay" }));
  assert.deepEqual(errors, []);
});
