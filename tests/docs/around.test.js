// Code blocks about failures, workers and other hosts.

import assert from "node:assert/strict";

import { SECRET, fileOf } from "./host.js";
import { runs, size } from "./page.js";

runs(
  "Several images",
  "two pictures and two failures",
  async ({ img, output }) => {
    assert.equal(await img.count(), 3);
    const codes = (await output.textContent()).trim().split("\n").map((line) => line.split(":")[0]);
    assert.deepEqual(codes.sort(), ["no-image", "refused"]);
  },
  { scenario: "ok,refused,text-only,ok/several" },
);

for (const [scenario, words, expected] of [
  ["bad-key", /^Check your key/, /400/],
  ["rate-limited;delay=90s", /^Wait 90 seconds\.$/, /429/],
  ["refused", /^Change the prompt\. ./],
  ["text-only", /./],
  ["html-502", /./, /502/],
]) {
  runs("Errors by their code", scenario, async ({ output }) => assert.match(await output.textContent(), words), { scenario, expected });
}

runs("Errors by their code", "no error, a picture", async ({ img }) => assert.deepEqual(await size(img), [1024, 1024]));

runs("Run in a worker", "a picture, and the worker has ended", async ({ img, page }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  assert.deepEqual(page.workers(), []);
});

runs("sw.js", "the page's own request is answered with a picture", async ({ page, img }) => {
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js", { type: "module" });
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  const shown = await img.evaluate(async (element) => {
    element.src = "/draw.png?prompt=a+red+fox";
    await element.decode();
    return [element.naturalWidth, element.naturalHeight];
  });
  assert.deepEqual(shown, [1024, 1024]);
});

runs("Google's endpoint", "its own header", async ({ img, page }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  assert.deepEqual(await page.evaluate("keys"), [["x-goog-api-key", "AQ.your-key"]]);
});

runs("Call a proxy", "a picture, and no key on this side of the proxy", async ({ img, page, context }) => {
  assert.deepEqual(await size(img), [1024, 1024]);
  const received = [];
  page.on("request", (request) => received.push(request.allHeaders().then((headers) => [request.url(), headers])));
  // Chromium stores no copy of a `no-store` response, so the test reads responses while it forwards them.
  await page.route("**/*", async (route) => {
    const response = await route.fetch();
    received.push([response.headers(), await response.body()]);
    await route.fulfill({ response });
  });
  await page.evaluate((file) => import(file), `/${fileOf("Call a proxy")}?again`);
  const text = (await Promise.all(received)).map(([head, body]) => JSON.stringify(head) + JSON.stringify(body) + String(body)).join("\n");
  assert.match(text, /\/api\/v1beta\/models\/gemini-2\.5-flash-image:generateContent/);
  assert.equal(text.includes(SECRET), false);
  assert.equal(/authorization|x-goog-api-key/i.test(text), false);
  assert.deepEqual(await context.cookies(), []);
});
