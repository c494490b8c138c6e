// Pages written in Rust with each of the frameworks: each shows a picture, built with the newest versions of all
// crates.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launchChromium, launchHeadlessShell, openPage } from "../harness/chromium.js";
import { startEmulator } from "../harness/emulator.js";
import { program } from "../harness/environment.js";
import { serveFolder } from "../harness/server.js";

const PAGE = `<!doctype html><meta charset="utf-8"><title>A picture</title><link rel="icon" href="data:,"><body><div id="main"></div></body>
  <script type="module">import start from "./app.js"; start();</script>`;

let site, emulator, browser;

before(async () => {
  const pages = serveFolder(program("TINTYPE_FRAMEWORKS"));
  [site, emulator, browser] = await Promise.all([pages, startEmulator(), launchHeadlessShell()]);
});
after(() => Promise.all([browser, site, emulator].map((server) => server?.close())));

/** Forwards requests for the default service to the emulator. */
async function answer(route) {
  const request = route.request();
  const { pathname } = new URL(request.url());
  const { authorization, "content-type": contentType } = await request.allHeaders();
  const headers = { authorization, "content-type": contentType };
  const answered = await fetch(`${emulator.url}${pathname}`, { method: "POST", headers, body: request.postDataBuffer() });
  const body = Buffer.from(await answered.arrayBuffer());
  return route.fulfill({ status: answered.status, headers: { "access-control-allow-origin": "*" }, body });
}

for (const name of ["leptos", "yew", "dioxus"]) {
  test(`a button of ${name} draws a picture`, async () => {
    const { page, context, errors } = await openPage(browser);
    await context.route("https://api.tokaify.com/**", answer);
    const address = `${site.url}/${name}/page`;
    await context.route(address, (route) => route.fulfill({ contentType: "text/html", body: PAGE }));
    await page.goto(address);
    await page.getByRole("button", { name: "Draw" }).click();
    const picture = page.getByRole("img", { name: "A lighthouse" });
    const size = await picture.evaluate(async (image) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight, image.src.slice(0, 5)];
    });
    assert.deepEqual(size, [1344, 768, "blob:"]);
    // A development build of Dioxus tries to connect to its development server.
    assert.deepEqual(errors.filter((error) => !error.includes("/_dioxus?")), []);
    await context.close();
  });
}

test("the crate as one module gives a picture with its address, and errors with their codes", async () => {
  // Requests are not intercepted here, because Chromium then sends no Blob bodies.
  const whole = await launchChromium();
  const page = await whole.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  // Any document of that origin would do.
  await page.goto(`${site.url}/wasm-pack/package.json`);
  const made = await page.evaluate(async (baseUrl) => {
    const { compose, default: start, generate, inspect, models } = await import("/wasm-pack/tintype.js");
    await start();
    const service = { baseUrl, apiKey: "sk-x" };
    const failure = (call) => call.then(() => "none", ({ name, code, message }) => ({ name, code, message }));
    const { image, images, text } = await generate({ ...service, prompt: "a lighthouse", aspectRatio: "16:9", seed: 7 });
    const element = Object.assign(new Image(), { src: image.url });
    await element.decode();
    const edit = await generate({ ...service, prompt: "at night", images: [image.blob] });
    const mask = new OffscreenCanvas(8, 8);
    mask.getContext("2d").fillRect(0, 0, 4, 8);
    const composed = await compose({ base: image.blob, edit: edit.image.blob, mask, featherPx: 2 });
    const listed = await models(service);
    return {
      isSame: images[0] === image && typeof text === "string" && image.url.startsWith("blob:"),
      size: [element.naturalWidth, element.naturalHeight, composed.width],
      inspected: await inspect(image.blob),
      listed: listed.some(({ makesImages }) => makesImages),
      failures: [await failure(generate({ ...service, prompt: "", n: 0 })), await failure(generate({ ...service, prompt: 7 })), await failure(inspect(7))],
    };
  }, emulator.url);
  assert.deepEqual([made.isSame, made.size, made.listed], [true, [1344, 768, 1344], true]);
  assert.deepEqual([made.inspected.mimeType, made.inspected.width], ["image/png", 1344]);
  assert.deepEqual(made.failures.map(({ name, code }) => [name, code]), Array(3).fill(["TintypeError", "invalid-options"]));
  assert.match(made.failures[0].message, /prompt.*n: /);
  assert.deepEqual(errors, []);
  await whole.close();
});

test("the types of the one module are its own", async () => {
  const types = await readFile(`${program("TINTYPE_FRAMEWORKS")}/wasm-pack/tintype.d.ts`, "utf8");
  for (const signature of ["generate(options: GenerateOptions): Promise<Generation>", "inspect(image: ImageInput): Promise<ImageInfo>", "compose(options: ComposeOptions): Promise<GeneratedImage>", "models(options: ClientOptions): Promise<ModelInfo[]>"]) {
    assert.ok(types.includes(`export function ${signature};`), signature);
  }
});
