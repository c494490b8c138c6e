// The sources of a picture grounded in a search, and the search suggestions, which are HTML of the service.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { answer, image, serveHostile } from "../security/hostile.js";
import { inBothThemes } from "./harness/axe.js";
import { testOnDesktop } from "./harness/screens.js";
import { plainPng, reloadWhenSaved } from "./harness/studio-page.js";

const KEY = "sk-Zx81-only-here-Qw27";

let service;
before(async () => {
  service = await serveHostile({
    // The target of a suggestion's chip, and of all resources that must not be loaded.
    seen: () => ({ type: "text/html", body: "<title>Seen</title>" }),
    grounded: () => {
      const grounded = JSON.parse(answer(image(plainPng(8, 8))).body);
      const chip = `<a id="chip" href="${service.url}/seen/chip">sunset in Lisbon</a>`;
      const harm = `<meta http-equiv="refresh" content="0;url=${service.url}/seen/refresh"><img src="${service.url}/seen/image">
        <script>fetch("${service.url}/seen/script"); top.ran = 1</script><body onload="top.ran = 2">
        <iframe src="${service.url}/seen/frame"></iframe><a id="harm" href="javascript:top.ran = 3">harm</a>`;
      grounded.candidates[0].groundingMetadata = {
        webSearchQueries: ["sunset in Lisbon"],
        searchEntryPoint: { renderedContent: chip + harm },
        groundingChunks: [
          { web: { uri: `${service.url}/seen/page?key=${KEY}`, title: "Sunsets <b>of</b> Lisbon" } },
          { image: { sourceUri: "https://example.org/b", domain: "example.org" } },
          { web: { uri: "javascript:globalThis.ran=4", title: "bad" } },
        ],
      };
      return { body: JSON.stringify(grounded) };
    },
  });
});
after(() => service?.close());

testOnDesktop("sources are links, and the suggestions stand in a frame that runs and loads nothing, after a reload too", async ({ page, context, app }) => {
  await app.set({ endpoint: `${service.url}/grounded`, key: KEY, model: "gemini-3.1-flash-image" });
  await app.make("Lisbon at dusk");
  const check = async (place) => {
    const links = place.getByRole("listitem").getByRole("link");
    await links.first().waitFor();
    assert.deepEqual(await links.allInnerTexts(), ["Sunsets <b>of</b> Lisbon", "example.org"]);
    const [first] = await links.evaluateAll((all) => all.map(({ href, target, rel }) => ({ href, target, rel })));
    assert.deepEqual([first.target, first.rel], ["_blank", "noopener noreferrer"]);
    assert.ok(!first.href.includes("Zx81"), "a key that the service quotes is not kept");
    const frame = place.getByTitle("Google's search suggestions");
    assert.deepEqual(await frame.evaluate(({ sandbox, src }) => [[...sandbox].sort(), src.startsWith("data:text/html;")]), [["allow-popups", "allow-popups-to-escape-sandbox"], true]);
    const inside = frame.contentFrame();
    await inside.getByText("sunset in Lisbon").waitFor();
    await inside.locator("#harm").click();
    return inside;
  };
  await check(app.results);
  await inBothThemes(page, "sources");
  await reloadWhenSaved(page);
  const inside = await check(await app.look("Lisbon at dusk"));
  const [tab] = await Promise.all([context.waitForEvent("page"), inside.getByText("sunset in Lisbon").click()]);
  await tab.waitForLoadState();
  assert.equal(await tab.title(), "Seen");
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.deepEqual(service.seen.map(({ url }) => url).filter((url) => url.startsWith("/seen/")), ["/seen/chip"]);
}, { as: "new" });
