// Accessibility: keyboard only, screen reader, small and large screens, light and dark.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

/** Checks dialogs and states: the viewer, retouching, the shortcuts, and an empty search. */
async function look(page, app, check) {
  await app.button("Open").click();
  await page.getByRole("dialog").waitFor();
  await check("viewer");
  await page.keyboard.press("Escape");
  await app.button("Retouch").click();
  const stage = page.getByRole("application");
  await stage.focus();
  for (const key of ["Enter", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await app.button("Apply").click();
  await page.getByText("Write what should change there.").waitFor();
  await check("retouch");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Results" }).focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await check("shortcuts");
  await page.keyboard.press("Escape");
  const search = page.getByRole("searchbox");
  await search.fill("nobody");
  await page.getByText("No matches.").waitFor();
  await check("search");
  await app.button("Show all").click();
}

/** Checks running and queued jobs, with every option expanded and no connection. */
async function queue(page, app, check) {
  await app.set({ endpoint: `${page.url().split("/some")[0]}/nowhere`, key: "sk-test", model: "gemini-3.1-flash-image" });
  await page.getByText("Advanced").click();
  await page.getByText("Add from URL").click();
  await page.context().route("**/nowhere/**", () => {});
  for (let more = 0; more < 5; more += 1) await app.button("More images").click();
  await app.submit("many lighthouses");
  await app.results.getByText("Queued").first().waitFor();
  await page.context().setOffline(true);
  await page.getByText("You are offline").waitFor();
  await check("queue");
  await app.cancel.click();
}

testOnBothScreens("axe finds nothing in any state, in both themes and widths", async ({ page, app, service, screen }) => {
  const check = (state) => inBothThemes(page, `${state}-${screen}`);
  await app.prompt.waitFor();
  await check("empty");
  await app.set({ endpoint: `${service}/scenario/hang`, key: "sk-test" });
  await app.submit("a lighthouse");
  await app.progress.waitFor();
  await check("running");
  await app.cancel.click();
  await app.set({ endpoint: `${service}/scenario/text-only` });
  await app.button("Generate").click();
  await app.alert.waitFor();
  await check("failure");
  await app.set({ endpoint: service });
  await app.make("a lighthouse");
  await check("result");
  await look(page, app, check);
  await app.button("Edit").click();
  await app.addImage("own.png", plainPng(64, 48));
  await app.thumbnails.nth(1).waitFor();
  await check("edit");
  await app.make("make it green");
  await app.button("Compare").first().click();
  await page.getByRole("dialog").waitFor();
  await check("compare");
  await page.keyboard.press("Escape");
  await app.button("Delete").first().click();
  await app.undo.waitFor();
  await check("deleted");
  await app.openSettings();
  await app.button("Load models").click();
  await page.getByText(/^\d+ models, /).waitFor();
  await app.endpoint.fill("no address");
  await check("settings");
  await app.closeSettings();
  await queue(page, app, check);
  const isTouched = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
  assert.equal(isTouched, screen === "phone", "the styles for fingers were looked at on the phone");
}, { as: "new" });

testOnDesktop("nothing is wider than the screen, from 320 to 1920 pixels", async ({ page, app }) => {
  await app.make(`a ${"very ".repeat(40)}long prompt with averyveryveryverylongwordthatneverendsandneverbreaks`);
  await app.button("Edit").click();
  await app.make("make it green");
  for (const width of [320, 390, 768, 960, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(excess <= 0, `${excess} px too wide at ${width}`);
  }
});

testOnBothScreens("every target is large enough: 24 px with a mouse, 44 px with a finger", async ({ page, app, screen }) => {
  await app.make("a lighthouse");
  await app.button("Edit").click();
  await app.openSettings();
  const least = screen === "phone" ? 44 : 24;
  const small = await page.evaluate((least) => {
    const targets = [...document.querySelectorAll("button, input, select, textarea, label.ratio")];
    const sizes = targets.filter((target) => target.checkVisibility()).map((target) => {
      const { width, height } = (target.closest("label") ?? target).getBoundingClientRect();
      return { name: target.outerHTML.slice(0, 80), size: Math.min(width, height) };
    });
    return sizes.filter(({ size }) => size < least - 0.5);
  }, least);
  assert.deepEqual(small, []);
});

testOnBothScreens("the whole workflow by keyboard alone", async ({ page, errors, app }) => {
  await app.prompt.waitFor();
  /** Presses Tab until this element has the focus. */
  const tabTo = async (locator) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not tabTo ${locator}`);
  };
  await tabTo(app.prompt);
  await page.keyboard.type("a lighthouse");
  await tabTo(app.ratios.getByRole("radio", { name: "1:1" }));
  await page.keyboard.press("ArrowRight");
  assert.ok(await app.ratios.getByRole("radio", { name: "2:3" }).isChecked());
  await tabTo(app.button("Generate"));
  await page.keyboard.press("Enter");
  await app.pictures.waitFor();

  await tabTo(app.button("Edit"));
  await page.keyboard.press("Enter");
  await app.button("Remove a lighthouse").waitFor();
  // The focus moves in the next frame, once the picture is among the page's inputs.
  await app.focused(app.prompt);
  await page.keyboard.type("make it green");
  assert.equal(await app.prompt.inputValue(), "make it green");
  await page.keyboard.press("Control+Enter");
  await app.pictures.nth(1).waitFor();

  await tabTo(app.button("Compare").first());
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await tabTo(app.button("Delete").first());
  await page.keyboard.press("Enter");
  await app.undo.waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === "Undo");
  await page.keyboard.press("Enter");
  await app.pictures.nth(1).waitFor();
  await app.focused(page.getByRole("heading", { name: "Results" }));

  await page.keyboard.press("Shift+Tab");
  await app.button("Settings").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "endpoint");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.textContent === "Settings");
  assert.deepEqual(errors, []);
});
