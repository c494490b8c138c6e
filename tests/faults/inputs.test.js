// Input images in every form, and inputs that must be rejected. The page and the package's worker have equal results.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";

import { BROWSERS } from "../harness/browsers.js";
import { decodePng } from "../harness/png.js";
import { startSite } from "./harness.js";
import { startService } from "./service.js";

let site, service;
/** The request bodies by case. */
const received = new Map();

before(async () => {
  site = await startSite();
  service = await startService((name, body) => received.set(name, body));
});
after(() => Promise.all([site, service].map((server) => server?.close())));

/** Whether a picture has so much trailing data that it is compared byte by byte. */
const isLarge = (bytes) => bytes.length > 1_000_000;

/** Returns the type, the size and, for a PNG, the pixels, as a model would see them. */
function seen(body) {
  const [text, { inlineData }] = JSON.parse(body).contents[0].parts;
  const bytes = Buffer.from(inlineData.data, "base64");
  const isPng = inlineData.mimeType === "image/png";
  return { text: text.text, mimeType: inlineData.mimeType, byteLength: bytes.length, picture: isPng && !isLarge(bytes) ? decodePng(bytes) : bytes };
}

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => {
      received.clear();
      page = await site.open(launch);
    });
    after(() => page?.close());

    const runCase = (which) => page.evaluate(`(options) => cases.${which}(options)`, { baseUrl: service.url, apiKey: "sk-inputs" });

    test("an input of every form arrives as the same picture", async (context) => {
      const sent = await runCase("sendInputs");
      for (const name of new Set(sent.map((run) => run.name))) {
        await context.test(name, () => {
          for (const run of sent.filter((run) => run.name === name)) assert.equal(run.outcome, "sent", `${run.place}: ${run.outcome.message}`);
          const [inPage, inWorker] = ["page", "worker"].map((place) => seen(received.get(`${place} ${name}`)));
          // The service rejects all other types.
          assert.match(inPage.mimeType, /^image\/(png|jpeg|webp|heic|heif)$/);
          assert.equal(inPage.text, "an edit");
          assert.ok(isDeepStrictEqual(inWorker, inPage), `${inWorker.byteLength} bytes from the worker, ${inPage.byteLength} from the page`);
          // Firefox's canvas writes an ancillary chunk of 28 bytes, which is not sent on from a file.
          if (/large/.test(name)) assert.ok([5_000_000, 5_000_000 - 28].includes(inPage.byteLength), `${inPage.byteLength} bytes`);
          else if (!/BMP|WebP/.test(name)) assert.deepEqual([inPage.picture.width, inPage.picture.height], [30, 20]);
        });
      }
    });

    test("the name of a file is not sent", async () => {
      await runCase("sendInputs");
      const bodies = [...received].filter(([name]) => /a File/.test(name)).map(([, body]) => body);
      assert.equal(bodies.length, 6);
      for (const body of bodies) assert.doesNotMatch(body, /photo|onerror|passwd|gnp/);
      assert.equal(await page.evaluate("() => globalThis.ran"), undefined);
    });

    test("a buffer that is handed away while it is waited for is refused, and the next call succeeds", async () => {
      for (const { place, taken, next } of await runCase("sendTakenAway")) {
        assert.equal(taken.code, "unsupported-input", `${place}: ${taken.stack ?? taken.message}`);
        assert.equal(next, "sent", place);
      }
      assert.deepEqual(await page.evaluate("() => cases.uncaught()"), []);
    });

    test("invalid inputs are refused with the same messages", async (context) => {
      const sent = await runCase("sendRefused");
      for (const name of new Set(sent.map((run) => run.name))) {
        await context.test(name, () => {
          const [inPage, inWorker] = sent.filter((run) => run.name === name).map((run) => run.outcome);
          assert.match(inPage?.code ?? "nothing failed", /^(invalid-options|unsupported-input)$/, inPage?.stack);
          assert.deepEqual([inWorker?.code, inWorker?.field, inWorker?.name], [inPage.code, inPage.field, inPage.name], inWorker?.stack ?? inWorker?.message);
        });
      }
      assert.deepEqual(await page.evaluate("() => cases.uncaught()"), []);
    });
  });
}
