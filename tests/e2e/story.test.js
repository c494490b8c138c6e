// The visitor who comes with nothing: no key, no network, and goes with a picture and an edited one.

import assert from "node:assert/strict";

import { isLocal } from "../harness/chromium.js";
import { scene, story } from "./harness/story.js";
import { isAlive, picture, plainPng } from "./harness/visitor.js";

story("from a prompt to a picture, and from an image file to an edited picture", async ({ errors, refused, requests, visitor }) => {
  await visitor.sandboxLabel.waitFor();

  const first = await picture(await visitor.make("a red lighthouse in a storm"));
  assert.equal(first.alt, "a red lighthouse in a storm");
  assert.match(first.url, /^blob:/);
  assert.equal(first.width, 1024);
  assert.equal(first.height, 1024);
  assert.ok(await visitor.results.getByText("1024 × 1024 px").isVisible(), "the size is said beside the picture");

  await visitor.addImage("pear.png", plainPng(320, 240));
  await visitor.thumbnails.waitFor();
  const second = await picture(await visitor.make("make it blue"));
  assert.equal(second.alt, "make it blue");
  assert.notEqual(second.sha256, first.sha256);
  assert.ok(second.width > second.height, "without a ratio, an edit keeps the shape of its image");
  assert.ok(await visitor.results.getByText("Made from “pear.png”").isVisible());
  assert.equal(await visitor.pictures.count(), 2);
  assert.equal(await visitor.pictures.nth(1).getAttribute("alt"), "a red lighthouse in a storm");

  assert.deepEqual(refused, []);
  assert.deepEqual(requests.filter((url) => !isLocal(url)), []);
  assert.deepEqual(errors, []);
}, { as: "new" });

scene("the sandbox is fetched by the first picture and not before", async ({ requests, visitor }) => {
  await visitor.prompt.waitFor();
  assert.deepEqual(requests.filter((url) => url.includes("/sandbox/")), []);
  await visitor.make("a pear");
  assert.notDeepEqual(requests.filter((url) => url.includes("/sandbox/")), []);
}, { as: "new" });

scene("different prompts give different pictures, in the chosen shape", async ({ visitor }) => {
  await visitor.ratios.getByRole("radio", { name: "16:9" }).check();
  const wide = await picture(await visitor.make("a fox"));
  await visitor.ratios.getByRole("radio", { name: "9:16" }).check();
  const tall = await picture(await visitor.make("an owl"));
  assert.ok(wide.width > wide.height && tall.width < tall.height);
  assert.notEqual(wide.sha256, tall.sha256);
}, { as: "new" });

story("images come by drop and by paste too, one too many is named, and removed ones are let go", async ({ page, errors, visitor }) => {
  await visitor.prompt.waitFor();
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
  await visitor.button("Remove dropped.png").waitFor();
  await bring("paste", "pasted.png");
  await visitor.button("Remove pasted.png").waitFor();
  await visitor.addImage("picked.png", plainPng(8, 8));
  await visitor.button("Remove picked.png").waitFor();

  await visitor.addImage("fourth.png", plainPng(8, 8));
  await page.getByText("fourth.png was not added: gemini-2.5-flash-image takes 3.").waitFor();
  await visitor.addImage("notes.png", Buffer.from("no picture at all"));
  await page.getByText("notes.png was not added").waitFor();
  assert.equal(await visitor.thumbnails.count(), 3);

  const url = await page.getByAltText("dropped.png").getAttribute("src");
  assert.ok(await isAlive(page, url));
  await visitor.button("Remove dropped.png").click();
  await visitor.button("Remove dropped.png").waitFor({ state: "detached" });
  assert.equal(await isAlive(page, url), false);
  // The browser reports the fetch above, of the address that must be dead.
  assert.deepEqual(errors.filter((error) => !error.includes("ERR_FILE_NOT_FOUND")), []);
}, { as: "new" });

scene("a page whose parts do not arrive says so", async ({ page, context }) => {
  await context.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await page.getByText("Studio could not be started").waitFor();
}, { as: "new" });
