// Sharing: a picture with other apps, and its prompt as a link for another user.

import assert from "node:assert/strict";

import { testOnBothScreens, testOnDesktop } from "./harness/screens.js";
import { picture } from "./harness/studio-page.js";

const menuOf = (page) => page.getByRole("group", { name: "More" });
async function choose(page, name) {
  await page.locator(".stage").getByRole("button", { name: "More", exact: true }).click();
  await menuOf(page).getByRole("button", { name, exact: true }).click();
}

// Desktop only, because all pages share one clipboard.
testOnDesktop("a copied link fills in prompt, ratio and seed for who opens it, and sends nothing", async ({ page, context, app, another }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.ratios.getByRole("radio", { name: "16:9" }).check();
  await page.getByText("Advanced").click();
  await page.getByLabel("Seed").fill("7");
  await app.make("a red fox & an owl, 50% #dusk");
  await choose(page, "Copy link to the prompt");
  await page.getByText("Link copied.").waitFor();
  const link = await page.evaluate("navigator.clipboard.readText()");
  assert.ok(link.startsWith(`${page.url().split("#")[0]}#prompt=`), link);

  const other = await another();
  await other.page.goto("about:blank");
  const before = other.requests.length;
  await other.page.goto(link);
  await other.app.prompt.waitFor();
  assert.equal(await other.app.prompt.inputValue(), "a red fox & an owl, 50% #dusk");
  assert.ok(await other.app.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  await other.page.getByText("Advanced").click();
  assert.equal(await other.page.getByLabel("Seed").inputValue(), "7");
  assert.deepEqual(other.requests.slice(before).filter((url) => url.includes("generateContent")), []);
});

testOnBothScreens("a refused clipboard is reported", async ({ page, app, errors }) => {
  await app.make("a pear");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await choose(page, "Copy link to the prompt");
  await page.getByText("did not allow copying").waitFor();
  assert.deepEqual(errors, []);
});

/** Stubs the share sheet, which Chromium lacks on Linux, with the standard's interface. Records the shared files. */
function standIn(outcome) {
  navigator.canShare = ({ files }) => files.every((file) => file instanceof File && file.type.startsWith("image/"));
  navigator.share = async ({ files: [file] }) => {
    if (!navigator.userActivation.isActive) throw new DOMException("no click", "NotAllowedError");
    if (outcome) throw new DOMException("no", outcome);
    globalThis.shared = { name: file.name, type: file.type, size: file.size };
  };
}

testOnBothScreens("Share hands the picture to other apps; who closes the sheet hears nothing, and a refusal is reported", async ({ page, app, errors }) => {
  await page.addInitScript(standIn);
  await page.reload();
  const made = await picture(await app.make("a red fox"));
  await choose(page, "Share");
  await page.waitForFunction(() => globalThis.shared);
  const shared = await page.evaluate("shared");
  assert.deepEqual(shared, { name: `a-red-fox-${made.width}x${made.height}.png`, type: "image/png", size: made.byteLength });
  await page.evaluate(`(${standIn})("AbortError")`);
  await choose(page, "Share");
  await page.evaluate(`(${standIn})("NotAllowedError")`);
  await choose(page, "Share");
  await page.getByText("did not allow sharing").waitFor();
  assert.deepEqual(errors, []);
});

testOnBothScreens("without a share sheet there is no Share", async ({ page, app }) => {
  await page.addInitScript(() => delete Navigator.prototype.canShare);
  await page.reload();
  await app.make("a pear");
  await page.locator(".stage").getByRole("button", { name: "More", exact: true }).click();
  await menuOf(page).getByRole("button", { name: "Copy", exact: true }).waitFor();
  assert.equal(await menuOf(page).getByRole("button", { name: "Share" }).count(), 0);
});
