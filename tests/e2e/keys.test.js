// Whose key is whose: a key goes to the origin that it was entered for, and to no other, whatever is done with settings.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { answer, image } from "../security/hostile.js";
import { serve } from "../harness/server.js";
import { scene, studio } from "./harness/story.js";
import { plainPng, visit } from "./harness/visitor.js";

const KEY_A = "key-of-service-A-1111";
const KEY_B = "key-of-service-B-2222";
const GOOGLE_KEY = "AIzaSy-key-of-Google-3333";

const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type, x-goog-api-key" };

/** A service that writes down the keys that it is sent, and holds its answers back while `held` is set. */
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

/** Answers for services of the outside, which tests cannot reach, and gives the keys that they were sent. */
async function outside(context, host) {
  const keys = [];
  await context.route(`https://${host}/**`, (route) => {
    const headers = route.request().headers();
    if (route.request().method() !== "OPTIONS") keys.push(headers["x-goog-api-key"] ?? headers.authorization ?? "none");
    return route.fulfill({ status: 400, headers: CORS, json: { error: { code: 400, message: "no" } } });
  });
  return keys;
}

const isClean = (service, key) => assert.ok(!service.keys.includes(key), `${service.keys}`);

scene("a key goes to the origin that it was entered for and to no other, however the endpoint is spelled", async ({ page, visitor }) => {
  await visitor.set({ endpoint: a.url, key: KEY_A });
  await visitor.make("for A");
  assert.deepEqual(a.keys, [KEY_A]);
  await visitor.openSettings();

  // Other origins: the sandbox draws, since there is no key for them, and nothing of A's is sent.
  const [upper, dotted] = [`HTTP://LOCALHOST:${a.port}`, `http://localhost.:${a.port}`];
  const others = [b.url, `http://user:name@127.0.0.1:${b.port}`, `//127.0.0.1:${b.port}`, `/\\127.0.0.1:${b.port}`, upper, dotted];
  for (const [at, other] of others.entries()) {
    await visitor.endpoint.fill(other);
    assert.equal(await visitor.key.inputValue(), "", other);
    await visitor.make(`elsewhere ${at}`);
  }
  // With a proxy's empty hands the request does go out.
  await page.getByLabel("Auth header").selectOption({ label: "None (my proxy adds it)" });
  await visitor.endpoint.fill(b.url);
  await visitor.make("through a proxy");
  await page.getByLabel("Auth header").selectOption({ label: "Authorization: Bearer (relays)" });
  assert.deepEqual(a.keys, [KEY_A]);
  assert.deepEqual(b.keys, ["none"]);

  // The same origin: another path, and the same host in capitals.
  await visitor.endpoint.fill(`http://localhost:${a.port}`);
  await visitor.key.fill(KEY_B);
  await visitor.endpoint.fill(`${upper}/deep/down/`);
  assert.equal(await visitor.key.inputValue(), KEY_B);
  await visitor.make("in capitals");
  assert.deepEqual([a.keys.at(-1), a.paths.at(-1).startsWith("/deep/down/v1beta/")], [KEY_B, true]);
  await visitor.endpoint.fill(`${a.url}/other/v1beta`);
  assert.equal(await visitor.key.inputValue(), KEY_A);
  await visitor.make("at another path");
  assert.equal(a.keys.at(-1), KEY_A);
  for (const nowhere of ["https://", "", "127.0.0.1", "data:text/plain,x", "javascript:alert(1)"]) {
    await visitor.endpoint.fill(nowhere);
    assert.equal(await visitor.key.inputValue(), "", nowhere);
    assert.ok(await visitor.key.isDisabled(), `no key can be entered for ${nowhere}`);
  }
}, { as: "new" });

scene("neither a reload nor another tab nor Restore defaults, and what takes it back, carries a key to another service", async ({ page, context, visitor }) => {
  const [tokaify, from] = [await outside(context, "api.tokaify.com"), [a.keys.length, b.keys.length]];
  await visitor.set({ endpoint: a.url, key: KEY_A });
  await visitor.make("for A");
  const second = await context.newPage();
  await second.goto(studio.url);
  const other = visit(second);
  await other.set({ endpoint: b.url, key: KEY_B });
  await other.make("for B");
  // Its own settings hold until it is loaded again.
  await visitor.make("for A still");
  await page.reload();
  await visitor.prompt.waitFor();
  await visitor.make("after a reload");
  await visitor.openSettings();
  assert.equal(await visitor.endpoint.inputValue(), b.url);
  assert.equal(await visitor.key.inputValue(), "", "the key of B is in its own tab");

  await visitor.endpoint.fill(a.url);
  assert.equal(await visitor.key.inputValue(), KEY_A, "A's key is still there for A");
  await visitor.button("Restore defaults").click();
  assert.equal(await visitor.key.inputValue(), "");
  await visitor.make("by the default service");
  await visitor.step("Undo").click();
  assert.equal(await visitor.endpoint.inputValue(), a.url);
  assert.equal(await visitor.key.inputValue(), KEY_A);
  await visitor.make("for A again");

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
  assert.deepEqual(tokaify, []);

  await second.getByText("Keys are also stored for: 127.0.0.1").waitFor();
  await other.button("Forget all keys").click();
  const kept = await second.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.ok(!kept.includes(KEY_A) && !kept.includes(KEY_B), kept);
}, { as: "new" });

scene("jobs that wait, further attempts and the list of models keep to the service that they were begun with", async ({ visitor }) => {
  const from = [a.keys.length, b.keys.length];
  await visitor.set({ endpoint: a.url, key: KEY_A });
  let release;
  a.held = new Promise((resolve) => (release = resolve));
  a.failures = 1;
  for (let more = 0; more < 4; more += 1) await visitor.button("More images").click();
  await visitor.ask("five at once");
  await visitor.results.getByText("Queued").waitFor();
  await visitor.openSettings();
  await visitor.endpoint.fill(b.url);
  await visitor.key.fill(KEY_B);
  release();
  a.held = undefined;
  await visitor.pictures.nth(4).waitFor();
  await visitor.button("Load models").click();
  await visitor.button("Generate").waitFor();
  await visitor.make("for B");
  assert.deepEqual(a.keys.slice(from[0]), Array(6).fill(KEY_A), "five, and one of them twice");
  assert.deepEqual(new Set(b.keys.slice(from[1])), new Set([KEY_B]));
}, { as: "new" });

/** Settings as an older version left them: one key, and not whose it is. */
async function older(page, settings) {
  await page.evaluate((kept) => {
    localStorage.clear();
    for (const [name, value] of Object.entries(kept)) localStorage.setItem(`tintype.${name}`, value);
  }, settings);
  await page.reload();
  await visit(page).prompt.waitFor();
}

scene("a key of an older version, which does not say whose it is, is sent nowhere until that is answered", async ({ page, context, visitor }) => {
  const google = await outside(context, "generativelanguage.googleapis.com");
  const from = b.keys.length;
  await older(page, { endpoint: b.url, key: KEY_A });
  const question = page.getByRole("complementary", { name: "Stored key" });
  await question.getByText(`127.0.0.1:${b.port}`).waitFor();
  assert.ok((await question.textContent()).includes("key-…1111"));
  await visitor.ask("whose is it");
  await visitor.focused(page.locator("#old-key"));
  assert.equal(await visitor.progress.count(), 0);
  await visitor.button("Forget it").click();
  await visitor.make("by the sandbox");
  await page.reload();
  await visitor.prompt.waitFor();
  assert.equal(await question.count(), 0);
  assert.equal(b.keys.length, from);

  await older(page, { endpoint: b.url, key: KEY_B });
  await visitor.button("Yes, use it there").click();
  await visitor.make("for B");
  assert.deepEqual(b.keys.slice(from), [KEY_B]);
  await page.reload();
  await visitor.make("for B, remembered");
  assert.deepEqual(b.keys.slice(from), [KEY_B, KEY_B]);
  assert.equal(await page.evaluate(() => localStorage.getItem("tintype.key")), null);

  // A Google key at Google is the one case without a doubt.
  await older(page, { endpoint: "https://generativelanguage.googleapis.com/", key: GOOGLE_KEY, "key-header": "x-goog-api-key" });
  await visitor.ask("for Google");
  await visitor.alert.waitFor();
  assert.deepEqual(google, [GOOGLE_KEY]);
  await older(page, { endpoint: b.url, key: GOOGLE_KEY });
  await question.waitFor();
  isClean(b, GOOGLE_KEY);
}, { as: "new" });

scene("one choice sets the address and the auth header, and a key of another kind is warned of before it is sent", async ({ page, context, visitor }) => {
  const [tokaify, google] = await Promise.all(["api.tokaify.com", "generativelanguage.googleapis.com"].map((host) => outside(context, host)));
  const header = page.getByLabel("Auth header");
  const service = (name) => page.getByRole("group", { name: "Service" }).getByRole("radio", { name });
  await visitor.button("Add your API key").click();
  await visitor.focused(visitor.key);
  assert.ok(await service("tokaify").isChecked());
  await page.getByText("a relay run by tokaify").waitFor();
  await visitor.key.fill(GOOGLE_KEY);
  await page.getByText("looks like a Google key, and api.tokaify.com is not Google").waitFor();
  await visitor.ask("a lighthouse");
  await visitor.focused(page.locator("#key-doubt"));
  assert.equal(await visitor.progress.count(), 0);
  await visitor.button("Load models").click();
  await visitor.button("Use it with Google").click();
  assert.ok(await service("Google").isChecked());
  assert.equal(await visitor.endpoint.inputValue(), "https://generativelanguage.googleapis.com");
  assert.equal(await header.inputValue(), "x-goog-api-key");
  assert.equal(await visitor.key.inputValue(), GOOGLE_KEY);
  assert.equal(await page.getByRole("link", { name: /^Get a key/ }).getAttribute("href"), "https://aistudio.google.com/apikey");
  await visitor.button("Generate").click();
  await visitor.alert.waitFor();
  assert.deepEqual([google, tokaify], [[GOOGLE_KEY], []]);
  await service("tokaify").check();
  assert.equal(await visitor.key.inputValue(), "", "it has left the relay");

  await visitor.key.fill("sk-of-a-relay");
  await service("Google").check();
  await visitor.key.fill("sk-of-a-relay");
  await page.getByText("looks like a relay's key").waitFor();
  await visitor.key.fill("");
  await page.getByText("looks like a relay's key").waitFor({ state: "detached" });

  await service("Another relay").check();
  assert.equal(await header.inputValue(), "bearer");
  await page.getByText("Enter the address of the service.").waitFor();
  const from = b.keys.length;
  await visitor.endpoint.fill(b.url);
  await visitor.key.fill(GOOGLE_KEY);
  await visitor.ask("by a relay that takes Google's keys");
  await visitor.focused(page.locator("#key-doubt"));
  isClean(b, GOOGLE_KEY);
  await visitor.button(`Send it to 127.0.0.1:${b.port}`).click();
  await visitor.make("by a relay that takes Google's keys");
  await page.reload();
  await visitor.make("and goes on to");
  assert.deepEqual(b.keys.slice(from), [GOOGLE_KEY, GOOGLE_KEY]);

  await visitor.openSettings();
  await service("My own proxy").check();
  assert.equal(await header.inputValue(), "none");
  await service("Another relay").check();
  assert.equal(await visitor.endpoint.inputValue(), b.url, "as it was left");
  await visitor.endpoint.fill("https://generativelanguage.googleapis.com/v1beta");
  assert.ok(await service("Google").isChecked());
  assert.equal(await header.inputValue(), "x-goog-api-key");
}, { as: "new" });
