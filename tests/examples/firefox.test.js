// The example pages in Firefox: each runs its task once with the sandbox, served below a path.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchFirefox } from "../harness/firefox.js";
import { serveSite } from "./site.js";

let site, firefox;
before(async () => ([site, firefox] = await Promise.all([serveSite("/a/b/"), launchFirefox()])));
after(() => Promise.all([site?.close(), firefox?.close()]));

/**
 * Opens a page, prepares it, submits its form and returns the outcome. Functions are sent as text, so they cannot use
 * variables of the test.
 */
async function play(name, prepare = async () => {}) {
  await firefox.open(`${site.url}/examples/${name}.html`);
  return firefox.evaluate(`async () => {
    const errors = [];
    addEventListener("error", ({ message }) => errors.push(message));
    addEventListener("unhandledrejection", ({ reason }) => errors.push(String(reason)));
    const until = async (found) => {
      while (!found()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const status = () => document.querySelector("[role=status]").textContent;
    const choose = async (width, height) => {
      const canvas = new OffscreenCanvas(width, height);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "rgb(40, 60, 200)";
      pen.fillRect(0, 0, width, height);
      const files = new DataTransfer();
      files.items.add(new File([await canvas.convertToBlob()], "photo.png", { type: "image/png" }));
      const input = document.getElementById("photo");
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    // The page's script has to run before the form's connection fields exist.
    await until(() => document.getElementById("key") && document.getElementById("script").textContent);
    await (${prepare})({ until, choose });
    document.querySelector("form").requestSubmit();
    await until(() => status() === "Done." || document.querySelector("[role=status] + [role=alert]"));
    const pictures = [...document.querySelectorAll(".outcome img")];
    await Promise.all(pictures.map((picture) => picture.decode()));
    const sizes = pictures.map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight]);
    return { status: status(), sizes, text: document.querySelector(".outcome").innerText, errors };
  }`);
}

function assertDone({ status, errors, text }) {
  assert.equal(status, "Done.", text);
  assert.deepEqual(errors, []);
}

test("text to image", async () => {
  const seen = await play("text-to-image");
  assertDone(seen);
  assert.deepEqual(seen.sizes, [[1184, 864]]);
});

test("edit a photo", async () => {
  const seen = await play("edit-a-photo", async ({ choose, until }) => {
    await choose(320, 240);
    await until(() => document.querySelector("#before img"));
  });
  assertDone(seen);
  assert.deepEqual(seen.sizes[0], [320, 240]);
  assert.equal(seen.sizes.length, 2);
});

test("stream", async () => {
  const seen = await play("stream");
  assertDone(seen);
  assert.equal(seen.sizes.length, 1);
  assert.match(seen.text, /Here is.*Shall I/s);
});

test("chat", async () => {
  const seen = await play("chat");
  assertDone(seen);
  assert.equal(seen.sizes.length, 1);
  assert.match(seen.text, /Go on from here/);
});

test("local edit", async () => {
  const seen = await play("local-edit", async ({ choose, until }) => {
    await choose(300, 200);
    await until(() => document.getElementById("mask").checkVisibility());
    document.getElementById("mask").dispatchEvent(new KeyboardEvent("keydown", { key: " ", bubbles: true }));
  });
  assertDone(seen);
  assert.deepEqual(seen.sizes, [[300, 200]]);
});

test("several, two of which fail", async () => {
  const seen = await play("several");
  assertDone(seen);
  assert.equal(seen.sizes.length, 2);
  assert.match(seen.text, /refused/);
  assert.match(seen.text, /no-image/);
});
