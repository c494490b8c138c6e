// Endpoint, key and model: where they go, and where they never go.

import assert from "node:assert/strict";

import { scene, story, studio } from "./harness/story.js";
import { visit } from "./harness/visitor.js";

const KEY = "sk-test-31415926";

/** What the page keeps: the tab's storage and the device's. */
function kept(page) {
  return page.evaluate(() => ({ tab: { ...sessionStorage }, device: { ...localStorage } }));
}

function holdsKey(storage) {
  return Object.values(storage).some((value) => value.includes(KEY));
}

story("a request goes to the endpoint, with the key in its header and the model in its path", async ({ page, errors, requests, visitor, service }) => {
  const logged = [];
  page.on("console", (message) => logged.push(message.text()));
  await visitor.set({ endpoint: `${service}/`, key: KEY, model: "gemini-3.1-flash-image" });
  assert.equal(await visitor.sandboxLabel.count(), 0);

  const sent = page.waitForRequest((request) => request.method() === "POST");
  await visitor.ask("a lighthouse");
  const request = await sent;
  assert.equal(request.url(), `${service}/v1beta/models/gemini-3.1-flash-image:generateContent`);
  assert.equal((await request.allHeaders()).authorization, `Bearer ${KEY}`);
  await visitor.pictures.waitFor();

  assert.deepEqual(requests.filter((url) => url.includes(KEY) || url.includes("/sandbox/")), []);
  assert.deepEqual(logged.filter((text) => text.includes(KEY)), []);
  assert.ok(!(await page.content()).includes(KEY), "the key stands nowhere in the page's text");
  assert.ok(await visitor.results.getByText("gemini-3.1-flash-image").first().isVisible());
  assert.deepEqual(errors, []);
}, { as: "new" });

story("Google's own header, and a proxy that needs no key", async ({ page, visitor, service }) => {
  await visitor.set({ endpoint: service, key: KEY });
  const way = page.getByLabel("Auth header");
  await visitor.openSettings();
  await way.selectOption({ label: "x-goog-api-key (Google)" });
  let sent = page.waitForRequest((request) => request.method() === "POST");
  await visitor.make("a lighthouse");
  assert.equal((await (await sent).allHeaders())["x-goog-api-key"], KEY);

  await way.selectOption({ label: "None (my proxy adds it)" });
  await visitor.key.fill("");
  sent = page.waitForRequest((request) => request.method() === "POST");
  await visitor.ask("a lighthouse");
  const headers = await (await sent).allHeaders();
  assert.equal(headers.authorization, undefined);
  assert.equal(headers["x-goog-api-key"], undefined);
  await visitor.alert.waitFor();
}, { as: "new" });

story("the key is masked, kept for the tab alone unless asked, and forgotten in one click", async ({ page, visitor }) => {
  await visitor.openSettings();
  await visitor.key.fill(KEY);
  assert.equal(await visitor.key.getAttribute("type"), "password");
  await visitor.button("Show the key").click();
  assert.equal(await visitor.key.getAttribute("type"), "text");
  await visitor.button("Show the key").click();

  let stored = await kept(page);
  assert.ok(holdsKey(stored.tab) && !holdsKey(stored.device));
  await page.getByLabel("Remember on this device").check();
  stored = await kept(page);
  assert.ok(!holdsKey(stored.tab) && holdsKey(stored.device));

  await page.reload();
  await visitor.openSettings();
  assert.equal(await visitor.key.inputValue(), KEY);
  assert.ok(await page.getByLabel("Remember on this device").isChecked());
  await visitor.button("Forget key").click();
  assert.equal(await visitor.key.inputValue(), "");
  stored = await kept(page);
  assert.ok(!holdsKey(stored.tab) && !holdsKey(stored.device));
  await visitor.sandboxLabel.waitFor();
}, { as: "new" });

story("settings and theme survive a reload", async ({ page, visitor, service }) => {
  await visitor.set({ endpoint: service, model: "some/other-model" });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  await page.getByRole("button", { name: /^Theme: dark/ }).waitFor();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await visitor.openSettings();
  assert.equal(await visitor.endpoint.inputValue(), service);
  assert.equal(await visitor.model.inputValue(), "some/other-model");
  assert.equal(await ground(), dark);
}, { as: "new", colorScheme: "light" });

story("the model decides which shapes are offered", async ({ visitor }) => {
  const shapes = visitor.ratios.getByRole("radio");
  await shapes.first().waitFor();
  assert.equal(await shapes.count(), 10);
  await visitor.set({ model: "gemini-3.1-flash-image" });
  assert.equal(await shapes.count(), 14);
  await visitor.ratios.getByRole("radio", { name: "8:1" }).check();
  await visitor.set({ model: "gemini-2.5-flash-image" });
  assert.equal(await shapes.count(), 10);
  assert.ok(await visitor.ratios.getByRole("radio", { name: "1:1" }).isChecked());
}, { as: "new" });

story("the endpoint's own list of models joins the table; any other name can be typed; what fails is said", async ({ page, visitor, service }) => {
  await visitor.openSettings();
  const list = page.getByLabel("From the list");
  await list.waitFor();
  const names = (group) => list.locator(`optgroup[label="${group}"] option`).allTextContents();
  assert.equal((await names("Make images")).length, 5);
  assert.deepEqual(await names("Others"), []);

  await visitor.endpoint.fill(service);
  await visitor.key.fill("sk-test");
  await visitor.button("Load models").click();
  await page.getByText(/^\d+ models, \d+ make images/).waitFor();
  assert.ok((await names("Make images")).includes("gemini-2.5-flash-image"));
  const others = await names("Others");
  assert.ok(others.length > 0 && others.every((name) => !name.includes("image")));
  await list.selectOption("gemini-3-pro-image");
  assert.equal(await visitor.model.inputValue(), "gemini-3-pro-image");
  await visitor.model.fill("some/other-model");
  assert.equal(await visitor.model.inputValue(), "some/other-model");

  await visitor.key.fill("sk-bad");
  await visitor.button("Load models").click();
  await page.getByText(/does not accept the API key.*\(auth · HTTP 401/).waitFor();
  // Another endpoint has another list.
  await visitor.endpoint.fill(`${service}/scenario/no-cors`);
  await page.getByText(/does not accept the API key/).waitFor({ state: "detached" });
  await visitor.button("Load models").click();
  await page.getByText(/may also block web pages \(CORS\)/).waitFor();
  assert.deepEqual(await names("Others"), []);
}, { as: "new" });

scene("a key that one tab keeps on the device is not lost by what another tab changes", async ({ page, context, visitor }) => {
  const other = await context.newPage();
  await other.goto(studio.url);
  await visit(other).prompt.waitFor();
  await visitor.openSettings();
  await visitor.key.fill(KEY);
  await page.getByLabel("Remember on this device").check();
  await visit(other).set({ model: "some/other-model" });
  assert.ok(holdsKey((await kept(page)).device));
}, { as: "new" });
