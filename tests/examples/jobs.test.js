// The example pages: each runs its whole task with the sandbox, served below a path, and sends no request to another
// machine.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { isAlive, picture, plainPng } from "../e2e/harness/studio-page.js";
import { startEmulator } from "../harness/emulator.js";
import { PAGES, paint, startExamples } from "./site.js";

let examples, emulator;
before(async () => ([examples, emulator] = await Promise.all([startExamples("/deep/down/"), startEmulator()])));
after(() => Promise.all([examples, emulator].map((one) => one?.close())));

/** Registers a test of a page that must end without errors and without requests to other machines. */
function testOn(name, what, work, options) {
  test(`${name}: ${what}`, async () => {
    const app = await examples.open(`${name}.html`, options);
    await work(app);
    assert.deepEqual(app.errors, []);
    assert.deepEqual(app.refused, []);
    await app.close();
  });
}

const done = (app) => app.status.getByText("Done.").waitFor();

test("the index leads to every page, and every page shows its own script", async () => {
  const { page, errors, close } = await examples.open("");
  const links = await page.getByRole("main").getByRole("link").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual(links, PAGES.map((name) => `${name}.html`));
  for (const name of links) {
    await page.goto(new URL(name, page.url()).href);
    const script = await (await page.request.get(page.url().replace(".html", ".js"))).text();
    await page.getByText(script.split("\n")[0]).waitFor();
    assert.equal(await page.locator("#script").textContent(), script);
    await page.getByRole("link", { name: "Examples" }).click();
    await page.getByRole("heading", { level: 1, name: "Examples" }).waitFor();
  }
  assert.deepEqual(errors, []);
  await close();
});

testOn("text-to-image", "draws in the ratio chosen, and lets the last picture go", async (app) => {
  const { page, pictures, prompt, button } = app;
  await prompt.fill("a cat in the rain");
  await page.getByLabel("Aspect ratio").selectOption("16:9");
  await button("Draw").click();
  await done(app);
  const first = await picture(pictures);
  assert.equal(first.alt, "a cat in the rain");
  assert.deepEqual([first.width, first.height], [1344, 768]);
  await prompt.fill("a boat");
  await button("Draw").click();
  await page.getByRole("img", { name: "a boat" }).waitFor();
  assert.equal(await pictures.count(), 1);
  assert.equal(await isAlive(page, first.url), false);
  // The browser itself logs the failed fetch of the revoked URL.
  assert.equal(app.errors.splice(0).length, 1);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  assert.equal((await download).suggestedFilename(), "picture.png");
});

testOn("text-to-image", "a service of one's own: the right key, the wrong key", async ({ page, pictures, button, outcome, errors }) => {
  await page.locator("summary").click();
  await page.getByLabel("Base URL").fill(emulator.url);
  await page.getByLabel("API key").fill("sk-bad-key");
  await button("Draw").click();
  assert.match(await page.getByRole("alert").textContent(), /^auth /);
  // The browser itself logs statuses of 400 and above.
  assert.deepEqual(errors.splice(0).filter((text) => !text.includes("401")), []);
  await page.getByLabel("API key").fill("sk-test");
  await button("Draw").click();
  await pictures.waitFor();
  assert.equal(await outcome.getByRole("alert").count(), 0);
  assert.match(await page.locator("summary").textContent(), /your own/);
});

testOn("edit-a-photo", "changes a file, whatever its name says", async (app) => {
  const { page, button, prompt } = app;
  const buffer = plainPng(640, 480, [200, 40, 40]);
  await page.getByLabel("Photo", { exact: true }).setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer });
  await page.getByText("640 × 480 px, PNG").waitFor();
  await prompt.fill("black and white");
  await button("Change it").click();
  await done(app);
  const edited = page.getByRole("img", { name: "black and white" });
  const [red, green, blue] = await pixel(edited, 0.5, 0.5);
  assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) < 12, `${[red, green, blue]} is no grey`);
});

testOn("stream", "shows words before and after the picture, and counts", async (app) => {
  const { page, button, outcome } = app;
  await button("Draw").click();
  await app.status.getByText(/receiving: \d+\.\d s, [1-9]\d* kB/).waitFor();
  await done(app);
  const order = await outcome.locator("#result").evaluate((all) => {
    return Array.from(all.childNodes, ({ nodeName }, at) => nodeName !== all.childNodes[at - 1]?.nodeName && nodeName);
  });
  assert.deepEqual(order.filter(Boolean), ["#text", "FIGURE", "#text"]);
  assert.ok(await page.getByRole("button", { name: "Cancel" }).isDisabled());
}, { patient: true });

testOn("stream", "cancels at once, and draws again after that", async (app) => {
  const { button, status, pictures, page } = app;
  await button("Draw").click();
  await status.getByText(/waiting|receiving/).waitFor();
  await button("Cancel").click();
  await status.getByText("Cancelled.").waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  await button("Draw").click();
  await pictures.waitFor();
  await done(app);
}, { patient: true });

testOn("chat", "goes on from turn to turn, and back to an earlier one", async (app) => {
  const { page, button, prompt, pictures } = app;
  const submit = async (words, count) => {
    await prompt.fill(words);
    await button("Send").click();
    await pictures.nth(count - 1).waitFor();
    await done(app);
  };
  await submit("a house", 1);
  await submit("at night", 2);
  await submit("in the snow", 3);
  assert.deepEqual(await page.getByRole("heading", { level: 2 }).allTextContents(), ["a house", "at night", "in the snow", "chat.js"]);
  await button("Go on from here").first().click();
  assert.equal(await pictures.count(), 1);
  await submit("make it green", 2);
  const [red, green, blue] = await pixel(pictures.nth(1), 0.5, 0.5);
  assert.ok(green > red && green > blue, `${[red, green, blue]} is not green: the fork did not start from the house`);
  await button("New conversation").click();
  assert.equal(await pictures.count(), 0);
});

testOn("local-edit", "changes what was painted over and nothing else", async (app) => {
  const { page, button, pictures, prompt, status } = app;
  await button("Change it there").click();
  await status.getByText("Choose a picture").waitFor();
  const buffer = plainPng(600, 400, [40, 60, 200]);
  await page.getByLabel("Picture", { exact: true }).setInputFiles({ name: "blue.png", mimeType: "image/png", buffer });
  await paint(page);
  await prompt.fill("invert the colours");
  await button("Change it there").click();
  await done(app);
  const changed = await picture(pictures);
  assert.deepEqual([changed.width, changed.height], [600, 400]);
  assert.notDeepEqual(await pixel(pictures, 0.25, 0.5), [40, 60, 200]);
  assert.deepEqual(await pixel(pictures, 0.75, 0.5), [40, 60, 200]);
  assert.deepEqual(await pixel(pictures, 0.25, 0.95), [40, 60, 200]);
});

testOn("local-edit", "paints by keyboard too", async (app) => {
  const { page, button, pictures, status } = app;
  await button("Draw a sample").click();
  await status.getByText("Paint over").waitFor();
  const mask = page.getByLabel("Mask", { exact: true });
  await mask.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  const painted = () =>
    mask.evaluate((canvas) => {
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    });
  assert.equal(await painted(), false);
  for (const key of ["Space", "ArrowLeft"]) {
    await mask.press(key);
    assert.equal(await painted(), true, key);
    await button("Clear the mask").click();
    assert.equal(await painted(), false);
  }
  await mask.press("Space");
  await button("Change it there").click();
  await pictures.waitFor();
  await done(app);
});

testOn("several", "two of four fail, and two pictures are kept", async (app) => {
  const { page, button, pictures, outcome } = app;
  await button("Draw them").click();
  await done(app);
  assert.equal(await pictures.count(), 2);
  const codes = await outcome.locator(".failure code").allTextContents();
  assert.deepEqual(codes.sort(), ["no-image", "refused"]);
  await page.getByText(/\d+ tokens for 2 of 4 pictures\./).waitFor();
});

testOn("several", "all succeed without trouble", async (app) => {
  const { page, button, pictures } = app;
  await page.getByLabel("Let two of them fail").uncheck();
  await page.getByLabel("How many").fill("3");
  await button("Draw them").click();
  await done(app);
  assert.equal(await pictures.count(), 3);
});

/** Returns the colour of a picture at a position, whose coordinates are fractions from 0 to 1. */
function pixel(image, x, y) {
  return image.evaluate(
    async (element, [x, y]) => {
      await element.decode();
      const { naturalWidth: width, naturalHeight: height } = element;
      const pen = new OffscreenCanvas(width, height).getContext("2d");
      pen.drawImage(element, 0, 0);
      return [...pen.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data.slice(0, 3)];
    },
    [x, y],
  );
}
