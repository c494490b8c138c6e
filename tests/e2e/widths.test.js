// Clipping: buttons and their labels at every width, in both languages, and texts in both writing directions.

import assert from "node:assert/strict";

import { testOnDesktop } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

const WIDTHS = [320, 360, 390, 480, 600, 640, 768, 900, 959, 960, 1024, 1100, 1280, 1366, 1440, 1600, 1920];

/** Returns the buttons that are clipped or overflow, or whose labels do; runs in the page. */
const CUT = () => {
  const clips = (element) => {
    const { overflowX, contain, contentVisibility } = getComputedStyle(element);
    return overflowX !== "visible" || contain.includes("paint") || contentVisibility === "auto";
  };
  const found = [];
  for (const button of document.querySelectorAll("button, label.button, summary, a.button")) {
    if (!button.checkVisibility({ contentVisibilityAuto: true })) continue;
    const box = button.getBoundingClientRect();
    const style = getComputedStyle(button);
    // Visually hidden, or outside the page until it has the focus.
    if (box.width <= 1 || style.clipPath !== "none" || box.bottom < 0 && style.position === "absolute") continue;
    const name = `${button.className}: ${(button.ariaLabel ?? button.textContent).slice(0, 40)}`;
    const report = (fault) => found.push(`${name} ${fault}`);
    if (button.scrollWidth > button.clientWidth + 1) report(`holds ${button.scrollWidth} px in ${button.clientWidth}`);
    if (box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5) report(`reaches from ${box.left} to ${box.right}`);
    const card = button.closest(".card")?.getBoundingClientRect();
    if (card && (box.left < card.left - 0.5 || box.right > card.right + 0.5)) report("sticks out of its card");
    const range = document.createRange();
    range.selectNodeContents(button);
    for (const words of range.getClientRects()) {
      if (words.width > 1 && (words.left < box.left - 0.5 || words.right > box.right + 0.5)) report("is narrower than its words");
    }
    for (let parent = button.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
      if (!clips(parent)) continue;
      const frame = parent.getBoundingClientRect();
      // The content of scroll containers is reachable, so it is not clipped.
      const scrolls = /auto|scroll/.test(getComputedStyle(parent).overflowX) && parent.scrollWidth > parent.clientWidth + 1 && parent.matches(".ancestry, .inputs__row");
      if (!scrolls && (box.left < frame.left - 0.5 || box.right > frame.right + 0.5)) report(`is cut by ${parent.className}`);
    }
  }
  return found;
};

for (const [locale, names] of [
  ["en-US", { settings: "Settings", done: "Done", closer: "Open", retouch: "Retouch", compare: "Compare", edit: "Edit", more: "Advanced", delete: "Delete", bin: "Open bin", empty: "Empty bin" }],
  ["zh-CN", { settings: "设置", done: "完成", closer: "打开", retouch: "局部重绘", compare: "对比", edit: "编辑", more: "高级", delete: "删除", bin: "打开回收站", empty: "清空回收站" }],
]) {
  testOnDesktop(`buttons are neither cut nor too narrow at any width (${locale})`, async ({ page, t, service }) => {
    const button = (name) => page.getByRole("button", { name, exact: true }).first();
    const check = async (state) => {
      const before = page.viewportSize();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        // The gallery lays out its rows one frame after its width has changed.
        await page.waitForFunction(() => {
          const end = document.querySelector(".gallery")?.getBoundingClientRect().right;
          return [...document.querySelectorAll(".cell")].every((cell) => cell.getBoundingClientRect().right <= end + 0.5);
        });
        assert.deepEqual(await page.evaluate(CUT), [], `${state} at ${width}`);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(excess <= 0, `${state}: ${excess} px too wide at ${width}`);
      }
      await page.setViewportSize(before);
    };
    await page.getByRole("textbox").first().waitFor();
    await check("empty");
    await page.locator("#prompt").fill(`${"a very long prompt ".repeat(30)} averyveryveryverylongwordthatneverendsandneverbreaks`);
    await page.locator("input[type=file]").first().setInputFiles({ name: "own.png", mimeType: "image/png", buffer: plainPng(64, 48) });
    for (let step = 0; step < 7; step += 1) await page.locator(".options__step").last().click();
    await page.locator(".run-bar__button").click();
    await page.locator(".run-bar__next").waitFor();
    await check("running");
    await page.locator(".card__image").nth(7).waitFor();
    await page.locator(".run-bar__next").waitFor({ state: "detached" });
    await page.getByText(names.more).click();
    await check("results");
    await button(names.closer).click();
    await check("one of them large");
    await button(names.closer).click();
    await check("viewer");
    await page.keyboard.press("Escape");
    await button(names.retouch).click();
    await check("retouch");
    await page.keyboard.press("Escape");
    await button(names.compare).click();
    await check("compare");
    await page.keyboard.press("Escape");
    await button(names.delete).click();
    await page.locator(".notice--shown").waitFor();
    await check("deleted");
    // Failures with identical text share a card.
    let requestCount = 0;
    await page.context().route(`${service}/**`, (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      const message = `Number ${(requestCount += 1)}. ${"Words of a service. ".repeat(30)}${"endless".repeat(30)}`;
      return route.fulfill({ status: 403, headers: { "access-control-allow-origin": "*" }, json: { error: { code: 403, status: "PERMISSION_DENIED", message } } });
    });
    for (let step = 0; step < 7; step += 1) await page.locator(".options__step").first().click();
    for (const [index, words] of ["the first that fails", "unbreakable".repeat(30)].entries()) {
      await page.locator("#prompt").fill(words);
      await page.locator(".run-bar__button").click();
      await page.locator(".failure").nth(index).waitFor();
    }
    await check("failures");
    await button(names.settings).click();
    await check("settings");
    await button(names.bin).click();
    await button(names.empty).click();
    await check("bin");
    t.diagnostic(`${WIDTHS.length} widths`);
  }, { locale });
}

testOnDesktop("texts of users and models have the direction of their script, and can be expanded when clamped", async ({ page, app, service }) => {
  const hebrew = "מגדלור על צוק עם סירה אחת";
  await app.prompt.fill(hebrew);
  const direction = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);
  assert.equal(await direction(app.prompt), "rtl");
  await app.make(hebrew);
  assert.equal(await direction(page.locator(".card__prompt")), "rtl");
  await app.button("Open").click();
  assert.equal(await direction(page.getByRole("dialog").getByRole("heading")), "rtl");
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("מגדלור");
  assert.equal(await direction(page.getByRole("searchbox")), "rtl");
  await page.getByRole("searchbox").fill("");

  const long = "many words and more of them ".repeat(360).trim();
  await page.context().route(`${service}/**`, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const answer = await route.fetch();
    const json = await answer.json();
    json.candidates[0].content.parts.unshift({ text: long });
    await route.fulfill({ response: answer, json });
  });
  await app.make(long);
  const card = page.locator(".card").first();
  for (const part of [".clamped:has(> .card__prompt)", ".card__note"]) {
    const place = card.locator(part);
    const more = place.getByRole("button");
    await more.getByText("Show all").waitFor();
    const closed = await place.boundingBox();
    assert.ok(closed.height < 400, `${part} takes ${closed.height} px`);
    await more.click();
    await more.getByText("Show less").waitFor();
    const text = place.locator(".clamped__text");
    assert.ok((await text.innerText()).startsWith(long), `${part} shows all of it`);
    assert.ok((await place.boundingBox()).height > closed.height);
    // The whole text can be scrolled into view, with the keyboard too.
    await text.focus();
    await page.keyboard.press("End");
    await page.waitForFunction((element) => element.scrollTop + element.clientHeight >= element.scrollHeight - 2, await text.elementHandle());
    await more.click();
    await more.getByText("Show all").waitFor();
  }
  assert.ok((await card.boundingBox()).height < 1600);
});
