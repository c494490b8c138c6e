// Studio with "My own proxy" as its service, in front of tintype/proxy: no key is entered.

import assert from "node:assert/strict";

import { createProxy } from "../../crates/core/npm/proxy/index.js";
import { toNodeHandler } from "../../crates/core/npm/proxy/node.js";
import { serve } from "../harness/server.js";
import { testOnDesktop, studio } from "./harness/screens.js";

const KEY = "sk-of-the-proxy-alone";

testOnDesktop("a picture comes through the user's own proxy, without a key, and its limits are shown in its own words", async ({ page, context, app, errors }) => {
  const reports = [];
  let isLimited = false;
  const proxy = await serve(toNodeHandler(createProxy({
    apiKey: KEY,
    upstream: studio.service,
    origins: [new URL(studio.url).origin],
    limit: () => (isLimited ? { ok: false, retryAfterMs: 600_000 } : { ok: true }),
    onFinish: (report) => reports.push(report),
  })));
  try {
    await app.openSettings();
    await page.getByRole("group", { name: "Service" }).getByRole("radio", { name: "My own proxy" }).check();
    await app.endpoint.fill(`${proxy.url}/api`);
    await app.closeSettings();
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await app.make("a lighthouse");
    const headers = await (await sent).allHeaders();
    assert.deepEqual([headers.authorization, headers["x-goog-api-key"]], [undefined, undefined]);
    assert.deepEqual(reports.map(({ model, status, aborted }) => [model, status, aborted]), [["gemini-2.5-flash-image", 200, false]]);

    isLimited = true;
    await app.submit("another one");
    await app.alert.waitFor();
    assert.match(await app.alert.textContent(), /10 min|too many|Too many/);
    assert.equal(reports.length, 1);
    const stored = await context.storageState();
    assert.equal(JSON.stringify(stored).includes(KEY), false);
    // The browser logs responses with status 429, and the list of models, which the proxy does not serve.
    assert.deepEqual(errors.filter((text) => !/429|40[345]/.test(text)), []);
  } finally {
    await proxy.close();
  }
}, { as: "new" });
