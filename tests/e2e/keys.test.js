// API keys: Studio sends a key only to the origin that it was entered for, whatever the user does with the settings.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { answer, image } from "../security/hostile.js";
import { serve } from "../harness/server.js";
import { testOnDesktop, studio } from "./harness/screens.js";
import { plainPng, studioPage } from "./harness/studio-page.js";

const KEY_A = "key-of-service-A-1111";
const KEY_B = "key-of-service-B-2222";
const GOOGLE_KEY = "AIzaSy-key-of-Google-3333";

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type, x-goog-api-key" };

/** Starts a service that records the keys it receives, and delays its responses while `held` is set. */
async function recorder() {
  const service = { keys: [], paths: [], held: undefined, failures: 0 };
  const picture = answer(image(plainPng(8, 8))).body;
  const server = await serve(async (request, response) => {
    request.resume();
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    const { authorization, "x-goog-api-key": google } = request.headers;
    service.keys.push(google ?? authorization?.replace("Bearer ", "") ?? "none");
    service.paths.push(request.url);
    await service.held;
    const isRefused = service.failures-- > 0;
    const headers = { ...CORS, "content-type": "application/json" };
    if (isRefused) {
      const retry = { "access-control-expose-headers": "retry-after", "retry-after": "1" };
      return response.writeHead(503, { ...headers, ...retry }).end(JSON.stringify({ error: { code: 503, status: "UNAVAILABLE" } }));
    }
    const body = request.method === "GET" ? JSON.stringify({ models: [] }) : picture;
    response.writeHead(200, headers).end(body);
  });
  return Object.assign(service, { url: server.url, port: new URL(server.url).port, close: server.close });
}

let a, b;
before(async () => ([a, b] = await Promise.all([recorder(), recorder()])));
after(() => Promise.all([a, b].map((service) => service?.close())));

/** Answers requests to external services, which tests cannot reach, and returns the keys that they contained. */
async function outside(context, host) {
  const keys = Object.assign([], { stores: [] });
  await context.route(`https://${host}/**`, (route) => {
    const headers = route.request().headers();
    if (route.request().method() !== "OPTIONS") keys.push(headers["x-goog-api-key"] ?? headers.authorization ?? "none");
    if (route.request().method() === "POST") keys.stores.push(route.request().postDataJSON().store);
    return route.fulfill({ status: 400, headers: CORS, json: { error: { code: 400, message: "no" } } });
  });
  return keys;
}

const isClean = (service, key) => assert.ok(!service.keys.includes(key), `${service.keys}`);

testOnDesktop("a key goes to the origin that it was entered for and to no other, however the endpoint is spelled", async ({ page, app }) => {
  await app.set({ endpoint: a.url, key: KEY_A });
  await app.make("for A");
  assert.deepEqual(a.keys, [KEY_A]);
  await app.openSettings();

  // Other origins: without a key for them, the sandbox draws, and A receives no request.
  const [upper, dotted] = [`HTTP://LOCALHOST:${a.port}`, `http://localhost.:${a.port}`];
  const others = [b.url, `http://user:name@127.0.0.1:${b.port}`, `//127.0.0.1:${b.port}`, `/\\127.0.0.1:${b.port}`, upper, dotted];
  for (const [at, other] of others.entries()) {
    await app.endpoint.fill(other);
    assert.equal(await app.key.inputValue(), "", other);
    await app.make(`elsewhere ${at}`);
  }
  // Without authentication, which the proxy adds, the request is sent.
  await page.getByLabel("Auth header").selectOption({ label: "None (my proxy adds it)" });
  await app.endpoint.fill(b.url);
  await app.make("through a proxy");
  await page.getByLabel("Auth header").selectOption({ label: "Authorization: Bearer (relays)" });
  assert.deepEqual(a.keys, [KEY_A]);
  assert.deepEqual(b.keys, ["none"]);

  // An equal origin in another notation: another path, and the host in capitals.
  await app.endpoint.fill(`http://localhost:${a.port}`);
  await app.key.fill(KEY_B);
  await app.endpoint.fill(`${upper}/deep/down/`);
  assert.equal(await app.key.inputValue(), KEY_B);
  await app.make("in capitals");
  assert.deepEqual([a.keys.at(-1), a.paths.at(-1).startsWith("/deep/down/v1beta/")], [KEY_B, true]);
  await app.endpoint.fill(`${a.url}/other/v1beta`);
  assert.equal(await app.key.inputValue(), KEY_A);
  await app.make("at another path");
  assert.equal(a.keys.at(-1), KEY_A);
  for (const nowhere of ["https://", "", "127.0.0.1", "data:text/plain,x", "javascript:alert(1)"]) {
    await app.endpoint.fill(nowhere);
    assert.equal(await app.key.inputValue(), "", nowhere);
    assert.ok(await app.key.isDisabled(), `no key can be entered for ${nowhere}`);
  }
}, { as: "new" });

testOnDesktop("neither a reload nor another tab nor Restore defaults, and what takes it back, carries a key to another service", async ({ page, context, app }) => {
  const [tokaify, from] = [await outside(context, "api.tokaify.com"), [a.keys.length, b.keys.length]];
  await app.set({ endpoint: a.url, key: KEY_A });
  await app.make("for A");
  const second = await context.newPage();
  await second.goto(studio.url);
  const other = studioPage(second);
  await other.set({ endpoint: b.url, key: KEY_B });
  await other.make("for B");
  // The first tab continues with its own settings until it is reloaded.
  await app.make("for A still");
  await page.reload();
  await app.prompt.waitFor();
  await app.make("after a reload");
  await app.openSettings();
  assert.equal(await app.endpoint.inputValue(), b.url);
  assert.equal(await app.key.inputValue(), "", "the key of B is in its own tab");

  await app.endpoint.fill(a.url);
  assert.equal(await app.key.inputValue(), KEY_A, "A's key is still there for A");
  await app.button("Restore defaults").click();
  assert.equal(await app.key.inputValue(), "");
  await app.make("by the default service");
  await app.step("Undo").click();
  assert.equal(await app.endpoint.inputValue(), a.url);
  assert.equal(await app.key.inputValue(), KEY_A);
  await app.make("for A again");

  await page.getByLabel("Remember on this device").check();
  await second.reload();
  await other.prompt.waitFor();
  await other.openSettings();
  assert.equal(await other.endpoint.inputValue(), a.url);
  assert.equal(await other.key.inputValue(), KEY_A, "remembered on the device");
  await other.endpoint.fill(b.url);
  assert.equal(await other.key.inputValue(), KEY_B);
  assert.ok(!(await second.getByLabel("Remember on this device").isChecked()));
  await other.make("for B again");

  assert.deepEqual(a.keys.slice(from[0]), [KEY_A, KEY_A, KEY_A]);
  assert.deepEqual(b.keys.slice(from[1]), [KEY_B, KEY_B]);
  assert.deepEqual([...tokaify], []);

  await second.getByText("Keys are also stored for: 127.0.0.1").waitFor();
  await other.button("Forget all keys").click();
  const stored = await second.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(!stored.includes(KEY_A) && !stored.includes(KEY_B), stored);
}, { as: "new" });

testOnDesktop("jobs that wait, further attempts and the list of models keep to the service that they were begun with", async ({ app }) => {
  const from = [a.keys.length, b.keys.length];
  await app.set({ endpoint: a.url, key: KEY_A });
  let release;
  a.held = new Promise((resolve) => (release = resolve));
  a.failures = 1;
  for (let more = 0; more < 4; more += 1) await app.button("More images").click();
  await app.submit("five at once");
  await app.results.getByText("Queued").waitFor();
  await app.openSettings();
  await app.endpoint.fill(b.url);
  await app.key.fill(KEY_B);
  release();
  a.held = undefined;
  await app.pictures.nth(4).waitFor();
  await app.button("Load models").click();
  await app.button("Generate").waitFor();
  await app.make("for B");
  assert.deepEqual(a.keys.slice(from[0]), Array(6).fill(KEY_A), "five, and one of them twice");
  assert.deepEqual(new Set(b.keys.slice(from[1])), new Set([KEY_B]));
}, { as: "new" });

/** Stores settings as an older version did: one key, without its origin. */
async function older(page, settings) {
  await page.evaluate((stored) => {
    localStorage.clear();
    for (const [name, value] of Object.entries(stored)) localStorage.setItem(`tintype.${name}`, value);
  }, settings);
  await page.reload();
  await studioPage(page).prompt.waitFor();
}

testOnDesktop("a key of an older version, which does not say whose it is, is sent nowhere until that is answered", async ({ page, context, app }) => {
  const google = await outside(context, "generativelanguage.googleapis.com");
  const from = b.keys.length;
  await older(page, { endpoint: b.url, key: KEY_A });
  const question = page.getByRole("complementary", { name: "Stored key" });
  await question.getByText(`127.0.0.1:${b.port}`).waitFor();
  assert.ok((await question.textContent()).includes("key-…1111"));
  await app.submit("whose is it");
  await app.focused(page.locator("#old-key"));
  assert.equal(await app.progress.count(), 0);
  await app.button("Forget it").click();
  await app.make("by the sandbox");
  await page.reload();
  await app.prompt.waitFor();
  assert.equal(await question.count(), 0);
  assert.equal(b.keys.length, from);

  await older(page, { endpoint: b.url, key: KEY_B });
  await app.button("Yes, use it there").click();
  await app.make("for B");
  assert.deepEqual(b.keys.slice(from), [KEY_B]);
  await page.reload();
  await app.make("for B, remembered");
  assert.deepEqual(b.keys.slice(from), [KEY_B, KEY_B]);
  assert.equal(await page.evaluate(() => localStorage.getItem("tintype.key")), null);

  // A Google key for Google's endpoint is the only unambiguous case.
  await older(page, { endpoint: "https://generativelanguage.googleapis.com/", key: GOOGLE_KEY, "key-header": "x-goog-api-key" });
  await app.submit("for Google");
  await app.alert.waitFor();
  assert.deepEqual([[...google], google.stores], [[GOOGLE_KEY], [false]]);

  // Requests ask Google not to store them until the user allows it; restoring the defaults revokes that.
  const keeps = page.getByLabel("Let Google keep my requests");
  await app.openSettings();
  await page.getByText("each request asks Google not to keep it").waitFor();
  await keeps.check();
  const posted = page.waitForRequest((request) => request.method() === "POST");
  await app.submit("for Google to keep");
  await posted;
  await page.reload();
  await app.openSettings();
  assert.deepEqual([google.stores, await keeps.isChecked()], [[false, undefined], true]);
  await app.button("Restore defaults").click();
  assert.deepEqual([await keeps.isVisible(), await page.evaluate(() => localStorage.getItem("tintype.google-keeps"))], [false, null]);
  await older(page, { endpoint: b.url, key: GOOGLE_KEY });
  await question.waitFor();
  isClean(b, GOOGLE_KEY);
}, { as: "new" });

testOnDesktop("one choice sets the address and the auth header, and a key of another kind is warned of before it is sent", async ({ page, context, app }) => {
  const [tokaify, google] = await Promise.all(["api.tokaify.com", "generativelanguage.googleapis.com"].map((host) => outside(context, host)));
  const header = page.getByLabel("Auth header");
  const service = (name) => page.getByRole("group", { name: "Service" }).getByRole("radio", { name });
  await app.button("Add your API key").click();
  await app.focused(app.key);
  assert.ok(await service("tokaify").isChecked());
  await page.getByText("a relay run by tokaify").waitFor();
  await app.key.fill(GOOGLE_KEY);
  await page.getByText("looks like a Google key, and api.tokaify.com is not Google").waitFor();
  await app.submit("a lighthouse");
  await app.focused(page.locator("#key-doubt"));
  assert.equal(await app.progress.count(), 0);
  await app.button("Load models").click();
  await app.button("Use it with Google").click();
  assert.ok(await service("Google").isChecked());
  assert.equal(await app.endpoint.inputValue(), "https://generativelanguage.googleapis.com");
  assert.equal(await header.inputValue(), "x-goog-api-key");
  assert.equal(await app.key.inputValue(), GOOGLE_KEY);
  assert.equal(await page.getByRole("link", { name: /^Get a key/ }).getAttribute("href"), "https://aistudio.google.com/apikey");
  await app.button("Generate").click();
  await app.alert.waitFor();
  assert.deepEqual([[...google], [...tokaify]], [[GOOGLE_KEY], []]);
  await service("tokaify").check();
  assert.equal(await app.key.inputValue(), "", "it has left the relay");

  await app.key.fill("sk-of-a-relay");
  await service("Google").check();
  await app.key.fill("sk-of-a-relay");
  await page.getByText("looks like a relay's key").waitFor();
  await app.key.fill("");
  await page.getByText("looks like a relay's key").waitFor({ state: "detached" });

  await service("Another relay").check();
  assert.equal(await header.inputValue(), "bearer");
  await page.getByText("Enter the address of the service.").waitFor();
  const from = b.keys.length;
  await app.endpoint.fill(b.url);
  await app.key.fill(GOOGLE_KEY);
  await app.submit("by a relay that takes Google's keys");
  await app.focused(page.locator("#key-doubt"));
  isClean(b, GOOGLE_KEY);
  await app.button(`Send it to 127.0.0.1:${b.port}`).click();
  await app.make("by a relay that takes Google's keys");
  await page.reload();
  await app.make("and goes on to");
  assert.deepEqual(b.keys.slice(from), [GOOGLE_KEY, GOOGLE_KEY]);

  await app.openSettings();
  await service("My own proxy").check();
  assert.equal(await header.inputValue(), "none");
  await service("Another relay").check();
  assert.equal(await app.endpoint.inputValue(), b.url, "as it was left");
  await app.endpoint.fill("https://generativelanguage.googleapis.com/v1beta");
  assert.ok(await service("Google").isChecked());
  assert.equal(await header.inputValue(), "x-goog-api-key");
}, { as: "new" });
