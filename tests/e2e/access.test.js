// For everyone: by keyboard alone, by ear, on small and large screens, in light and dark.

import assert from "node:assert/strict";

import { inBothThemes } from "./harness/axe.js";
import { scene, story } from "./harness/story.js";
import { plainPng } from "./harness/visitor.js";

/** What lies over the page: close up, retouching, the keys, and a search that finds nothing. */
async function look(page, visitor, check) {
  await visitor.button("Open").click();
  await page.getByRole("dialog").waitFor();
  await check("viewer");
  await page.keyboard.press("Escape");
  await visitor.button("Retouch").click();
  const stage = page.getByRole("application");
  await stage.focus();
  for (const key of ["Enter", "ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await visitor.button("Apply").click();
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
  await visitor.button("Show all").click();
}

/** Jobs that run and wait, every choice unfolded, and no connection. */
async function queue(page, visitor, check) {
  await visitor.set({ endpoint: `${page.url().split("/some")[0]}/nowhere`, key: "sk-test", model: "gemini-3.1-flash-image" });
  await page.getByText("Advanced").click();
  await page.getByText("Add from URL").click();
  await page.context().route("**/nowhere/**", () => {});
  for (let more = 0; more < 5; more += 1) await visitor.button("More images").click();
  await visitor.ask("many lighthouses");
  await visitor.results.getByText("Queued").first().waitFor();
  await page.context().setOffline(true);
  await page.getByText("You are offline").waitFor();
  await check("queue");
  await visitor.cancel.click();
}

story("axe finds nothing in any state, in both themes and widths", async ({ page, visitor, service, screen }) => {
  const check = (state) => inBothThemes(page, `${state}-${screen}`);
  await visitor.prompt.waitFor();
  await check("empty");
  await visitor.set({ endpoint: `${service}/scenario/hang`, key: "sk-test" });
  await visitor.ask("a lighthouse");
  await visitor.progress.waitFor();
  await check("running");
  await visitor.cancel.click();
  await visitor.set({ endpoint: `${service}/scenario/text-only` });
  await visitor.button("Generate").click();
  await visitor.alert.waitFor();
  await check("failure");
  await visitor.set({ endpoint: service });
  await visitor.make("a lighthouse");
  await check("result");
  await look(page, visitor, check);
  await visitor.button("Edit").click();
  await visitor.addImage("own.png", plainPng(64, 48));
  await visitor.thumbnails.nth(1).waitFor();
  await check("edit");
  await visitor.make("make it green");
  await visitor.button("Compare").first().click();
  await page.getByRole("dialog").waitFor();
  await check("compare");
  await page.keyboard.press("Escape");
  await visitor.button("Delete").first().click();
  await visitor.undo.waitFor();
  await check("deleted");
  await visitor.openSettings();
  await visitor.button("Load models").click();
  await page.getByText(/^\d+ models, /).waitFor();
  await visitor.endpoint.fill("no address");
  await check("settings");
  await visitor.closeSettings();
  await queue(page, visitor, check);
  const isTouched = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
  assert.equal(isTouched, screen === "phone", "the styles for fingers were looked at on the phone");
}, { as: "new" });

scene("nothing is wider than the screen, from 320 to 1920 pixels", async ({ page, visitor }) => {
  await visitor.make(`a ${"very ".repeat(40)}long prompt with averyveryveryverylongwordthatneverendsandneverbreaks`);
  await visitor.button("Edit").click();
  await visitor.make("make it green");
  for (const width of [320, 390, 768, 960, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(excess <= 0, `${excess} px too wide at ${width}`);
  }
});

story("every target is large enough: 24 px with a mouse, 44 px with a finger", async ({ page, visitor, screen }) => {
  await visitor.make("a lighthouse");
  await visitor.button("Edit").click();
  await visitor.openSettings();
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

story("the whole story by keyboard alone", async ({ page, errors, visitor }) => {
  await visitor.prompt.waitFor();
  /** Tabs until the focus is on what has this name. */
  const reach = async (locator) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not reach ${locator}`);
  };
  await reach(visitor.prompt);
  await page.keyboard.type("a lighthouse");
  await reach(visitor.ratios.getByRole("radio", { name: "1:1" }));
  await page.keyboard.press("ArrowRight");
  assert.ok(await visitor.ratios.getByRole("radio", { name: "2:3" }).isChecked());
  await reach(visitor.button("Generate"));
  await page.keyboard.press("Enter");
  await visitor.pictures.waitFor();

  await reach(visitor.button("Edit"));
  await page.keyboard.press("Enter");
  await visitor.button("Remove a lighthouse").waitFor();
  // The focus moves with the next frame, once the page shows the picture among the inputs.
  await visitor.focused(visitor.prompt);
  await page.keyboard.type("make it green");
  assert.equal(await visitor.prompt.inputValue(), "make it green");
  await page.keyboard.press("Control+Enter");
  await visitor.pictures.nth(1).waitFor();

  await reach(visitor.button("Compare").first());
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  await reach(visitor.button("Delete").first());
  await page.keyboard.press("Enter");
  await visitor.undo.waitFor();
  await page.waitForFunction(() => document.activeElement.textContent === "Undo");
  await page.keyboard.press("Enter");
  await visitor.pictures.nth(1).waitFor();
  await visitor.focused(page.getByRole("heading", { name: "Results" }));

  await page.keyboard.press("Shift+Tab");
  await visitor.button("Settings").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "endpoint");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.textContent === "Settings");
  assert.deepEqual(errors, []);
});
