// When it does not work: what happened, what the model said, the next step, and nothing lost.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { unreachable } from "../harness/server.js";
import { startEmulator, startStudio } from "./harness/studio.js";
import { plainPng, visit } from "./harness/visitor.js";

let studio, emulator;
before(async () => ([studio, emulator] = await Promise.all([startStudio(), startEmulator()])));
after(() => Promise.all([studio.close(), emulator.close()]));

test("a bad key: the alert says so and leads to the key; all that was typed is still there", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.set({ endpoint: emulator.url, key: "sk-bad-key" });
  await visitor.addImage("pear.png", plainPng(8, 8));
  await visitor.ratios.getByRole("radio", { name: "3:2" }).check();
  await visitor.ask("a lighthouse that is refused");

  await visitor.alert.waitFor();
  assert.match(await visitor.alert.innerText(), /key/i);
  assert.match(await visitor.alert.innerText(), /auth · HTTP 40[01]/);
  assert.doesNotMatch(await visitor.alert.innerText(), /sk-bad/);
  assert.equal(await visitor.prompt.inputValue(), "a lighthouse that is refused");
  assert.equal(await visitor.thumbnails.count(), 1);
  assert.ok(await visitor.ratios.getByRole("radio", { name: "3:2" }).isChecked());
  assert.equal(await visitor.key.inputValue(), "sk-bad-key");

  await visitor.alert.getByRole("button", { name: "Check the key" }).click();
  assert.ok(await visitor.key.evaluate((field) => field === document.activeElement));
  await visitor.key.fill("sk-test");
  await visitor.button("Done").click();
  await visitor.button("Generate").click();
  await visitor.pictures.waitFor();
  assert.equal(await visitor.alert.count(), 0);
  await close();
});

for (const { scenario, said, code, remedy } of [
  { scenario: "text-only", code: "no-image", said: true, remedy: "Reword it" },
  { scenario: "refused", code: "refused", remedy: "Reword it" },
  { scenario: "prompt-blocked", code: "prompt-blocked", remedy: "Reword it" },
  { scenario: "quota-day", code: "quota", remedy: "Check the key" },
  { scenario: "relay-no-quota", code: "billing", remedy: "Check the key" },
  { scenario: "model-not-found", code: "model-not-found", remedy: "Choose another one" },
  { scenario: "html-login", code: "not-the-api", remedy: "Check the address" },
  { scenario: "no-cors", code: "network", remedy: "Check the address" },
  { scenario: "cut", code: "truncated-response", remedy: "Try again" },
]) {
  test(`${scenario}: an alert with a next step`, async () => {
    const { page, close } = await studio.open();
    const visitor = visit(page);
    await visitor.set({ endpoint: `${emulator.url}/scenario/${scenario}`, key: "sk-test" });
    await visitor.ask("a lighthouse");
    await visitor.alert.waitFor();
    const text = await visitor.alert.innerText();
    assert.match(text, new RegExp(`^${code}\\b`, "m"));
    assert.equal(/the model said/i.test(text), said ?? /the model said/i.test(text));
    assert.ok(await visitor.alert.getByRole("button", { name: remedy }).isVisible());
    assert.equal(await visitor.prompt.inputValue(), "a lighthouse");
    assert.equal(await visitor.pictures.count(), 0);
    assert.equal(await visitor.progress.count(), 0);
    await close();
  });
}

test("an unreachable host: the address is named, and trying again works once it is right", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  const nowhere = await unreachable();
  await visitor.set({ endpoint: nowhere, key: "sk-test" });
  await visitor.ask("is anybody there");
  await visitor.alert.waitFor({ timeout: 60_000 });
  assert.ok((await visitor.alert.innerText()).includes(nowhere));
  await visitor.set({ endpoint: emulator.url });
  await visitor.alert.getByRole("button", { name: "Try again" }).click();
  await visitor.pictures.waitFor();
  await close();
});

test("Generate without a prompt says what is missing, and where", async () => {
  const { page, close } = await studio.open();
  const visitor = visit(page);
  await visitor.button("Generate").click();
  await page.getByText("Write what the picture should show").waitFor();
  assert.ok(await visitor.prompt.evaluate((field) => field === document.activeElement));
  assert.equal(await visitor.progress.count(), 0);
  await close();
});
