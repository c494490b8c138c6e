// Files from outside the page: shared by another app through the service worker, or opened by the system in the
// installed app.

import assert from "node:assert/strict";

import { testOnDesktop } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

const isControlled = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });

/** Submits a form to the manifest's share target from outside Studio, as the system does, and follows the redirect. */
async function share(page, fields, files) {
  const target = await page.evaluate(async () => {
    const manifest = document.querySelector('link[rel="manifest"]').href;
    const { share_target } = await (await fetch(manifest)).json();
    return { ...share_target, action: new URL(share_target.action, manifest).href };
  });
  const { action, method, enctype, params } = target;
  await page.goto("about:blank");
  await page.setContent(`<form action="${action}" method="${method}" enctype="${enctype}"><input type="file" name="${params.files[0].name}" multiple></form>`);
  await page.locator("input").setInputFiles(files);
  await page.locator("form").evaluate((form, fields) => {
    for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), { name, value }));
    form.submit();
  }, Object.fromEntries(Object.entries(fields).map(([name, value]) => [params[name], value])));
  await page.waitForURL((url) => url.href.startsWith(action.replace(/share$/, "")) && url.href !== action);
}

const png = (name) => ({ name, mimeType: "image/png", buffer: plainPng(40, 30) });

testOnDesktop("images and text that another app shares are inputs and prompt; nothing is sent, and a reload does not repeat it", async ({ page, app, requests, errors }) => {
  await isControlled(page);
  await share(page, { title: "A fox", text: "make it & it #blue" }, [png("one.png"), png("zwei & ü.png")]);
  await app.thumbnails.nth(1).waitFor();
  await app.button("Remove one.png").waitFor();
  await app.button("Remove zwei & ü.png").waitFor();
  assert.equal(await app.prompt.inputValue(), "A fox make it & it #blue");
  assert.deepEqual(requests.filter((url) => url.includes("generateContent")), []);
  assert.ok(!(await page.evaluate(async () => (await caches.keys()).some((name) => name.startsWith("tintype-inbox")))));

  await app.button("Remove one.png").click();
  await page.reload();
  await app.thumbnails.first().waitFor();
  assert.equal(await app.thumbnails.count(), 1);
  assert.deepEqual(errors, []);
}, { as: "new", serviceWorkers: "allow" });

testOnDesktop("text alone is a prompt, and an empty share opens the page", async ({ page, app, errors }) => {
  await isControlled(page);
  await share(page, { text: "an owl" }, []);
  await app.prompt.waitFor();
  await page.waitForFunction(() => document.querySelector("#prompt")?.value === "an owl");
  await share(page, {}, []);
  await app.prompt.waitFor();
  assert.deepEqual(errors, []);
}, { as: "new", serviceWorkers: "allow" });

testOnDesktop("files that the system opens with the installed app are inputs, while it runs too", async ({ page, app, errors }) => {
  // Stubs the launch queue, which browsers provide only to installed apps.
  await page.addInitScript(() => {
    let consumer;
    const waiting = [];
    globalThis.launch = (...names) => {
      const files = names.map((name) => ({ kind: "file", name, getFile: async () => new File([globalThis.bytes], name, { type: "image/png" }) }));
      consumer ? consumer({ files }) : waiting.push({ files });
    };
    const launchQueue = { setConsumer: (take) => ((consumer = take), waiting.splice(0).forEach(take)) };
    Object.defineProperty(globalThis, "launchQueue", { value: launchQueue });
  });
  await page.addInitScript(`globalThis.bytes = new Uint8Array([${plainPng(40, 30).join()}]); launch("first.png")`);
  await isControlled(page);
  await page.reload();
  await app.button("Remove first.png").waitFor();
  await page.evaluate(() => launch("second.png", "third.png"));
  await app.button("Remove third.png").waitFor();
  assert.equal(await app.thumbnails.count(), 3);
  assert.deepEqual(errors, []);
}, { as: "new", serviceWorkers: "allow" });
