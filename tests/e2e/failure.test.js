// Failures: the cause, the model's own message, the next step, and no lost input.

import assert from "node:assert/strict";

import { unreachable } from "../harness/server.js";
import { testOnDesktop, testOnBothScreens } from "./harness/screens.js";
import { plainPng } from "./harness/studio-page.js";

testOnBothScreens("a bad key: the alert says so and leads to the key; all that was typed is still there", async ({ app, service }) => {
  await app.set({ endpoint: service, key: "sk-bad-key" });
  await app.addImage("pear.png", plainPng(8, 8));
  await app.ratios.getByRole("radio", { name: "3:2" }).check();
  await app.submit("a lighthouse that is refused");

  await app.alert.waitFor();
  assert.match(await app.alert.innerText(), /key/i);
  assert.match(await app.alert.innerText(), /auth · HTTP 40[01]/);
  assert.doesNotMatch(await app.alert.innerText(), /sk-bad/);
  assert.equal(await app.prompt.inputValue(), "a lighthouse that is refused");
  assert.equal(await app.thumbnails.count(), 1);
  assert.ok(await app.ratios.getByRole("radio", { name: "3:2" }).isChecked());
  assert.equal(await app.key.inputValue(), "sk-bad-key");

  await app.alert.getByRole("button", { name: "Check the key" }).click();
  await app.focused(app.key);
  await app.key.fill("sk-test");
  await app.closeSettings();
  await app.button("Generate").click();
  await app.pictures.waitFor();
  assert.equal(await app.alert.count(), 0);
});

/** The expected result of each failing scenario: the code in the details, the service's message, and the next step. */
const FAILURES = [
  ["bad-key", "auth", "API key not valid", "Check the key"],
  ["permission", "permission", "", "Choose another model"],
  ["billing", "billing", "", "Check the key"],
  ["relay-no-quota", "billing", "The service said", "Check the key"],
  ["quota-day", "quota", "", "Check the key"],
  ["region", "region", "location is not supported", "Check the address"],
  ["model-not-found", "model-not-found", "The service said", "Choose another model"],
  ["bad-request", "invalid-request", "The service said", "Choose another model"],
  ["too-large", "too-large", "", "Remove images"],
  ["deadline", "unavailable", "", "Try again"],
  ["server-error", "server", "", "Try again"],
  ["relay-upstream", "server", "The service said", "Try again"],
  ["html-login", "not-the-api", "", "Check the address"],
  ["html-502", "not-the-api", "", "Try again"],
  ["html-524", "not-the-api", "", "Try again"],
  ["relay-blocked", "prompt-blocked", "", "Edit prompt"],
  ["prompt-blocked", "prompt-blocked", "PROHIBITED_CONTENT", "Edit prompt"],
  ["refused", "refused", "IMAGE_SAFETY", "Edit prompt"],
  ["text-only", "no-image", "The model said", "Edit prompt"],
  ["no-image", "no-image", "NO_IMAGE", "Edit prompt"],
  ["max-tokens", "max-tokens", "", "Edit prompt"],
  ["broken-image", "malformed-response", "", "Try again"],
  ["svg-image", "malformed-response", "", "Try again"],
  ["broken-json", "malformed-response", "", "Try again"],
  ["cut", "truncated-response", "", "Try again"],
  ["reset-in-body", "truncated-response", "", "Try again"],
  ["short", "truncated-response", "", "Try again"],
  ["empty-object", "empty-response", "", "Try again"],
  ["no-candidates", "empty-response", "", "Try again"],
  ["error-in-200", "", "The service said", ""],
];
/** These scenarios are retried; the error is shown after the third attempt. */
const REPEATED = [
  ["overloaded", "unavailable", "The service said", "Try again"],
  ["rate-limited", "rate-limited", "The service said", "Try again"],
  ["no-cors", "network", "", "Check the address"],
  ["reset", "network", "", "Try again"],
];

/** Pairs of headlines and sentences that have to match. */
const SENTENCES = {
  permission: ["The key may not do this"],
  region: ["Not available where you are", "Another service may be offered to you."],
  "model-not-found": ["This model is not available"],
  "bad-key": ["The key was not accepted", "Check the key and its header in Settings."],
  "html-login": ["Not an image service"],
  "html-502": ["The service behind it did not answer", "It may have been billed all the same. Try again in a moment."],
  "html-524": ["The service behind it did not answer", "It may have been billed all the same. Try again in a moment."],
  "server-error": ["The service failed", "It may have been billed"],
  cut: ["No picture came back", "It may have been billed"],
  "rate-limited": ["Too many requests", "The service asks to wait 1 s."],
  "no-cors": ["Couldn't reach the service", "If the request arrived, it may be billed."],
};

testOnBothScreens("every failure is shown with its cause, the words of the service and the next step; nothing is lost", async ({ app, service, another }) => {
  const meet = async (app, failures) => {
    // The panel stays open beside the form, so that the test can try one URL after another.
    await app.openSettings();
    for (const [scenario, code, words, remedy] of failures) {
      await app.endpoint.fill(`${service}/scenario/${scenario}`);
      await app.submit(`a lighthouse, ${scenario}`);
      await app.alert.waitFor();
      const text = await app.alert.innerText();
      assert.match(text, new RegExp(`^${code}\\b`, "m"), scenario);
      // Compares lower case, because the style sheet sets the small capitals.
      assert.ok(text.toLowerCase().includes(words.toLowerCase()), `${scenario}: ${text}`);
      for (const sentence of SENTENCES[scenario] ?? []) assert.ok(text.includes(sentence), `${scenario}: ${text}`);
      assert.ok(text.includes(`For “a lighthouse, ${scenario}”`), `${scenario}: ${text}`);
      if (remedy) assert.ok(await app.alert.getByRole("button", { name: remedy }).isVisible(), scenario);
      assert.equal(await app.prompt.inputValue(), `a lighthouse, ${scenario}`);
      assert.equal((await app.pictures.count()) + (await app.progress.count()), 0, scenario);
      // Pressed with the keyboard because the panel may cover the button.
      await app.button("Dismiss").press("Enter");
      // Waits, so that the next alert is not mistaken for this one.
      await app.alert.waitFor({ state: "detached" });
      await app.focused(app.prompt);
    }
  };
  const patient = await another();
  await Promise.all([meet(app, FAILURES), meet(patient.app, REPEATED)]);
});

testOnBothScreens("warnings of a picture are shown next to it", async ({ app, service }) => {
  for (const [scenario, sentence] of [
    ["wrong-size", "Not the size you asked for."],
    ["wrong-label", "The answer named another kind of file"],
    ["draft-only", "this is the draft"],
    ["refused-with-image", "The model stopped before it was done"],
  ]) {
    await app.set({ endpoint: `${service}/scenario/${scenario}` });
    await app.make("a lighthouse");
    await app.results.getByText(sentence).first().waitFor();
  }
});

testOnBothScreens("of several failures all are shown, equal ones are counted, and only they are retried", async ({ context, app }) => {
  let requestCount = 0;
  const words = ["melted", "melted", "no such thing"];
  await context.route("**/v1beta/**", (route) => {
    const message = words[requestCount++];
    if (!message) return route.continue();
    const status = message === "melted" ? 500 : 400;
    return route.fulfill({ status, headers: { "access-control-allow-origin": "*" }, json: { error: { code: status, message } } });
  });
  for (let more = 0; more < 3; more += 1) await app.button("More images").click();
  await app.submit("a lighthouse");
  await app.pictures.waitFor();
  await app.alert.getByText("melted").waitFor();
  await app.alert.getByText("2 times").waitFor();
  await app.alert.getByText("no such thing").waitFor();
  assert.equal(requestCount, 4);
  await app.alert.getByRole("button", { name: "Try again" }).click();
  await app.pictures.nth(2).waitFor();
  assert.equal(requestCount, 6, "two had melted");
  await app.alert.getByText("no such thing").waitFor();
  assert.equal(await app.alert.getByText("melted").count(), 0);
});

testOnBothScreens("failures of other prompts stay, shorter, when something else is asked for, and say whose they are", async ({ context, app }) => {
  let broken = true;
  await context.route("**/v1beta/**", (route) => {
    const words = route.request().postData() ?? "";
    if (!broken || !words.includes("broken")) return route.continue();
    return route.fulfill({ status: 500, headers: { "access-control-allow-origin": "*" }, json: { error: { code: 500, message: words.includes("pear") ? "melted" : "burnt" } } });
  });
  for (const words of ["a broken pear", "a broken owl"]) {
    await app.submit(words);
    await app.alert.getByText(`For “${words}”`).waitFor();
    await app.button("Generate").waitFor();
  }
  await app.make("a lighthouse");
  const text = await app.alert.innerText();
  assert.ok(text.includes("For “a broken pear”") && text.includes("For “a broken owl”"), text);
  assert.ok(!text.includes("melted"), "what was read already is not repeated");
  broken = false;
  await app.alert.getByRole("button", { name: "Try again" }).first().click();
  await app.pictures.nth(1).waitFor();
  await app.alert.getByText("For “a broken owl”").or(app.alert.getByText("For “a broken pear”")).waitFor();
  // Requested again by the user.
  for (const words of ["a broken pear", "a broken owl"]) await app.make(words);
  await app.alert.waitFor({ state: "detached" });
});

const FAR = { "access-control-allow-origin": "*", "content-type": "image/png" };

testOnBothScreens("a picture that comes as a link is offered, and fetched from its host alone when that is wanted", async ({ page, context, app }) => {
  const requestCount = [];
  let answers = false;
  await context.route("https://images.example/**", (route) => {
    requestCount.push(route.request().headers());
    return answers ? route.fulfill({ headers: FAR, body: plainPng(24, 12) }) : route.abort();
  });
  await app.submit("a lighthouse");
  await app.alert.getByText("The picture came as a link").waitFor();
  await app.alert.getByText("https://images.example/generated/1.png?x=1&y=2", { exact: true }).waitFor();
  assert.deepEqual(requestCount, [], "no request before");
  await app.button("Fetch it").click();
  await app.alert.getByText("that this page cannot load").waitFor();
  answers = true;
  await app.button("Fetch it").click();
  await app.pictures.waitFor();
  assert.equal(await app.alert.count(), 0);
  assert.match(await app.results.innerText(), /24 × 12 px/);
  assert.match(await app.results.innerText(), /tokens/, "what the answer said is kept");
  for (const headers of requestCount) {
    assert.deepEqual([headers.authorization, headers["x-goog-api-key"], headers.cookie, headers.referer], [undefined, undefined, undefined, undefined]);
  }
  await page.reload();
  await app.pictures.waitFor();
}, { scenario: "remote-image" });

testOnDesktop("a link into the reader's own network is not followed", async ({ context, app, requests }) => {
  await context.route("**/v1beta/**", (route) =>
    route.fulfill({ headers: { "access-control-allow-origin": "*" }, json: { candidates: [{ content: { parts: [{ text: "![it](http://192.168.0.1/reboot.png)" }] }, finishReason: "STOP" }] } }),
  );
  await app.submit("a lighthouse");
  await app.button("Fetch it").click();
  await app.alert.getByText("private network").waitFor();
  assert.deepEqual(requests.filter((url) => url.includes("192.168")), []);
});

testOnBothScreens("a retouch that failed is asked for again as it was, and its words can be changed", async ({ page, app, service }) => {
  await app.make("a lighthouse");
  await app.set({ endpoint: `${service}/scenario/text-only` });
  await app.button("Retouch").click();
  const stage = page.getByRole("application");
  await stage.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("What should change there?").fill("a red door");
  await app.button("Apply").click();
  await app.alert.waitFor();
  await app.alert.getByRole("button", { name: "Edit prompt" }).click();
  assert.equal(await page.getByLabel("What should change there?").inputValue(), "a red door");
  await page.keyboard.press("Escape");
  await app.set({ endpoint: service });
  await app.alert.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("img", { name: "a red door" }).waitFor();
});

testOnBothScreens("an unreachable host: the address is named, and trying again works once it is right", async ({ app, service }) => {
  const nowhere = await unreachable();
  await app.set({ endpoint: nowhere, key: "sk-test" });
  await app.submit("is anybody there");
  await app.alert.waitFor({ timeout: 60_000 });
  assert.ok((await app.alert.innerText()).includes(nowhere));
  await app.set({ endpoint: service });
  await app.alert.getByRole("button", { name: "Try again" }).click();
  await app.pictures.waitFor();
});

testOnBothScreens("Generate without a prompt says what is missing, and where", async ({ page, app }) => {
  await app.button("Generate").click();
  await page.getByText("Enter a prompt first").waitFor();
  await app.focused(app.prompt);
  assert.equal(await app.progress.count(), 0);
});

testOnDesktop("an edit that failed is asked of another model without the marks and the size that it does not know", async ({ page, app, service }) => {
  await page.getByLabel("Image size").selectOption("2K");
  await app.make("a lighthouse");
  await app.button("Edit").click();
  await app.set({ endpoint: `${service}/scenario/server-error` });
  const failed = page.waitForRequest((request) => request.method() === "POST");
  await app.submit("make it green");
  assert.match((await failed).postData(), /"thoughtSignature".*"imageSize":"2K"/);
  await app.alert.waitFor();
  await app.set({ endpoint: service, model: "gemini-2.5-flash-image" });
  const again = page.waitForRequest((request) => request.method() === "POST");
  await app.alert.getByRole("button", { name: "Try again" }).click();
  const { contents, generationConfig } = (await again).postDataJSON();
  assert.deepEqual(contents.map(({ role }) => role), ["user", "model", "user"]);
  assert.ok(!JSON.stringify(contents).includes("thoughtSignature"));
  assert.equal(generationConfig.imageConfig?.imageSize, undefined);
  await app.pictures.nth(1).waitFor();
}, { model: "gemini-3-pro-image" });
