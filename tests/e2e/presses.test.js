// One press sends one request, however often its event fires, because every request costs money.

import assert from "node:assert/strict";

import { testOnBothScreens } from "./harness/screens.js";
import { bodies } from "./harness/studio-page.js";

/** Returns the prompts sent, once the picture at this position has been generated and no job runs. */
async function sentPrompts(app, sent, place) {
  await app.pictures.nth(place).waitFor();
  await app.button("Generate").waitFor();
  return sent.map(({ contents }) => contents.at(-1).parts.at(-1).text);
}

/** Presses and releases the mouse: the first or second click of a double click. */
async function click(page, clickCount) {
  await page.mouse.down({ clickCount });
  await page.mouse.up({ clickCount });
}

/** Holds a key down with auto-repeat, as on a keyboard. */
async function hold(page, key, times = 6) {
  for (let time = 0; time < times; time += 1) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

testOnBothScreens("a double click on Generate asks once, and does not cancel it", async ({ page, app }) => {
  const sent = bodies(page);
  await app.prompt.fill("twice");
  await app.button("Generate").dblclick();
  assert.deepEqual(await sentPrompts(app, sent, 0), ["twice"]);
});

testOnBothScreens("a second half that comes after the picture asks for nothing", async ({ page, app }) => {
  const sent = bodies(page);
  await app.prompt.fill("slowly");
  await app.button("Generate").hover();
  await click(page, 1);
  assert.deepEqual(await sentPrompts(app, sent, 0), ["slowly"]);
  await click(page, 2);
  await app.submit("once more");
  assert.deepEqual(await sentPrompts(app, sent, 1), ["slowly", "once more"]);
});

testOnBothScreens("nor does one that meets what has come where Generate ended", async ({ page, app }) => {
  const sent = bodies(page);
  await app.prompt.fill("at the edge");
  const { width, height } = await app.button("Generate").boundingBox();
  await app.button("Generate").hover({ position: { x: width - 12, y: height / 2 } });
  await click(page, 1);
  await app.button("Add to queue").waitFor();
  await click(page, 2);
  await app.progress.getByText("Waiting for the model").waitFor();
  await app.cancel.click();
  await app.button("Generate").waitFor();
  assert.equal(sent.length, 1);
}, { scenario: "hang" });

testOnBothScreens("a key that is held down asks once", async ({ page, app }) => {
  const sent = bodies(page);
  await app.prompt.fill("in the prompt");
  await page.keyboard.down("Control");
  await hold(page, "Enter");
  await page.keyboard.up("Control");
  assert.deepEqual(await sentPrompts(app, sent, 0), ["in the prompt"]);
  await app.prompt.fill("on the button");
  await app.button("Generate").focus();
  await hold(page, "Enter");
  assert.deepEqual(await sentPrompts(app, sent, 1), ["in the prompt", "on the button"]);
});

testOnBothScreens("a second press while the painted part is made ready asks for nothing more", async ({ page, app }) => {
  await app.make("a lighthouse");
  const sent = bodies(page);
  await app.button("Retouch").click();
  const stage = page.getByRole("application", { name: "Paint the area to change" });
  await stage.press("Enter");
  await page.getByLabel("What should change there?").fill("a red door");
  await app.button("Apply").evaluate((button) => [1, 2].forEach(() => button.click()));
  await app.pictures.nth(1).waitFor();
  await app.button("Generate").waitFor();
  assert.equal(sent.length, 1);
});
