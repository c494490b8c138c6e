// Pasting: pictures copied as files or as image data, and text that comes with an image of itself.

import assert from "node:assert/strict";

import { testOnDesktop } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

/** Pastes into the focused element. Returns whether the page handled the event or left it to the browser. */
function paste(page, { files = [], ...texts }) {
  const given = files.map((name) => ({ name, bytes: [...plainPng(8 + name.length, 8)] }));
  return page.evaluate(
    ({ given, texts }) => {
      const clipboardData = new DataTransfer();
      for (const [kind, text] of Object.entries(texts)) clipboardData.setData(kind, text);
      for (const { name, bytes } of given) clipboardData.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
      const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData });
      document.activeElement.dispatchEvent(event);
      return event.defaultPrevented;
    },
    { given, texts },
  );
}

testOnDesktop("a picture copied as a file is added, whatever names and addresses stand beside it", async ({ page, errors, app }) => {
  const pastes = [
    { files: ["finder.png"], "text/plain": "finder.png" },
    { files: ["hidden.png"], "text/plain": "hidden" },
    { files: ["renamed.png"], "text/plain": "Strand bei Nacht.HEIC" },
    { files: ["a.png", "b.png"], "text/plain": "a.png\rb.png" },
    { files: ["nautilus.png"], "text/plain": "x-special/nautilus-clipboard\ncopy\nfile:///srv/me/nautilus.png\n" },
    { files: ["dolphin.png"], "text/plain": "file:///srv/me/dolphin.png", "text/uri-list": "file:///srv/me/dolphin.png" },
    { files: ["path.png"], "text/plain": "/srv/me/pictures/path.png" },
    { files: ["windows.png"], "text/plain": '"C:\\Users\\me\\windows.png"' },
    { files: ["web.png"], "text/html": '<meta charset="utf-8"><img src="https://host.invalid/web.png">' },
    { files: ["safari.png"], "text/plain": "https://host.invalid/safari.png", "text/html": '<img src="https://host.invalid/safari.png">' },
  ];
  for (const place of [app.prompt, page.getByRole("heading", { name: "Results" })]) {
    for (const pasted of pastes) {
      await place.focus();
      assert.ok(await paste(page, pasted), JSON.stringify(pasted));
      for (const name of pasted.files) {
        await app.button(`Remove ${name}`).click();
        await app.button(`Remove ${name}`).waitFor({ state: "hidden" });
      }
    }
  }
  assert.equal(await app.prompt.inputValue(), "");
  assert.deepEqual(errors, []);
});

testOnDesktop("text with a picture of itself stays text", async ({ page, app }) => {
  const texts = [
    { files: ["image.png"], "text/plain": "A red fox at dawn", "text/html": "<p>A red fox at dawn</p>" },
    { files: ["image.png"], "text/plain": "14.2\t15.0\r\nphoto.png\t3", "text/html": "<table></table>" },
    { files: ["image.png"], "text/plain": "photo.png", "text/html": "<table><td>photo.png</table>" },
    { files: ["image.png"], "text/plain": "https://host.invalid/a", "text/html": '<a href="https://host.invalid/a">x</a>' },
    { files: ["image.png"], "text/plain": "A red fox at dawn" },
    { "text/plain": "finder.png" },
    { "text/plain": "file:///srv/me/a.png" },
  ];
  // Opens the settings to load the chunk that reads pastes, because earlier pastes are stored for it.
  await app.openSettings();
  await app.closeSettings();
  for (const pasted of texts) {
    await app.prompt.focus();
    assert.ok(!(await paste(page, pasted)), JSON.stringify(pasted));
  }
  assert.equal(await app.thumbnails.count(), 0);
});

testOnDesktop("a paste that comes before the part that reads it is not lost: neither text nor picture", async ({ page, context, errors, app }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route("**/*later*.wasm", (route) => held.then(() => route.continue()));
  await page.reload();
  await app.prompt.focus();
  assert.ok(!(await paste(page, { "text/plain": "words" })), "plain text is for the browser");
  assert.ok(await paste(page, { files: ["image.png"], "text/plain": "A red fox", "text/html": "<p>A red fox</p>" }));
  assert.ok(await paste(page, { files: ["finder.png"], "text/plain": "finder.png" }));
  release();
  await app.button("Remove finder.png").waitFor();
  assert.equal(await app.prompt.inputValue(), "A red fox");
  assert.equal(await app.thumbnails.count(), 1);
  assert.deepEqual(errors, []);
});
