// Takes the screenshots of docs/studio.md: Studio in its main states, as built in dist/.
//
//   node e2e/screenshots.js        with the environment of the tests

import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { startStudio } from "./harness/studio.js";

const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const WORDS = "A lighthouse on a cliff at dusk, one boat on the sea";

const studio = await startStudio();
await mkdir(`${DOCS}studio`, { recursive: true });

/** Opens the page with these options, runs `act` and saves a screenshot, as PNG or WebP according to its name. */
async function portrait(name, { at = "body", ...options }, act) {
  const { page, app, close } = await studio.open({ as: "new", ...options });
  await page.getByRole("textbox").first().waitFor();
  await act(page, app);
  await page.evaluate((place) => document.querySelector(place)?.scrollIntoView({ behavior: "instant" }), at);
  // Images are decoded off the main thread and painted a frame later.
  await page.evaluate(() => Promise.all([...document.images].filter(({ loading }) => loading !== "lazy").map((image) => image.decode().catch(() => {}))));
  await page.waitForTimeout(500);
  // Waits until all transitions have ended and no caret blinks.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  const png = await page.screenshot({ animations: "disabled" });
  await writeFile(`${DOCS}${name}`, name.endsWith(".png") ? png : await asWebp(page, png));
  await close();
}

async function asWebp(page, png) {
  const written = await page.evaluate(async (source) => {
    const bytes = Uint8Array.from(atob(source), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    const webp = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.86 })).arrayBuffer());
    return Array.from(webp, (byte) => String.fromCharCode(byte)).join("");
  }, png.toString("base64"));
  return Buffer.from(written, "latin1");
}

const result = async (page, app) => {
  await app.make(WORDS);
  await page.mouse.move(0, 0);
};

await portrait("studio/empty-light.webp", { ...DESK, colorScheme: "light" }, async () => {});
await portrait("studio/result-dark.webp", { ...DESK, colorScheme: "dark" }, result);
await portrait("studio.png", { ...DESK, colorScheme: "dark" }, result);
await portrait("studio/retouch-dark.webp", { ...DESK, colorScheme: "dark" }, async (page, app) => {
  await app.make(WORDS);
  await app.button("Retouch").click();
  const { x, y, width, height } = await page.locator(".retouch__sheet").boundingBox();
  await page.mouse.move(x + width * 0.55, y + height * 0.7);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.75, y + height * 0.72, { steps: 8 });
  await page.mouse.up();
  await page.getByLabel("What should change there?").fill("a second boat");
});
await portrait("studio/compare-light.webp", { ...DESK, colorScheme: "light" }, async (page, app) => {
  await app.make(WORDS);
  await app.button("Edit").click();
  await app.make("make it night, with snow");
  await app.button("Compare").first().click();
});
await portrait("studio/failure-light.webp", { ...DESK, colorScheme: "light" }, async (page, app) => {
  await app.make(WORDS);
  await app.set({ endpoint: `${studio.service}/scenario/refused`, key: "sk-test" });
  await app.submit(WORDS);
  await app.alert.waitFor();
});
await portrait("studio/chinese-dark.webp", { ...DESK, colorScheme: "dark", locale: "zh-CN" }, async (page) => {
  await page.getByRole("textbox", { name: "提示词" }).fill("黄昏的灯塔，海上有一艘船");
  await page.getByRole("button", { name: "生成", exact: true }).click();
  await page.getByRole("img", { name: "黄昏的灯塔，海上有一艘船" }).waitFor();
  await page.getByRole("button", { name: "生成", exact: true }).waitFor();
});
await portrait("studio/phone-empty-dark.webp", { ...PHONE, colorScheme: "dark" }, async () => {});
await portrait("studio/phone-result-light.webp", { ...PHONE, colorScheme: "light", at: ".card" }, result);
await portrait("studio/phone-viewer-dark.webp", { ...PHONE, colorScheme: "dark" }, async (page, app) => {
  await app.make(WORDS);
  await app.button("Edit").click();
  await app.make("make it night");
  await app.button("Open").first().click();
});
await studio.close();
