// The end of a job while the user looks at another tab: title, badge, and a notification if it is permitted.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launchChromium } from "../harness/chromium.js";
import { studio, testOnDesktop } from "./harness/screens.js";

/** Hides or shows the page, as switching tabs does; headless pages are always visible. */
const see = (page, state) =>
  page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

/** Records the badges, because only an installed app shows one. */
function watchBadges() {
  globalThis.badges = [];
  navigator.setAppBadge = async (count) => void badges.push(count);
  navigator.clearAppBadge = async () => void badges.push("none");
}

const TITLE = "Tintype Studio";
const titled = (page, title) => page.waitForFunction((title) => document.title === title, title);
const more = (app) => app.button("More images").click();

testOnDesktop("title and badge count the jobs that end in a hidden tab, until it is seen", async ({ page, app, errors }) => {
  await page.addInitScript(watchBadges);
  await page.reload();
  await app.make("a fox");
  assert.equal(await page.title(), TITLE, "a user who is there sees it");
  await more(app);
  await see(page, "hidden");
  await app.submit("an owl");
  await titled(page, `(2) ${TITLE}`);
  await see(page, "visible");
  assert.equal(await page.title(), TITLE);
  await app.make("a heron");
  assert.equal(await page.title(), TITLE);
  assert.deepEqual(await page.evaluate("badges"), [1, 2, "none"]);
  assert.deepEqual(errors, []);
});

testOnDesktop("a failure counts, and what was cancelled does not", async ({ page, app }) => {
  await see(page, "hidden");
  await app.submit("a fox");
  await titled(page, `(1) ${TITLE}`);
  await see(page, "visible");
  assert.equal(await page.title(), TITLE);
}, { scenario: "status/400" });

/**
 * Records each notification that the browser accepts. `getNotifications()` is not reliable: without a notification
 * service on the desktop, Chromium occasionally drops an accepted notification.
 */
function watchNotifications() {
  globalThis.notifications = [];
  const { showNotification } = ServiceWorkerRegistration.prototype;
  ServiceWorkerRegistration.prototype.showNotification = async function (title, options) {
    await showNotification.call(this, title, options);
    notifications.push({ title, body: options.body, tag: options.tag });
  };
}

const notifications = (page) => page.evaluate("notifications");

/** Waits until the browser has withdrawn every notification. */
async function waitUntilWithdrawn(page) {
  const standing = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length);
  const end = Date.now() + 60_000;
  while ((await standing()) > 0) {
    assert.ok(Date.now() < end, "a notification is still shown");
    await page.waitForTimeout(50);
  }
}

async function controlled(page) {
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

test("once allowed, everything that ended is one notification, which goes when the page is seen", async (t) => {
  // The headless shell never allows notifications.
  const chromium = await launchChromium();
  t.after(() => chromium.close());
  const { page, context, app, errors } = await studio.open({ within: chromium, serviceWorkers: "allow" });
  await context.grantPermissions(["notifications"]);
  await page.addInitScript(watchNotifications);
  await page.reload();
  await controlled(page);
  await app.openSettings();
  const choice = page.getByLabel("Notify me when pictures are ready");
  assert.equal(await choice.isChecked(), false, "nobody is notified unasked");
  await choice.check();
  await app.closeSettings();
  await app.make("a fox");
  assert.deepEqual(await notifications(page), []);
  await more(app);
  await see(page, "hidden");
  await app.submit("an owl");
  await page.waitForFunction(() => notifications.length > 0);
  await titled(page, `(2) ${TITLE}`);
  assert.deepEqual(await notifications(page), [{ title: TITLE, body: "2 pictures ready", tag: "tintype-ended" }]);
  await see(page, "visible");
  await waitUntilWithdrawn(page);

  await page.reload();
  await app.openSettings();
  assert.ok(await choice.isChecked(), "it is kept");
  await choice.uncheck();
  await app.closeSettings();
  await see(page, "hidden");
  // The number of images is persisted as well.
  await app.submit("a heron");
  await titled(page, `(2) ${TITLE}`);
  assert.deepEqual(await notifications(page), []);
  assert.deepEqual(errors, []);
});

testOnDesktop("where notifications are refused, the setting stays off and says why", async ({ page, app }) => {
  await controlled(page);
  await page.evaluate(() => {
    Notification.requestPermission = async () => "denied";
  });
  await app.openSettings();
  const choice = page.getByLabel("Notify me when pictures are ready");
  await choice.click();
  await page.getByText("does not allow notifications").waitFor();
  assert.equal(await choice.isChecked(), false);
}, { serviceWorkers: "allow" });
