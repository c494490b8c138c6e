// The main workflow: a user without a key or a network generates a picture and edits it.

import assert from "node:assert/strict";

import { isLocal } from "../harness/chromium.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { isAlive, picture, plainPng } from "./harness/studio-page.js";

testOnBothScreens("from a prompt to a picture, and from an image file to an edited picture", async ({ errors, refused, requests, app }) => {
  await app.sandboxLabel.waitFor();

  const first = await picture(await app.make("a red lighthouse in a storm"));
  assert.equal(first.alt, "a red lighthouse in a storm");
  assert.match(first.url, /^blob:/);
  assert.equal(first.width, 1024);
  assert.equal(first.height, 1024);
  assert.ok(await app.results.getByText("1024 × 1024 px").isVisible(), "the size is said beside the picture");

  await app.addImage("pear.png", plainPng(320, 240));
  await app.thumbnails.waitFor();
  const second = await picture(await app.make("make it blue"));
  assert.equal(second.alt, "make it blue");
  assert.notEqual(second.sha256, first.sha256);
  assert.ok(second.width > second.height, "without a ratio, an edit keeps the shape of its image");
  assert.ok(await app.results.getByText("Made from “pear.png”").isVisible());
  assert.equal(await app.pictures.count(), 2);
  assert.equal(await app.pictures.nth(1).getAttribute("alt"), "a red lighthouse in a storm");

  assert.deepEqual(refused, []);
  assert.deepEqual(requests.filter((url) => !isLocal(url)), []);
  assert.deepEqual(errors, []);
}, { as: "new" });

testOnDesktop("the sandbox is fetched by the first picture and not before", async ({ requests, app }) => {
  await app.prompt.waitFor();
  assert.deepEqual(requests.filter((url) => url.includes("/sandbox/")), []);
  await app.make("a pear");
  assert.notDeepEqual(requests.filter((url) => url.includes("/sandbox/")), []);
}, { as: "new" });

testOnDesktop("different prompts give different pictures, in the chosen shape", async ({ app }) => {
  await app.ratios.getByRole("radio", { name: "16:9" }).check();
  const wide = await picture(await app.make("a fox"));
  await app.ratios.getByRole("radio", { name: "9:16" }).check();
  const tall = await picture(await app.make("an owl"));
  assert.ok(wide.width > wide.height && tall.width < tall.height);
  assert.notEqual(wide.sha256, tall.sha256);
}, { as: "new" });

testOnBothScreens("images come by drop and by paste too, one too many is named, and removed ones are let go", async ({ page, errors, app }) => {
  await app.prompt.waitFor();
  const bytes = [...plainPng(64, 48)];
  const bring = (kind, name) =>
    page.evaluate(
      ([kind, name, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
        const details = { bubbles: true, cancelable: true };
        const event =
          kind === "drop"
            ? new DragEvent("drop", { ...details, dataTransfer: transfer })
            : new ClipboardEvent("paste", { ...details, clipboardData: transfer });
        document.body.dispatchEvent(event);
      },
      [kind, name, bytes],
    );
  await bring("drop", "dropped.png");
  await app.button("Remove dropped.png").waitFor();
  await bring("paste", "pasted.png");
  await app.button("Remove pasted.png").waitFor();
  await app.addImage("picked.png", plainPng(8, 8));
  await app.button("Remove picked.png").waitFor();

  await app.addImage("fourth.png", plainPng(8, 8));
  await page.getByText("fourth.png was not added: gemini-2.5-flash-image takes 3.").waitFor();
  await app.addImage("notes.png", Buffer.from("no picture at all"));
  await page.getByText("notes.png was not added").waitFor();
  assert.equal(await app.thumbnails.count(), 3);

  const url = await page.getByAltText("dropped.png").getAttribute("src");
  assert.ok(await isAlive(page, url));
  await app.button("Remove dropped.png").click();
  await app.button("Remove dropped.png").waitFor({ state: "detached" });
  assert.equal(await isAlive(page, url), false);
  // The browser logs the fetch above of the revoked URL.
  assert.deepEqual(errors.filter((error) => !error.includes("ERR_FILE_NOT_FOUND")), []);
}, { as: "new" });

testOnDesktop("a page whose parts do not arrive says so", async ({ page, context }) => {
  await context.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await page.getByText("Studio could not be started").waitFor();
}, { as: "new" });
