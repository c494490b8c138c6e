// Studio with "My own proxy" as its service, in front of tintype/proxy: nobody enters a key.

import assert from "node:assert/strict";

import { createProxy } from "../../crates/core/npm/proxy/index.js";
import { toNodeHandler } from "../../crates/core/npm/proxy/node.js";
import { serve } from "../harness/server.js";
import { scene, studio } from "./harness/story.js";

const KEY = "sk-of-the-proxy-alone";

scene("a picture comes by way of one's own proxy, without a key, and its limits are told in its own words", async ({ page, context, visitor, errors }) => {
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
    await visitor.openSettings();
    await page.getByRole("group", { name: "Service" }).getByRole("radio", { name: "My own proxy" }).check();
    await visitor.endpoint.fill(`${proxy.url}/api`);
    await visitor.closeSettings();
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await visitor.make("a lighthouse");
    const headers = await (await sent).allHeaders();
    assert.deepEqual([headers.authorization, headers["x-goog-api-key"]], [undefined, undefined]);
    assert.deepEqual(reports.map(({ model, status, aborted }) => [model, status, aborted]), [["gemini-2.5-flash-image", 200, false]]);

    isLimited = true;
    await visitor.ask("another one");
    await visitor.alert.waitFor();
    assert.match(await visitor.alert.textContent(), /10 min|too many|Too many/);
    assert.equal(reports.length, 1);
    const kept = await context.storageState();
    assert.equal(JSON.stringify(kept).includes(KEY), false);
    // The browser reports answers of the status 429, and the list of models that the proxy does not serve.
    assert.deepEqual(errors.filter((text) => !/429|40[345]/.test(text)), []);
  } finally {
    await proxy.close();
  }
}, { as: "new" });
