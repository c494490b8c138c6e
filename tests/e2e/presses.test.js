// What is one press to whoever presses is one picture: another one costs money.

import assert from "node:assert/strict";

import { story } from "./harness/story.js";
import { bodies } from "./harness/visitor.js";

/** What has been asked for, once the picture at this place is there and nothing runs. */
async function asked(visitor, sent, place) {
  await visitor.pictures.nth(place).waitFor();
  await visitor.button("Generate").waitFor();
  return sent.map(({ contents }) => contents.at(-1).parts.at(-1).text);
}

/** Half a click where the mouse is: the first or the second one of a double click. */
async function click(page, clickCount) {
  await page.mouse.down({ clickCount });
  await page.mouse.up({ clickCount });
}

/** A key that repeats itself, as a keyboard's does. */
async function hold(page, key, times = 6) {
  for (let time = 0; time < times; time += 1) await page.keyboard.down(key);
  await page.keyboard.up(key);
}

story("a double click on Generate asks once, and does not cancel it", async ({ page, visitor }) => {
  const sent = bodies(page);
  await visitor.prompt.fill("twice");
  await visitor.button("Generate").dblclick();
  assert.deepEqual(await asked(visitor, sent, 0), ["twice"]);
});

story("a second half that comes after the picture asks for nothing", async ({ page, visitor }) => {
  const sent = bodies(page);
  await visitor.prompt.fill("slowly");
  await visitor.button("Generate").hover();
  await click(page, 1);
  assert.deepEqual(await asked(visitor, sent, 0), ["slowly"]);
  await click(page, 2);
  await visitor.ask("once more");
  assert.deepEqual(await asked(visitor, sent, 1), ["slowly", "once more"]);
});

story("nor does one that meets what has come where Generate ended", async ({ page, visitor }) => {
  const sent = bodies(page);
  await visitor.prompt.fill("at the edge");
  const { width, height } = await visitor.button("Generate").boundingBox();
  await visitor.button("Generate").hover({ position: { x: width - 12, y: height / 2 } });
  await click(page, 1);
  await visitor.button("Add to queue").waitFor();
  await click(page, 2);
  await visitor.progress.getByText("Waiting for the model").waitFor();
  await visitor.cancel.click();
  await visitor.button("Generate").waitFor();
  assert.equal(sent.length, 1);
}, { scenario: "hang" });

story("a key that is held down asks once", async ({ page, visitor }) => {
  const sent = bodies(page);
  await visitor.prompt.fill("in the prompt");
  await page.keyboard.down("Control");
  await hold(page, "Enter");
  await page.keyboard.up("Control");
  assert.deepEqual(await asked(visitor, sent, 0), ["in the prompt"]);
  await visitor.prompt.fill("on the button");
  await visitor.button("Generate").focus();
  await hold(page, "Enter");
  assert.deepEqual(await asked(visitor, sent, 1), ["in the prompt", "on the button"]);
});

story("a second press while the painted part is made ready asks for nothing more", async ({ page, visitor }) => {
  await visitor.make("a lighthouse");
  const sent = bodies(page);
  await visitor.button("Retouch").click();
  const stage = page.getByRole("application", { name: "Paint the area to change" });
  await stage.press("Enter");
  await page.getByLabel("What should change there?").fill("a red door");
  await visitor.button("Apply").evaluate((button) => [1, 2].forEach(() => button.click()));
  await visitor.pictures.nth(1).waitFor();
  await visitor.button("Generate").waitFor();
  assert.equal(sent.length, 1);
});
