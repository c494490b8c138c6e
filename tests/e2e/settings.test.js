// Endpoint, key and model: where they are stored and sent, and where they never are.

import assert from "node:assert/strict";

import { testOnDesktop, testOnBothScreens, studio } from "./harness/screens.js";
import { studioPage } from "./harness/studio-page.js";

const KEY = "sk-test-31415926";

/** Returns the page's session storage and local storage. */
function storedValues(page) {
  return page.evaluate(() => ({ tab: { ...sessionStorage }, device: { ...localStorage } }));
}

function holdsKey(storage) {
  return Object.values(storage).some((value) => value.includes(KEY));
}

testOnBothScreens("a request goes to the endpoint, with the key in its header and the model in its path", async ({ page, errors, requests, app, service }) => {
  const logged = [];
  page.on("console", (message) => logged.push(message.text()));
  await app.set({ endpoint: `${service}/`, key: KEY, model: "gemini-3.1-flash-image" });
  assert.equal(await app.sandboxLabel.count(), 0);

  const sent = page.waitForRequest((request) => request.method() === "POST");
  await app.submit("a lighthouse");
  const request = await sent;
  assert.equal(request.url(), `${service}/v1beta/models/gemini-3.1-flash-image:generateContent`);
  assert.equal((await request.allHeaders()).authorization, `Bearer ${KEY}`);
  await app.pictures.waitFor();

  assert.deepEqual(requests.filter((url) => url.includes(KEY) || url.includes("/sandbox/")), []);
  assert.deepEqual(logged.filter((text) => text.includes(KEY)), []);
  assert.ok(!(await page.content()).includes(KEY), "the key stands nowhere in the page's text");
  assert.ok(await app.results.getByText("gemini-3.1-flash-image").first().isVisible());
  assert.deepEqual(errors, []);
}, { as: "new" });

testOnBothScreens("Google's own header, and a proxy that needs no key", async ({ page, app, service }) => {
  await app.set({ endpoint: service, key: KEY });
  const authHeader = page.getByLabel("Auth header");
  await app.openSettings();
  await authHeader.selectOption({ label: "x-goog-api-key (Google)" });
  let sent = page.waitForRequest((request) => request.method() === "POST");
  await app.make("a lighthouse");
  assert.equal((await (await sent).allHeaders())["x-goog-api-key"], KEY);

  await authHeader.selectOption({ label: "None (my proxy adds it)" });
  await app.key.fill("");
  sent = page.waitForRequest((request) => request.method() === "POST");
  await app.submit("a lighthouse");
  const headers = await (await sent).allHeaders();
  assert.equal(headers.authorization, undefined);
  assert.equal(headers["x-goog-api-key"], undefined);
  await app.alert.waitFor();
}, { as: "new" });

testOnBothScreens("the key is masked, kept for the tab alone unless asked, and forgotten in one click", async ({ page, app }) => {
  await app.openSettings();
  await app.key.fill(KEY);
  assert.equal(await app.key.getAttribute("type"), "password");
  await app.button("Show the key").click();
  assert.equal(await app.key.getAttribute("type"), "text");
  await app.button("Show the key").click();

  let stored = await storedValues(page);
  assert.ok(holdsKey(stored.tab) && !holdsKey(stored.device));
  await page.getByLabel("Remember on this device").check();
  stored = await storedValues(page);
  assert.ok(!holdsKey(stored.tab) && holdsKey(stored.device));

  await page.reload();
  await app.openSettings();
  assert.equal(await app.key.inputValue(), KEY);
  assert.ok(await page.getByLabel("Remember on this device").isChecked());
  await app.button("Forget key").click();
  assert.equal(await app.key.inputValue(), "");
  stored = await storedValues(page);
  assert.ok(!holdsKey(stored.tab) && !holdsKey(stored.device));
  await app.sandboxLabel.waitFor();
}, { as: "new" });

testOnBothScreens("settings and theme survive a reload", async ({ page, app, service }) => {
  await app.set({ endpoint: service, model: "some/other-model" });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await page.getByRole("button", { name: /^Theme: dark/ }).waitFor();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await app.openSettings();
  assert.equal(await app.endpoint.inputValue(), service);
  assert.equal(await app.model.inputValue(), "some/other-model");
  assert.equal(await ground(), dark);
}, { as: "new", colorScheme: "light" });

testOnBothScreens("the model decides which shapes are offered", async ({ app }) => {
  const shapes = app.ratios.getByRole("radio");
  await shapes.first().waitFor();
  assert.equal(await shapes.count(), 10);
  await app.set({ model: "gemini-3.1-flash-image" });
  assert.equal(await shapes.count(), 14);
  await app.ratios.getByRole("radio", { name: "8:1" }).check();
  await app.set({ model: "gemini-2.5-flash-image" });
  assert.equal(await shapes.count(), 10);
  assert.ok(await app.ratios.getByRole("radio", { name: "1:1" }).isChecked());
}, { as: "new" });

testOnBothScreens("the endpoint's own list of models joins the table; any other name can be typed; a failure is reported", async ({ page, app, service }) => {
  await app.openSettings();
  const list = page.getByLabel("From the list");
  await list.waitFor();
  const names = (group) => list.locator(`optgroup[label="${group}"] option`).allTextContents();
  assert.equal((await names("Make images")).length, 5);
  assert.deepEqual(await names("Others"), []);

  await app.endpoint.fill(service);
  await app.key.fill("sk-test");
  await app.button("Load models").click();
  await page.getByText(/^\d+ models, \d+ make images/).waitFor();
  assert.ok((await names("Make images")).includes("gemini-2.5-flash-image"));
  const others = await names("Others");
  assert.ok(others.length > 0 && others.every((name) => !name.includes("image")));
  await list.selectOption("gemini-3-pro-image");
  assert.equal(await app.model.inputValue(), "gemini-3-pro-image");
  await app.model.fill("some/other-model");
  assert.equal(await app.model.inputValue(), "some/other-model");

  await app.key.fill("sk-bad");
  await app.button("Load models").click();
  await page.getByText(/does not accept the API key.*\(auth · HTTP 401/).waitFor();
  // Another endpoint has its own list of models.
  await app.endpoint.fill(`${service}/scenario/no-cors`);
  await page.getByText(/does not accept the API key/).waitFor({ state: "detached" });
  await app.button("Load models").click();
  await page.getByText(/may also block web pages \(CORS\)/).waitFor();
  assert.deepEqual(await names("Others"), []);
}, { as: "new" });

testOnDesktop("a key that one tab keeps on the device is not lost by what another tab changes", async ({ page, context, app }) => {
  const other = await context.newPage();
  await other.goto(studio.url);
  await studioPage(other).prompt.waitFor();
  await app.openSettings();
  await app.key.fill(KEY);
  await page.getByLabel("Remember on this device").check();
  await studioPage(other).set({ model: "some/other-model" });
  assert.ok(holdsKey((await storedValues(page)).device));
}, { as: "new" });
