// SVG documents as inputs, for the page and the package's worker, in every engine. They are drawn at the size that they
// state or at one of their aspect ratio, and without a script, a request or a page around them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../harness/browsers.js";
import { startSite } from "./harness.js";
import { startService } from "./service.js";

const PLACES = ["page", "worker"];
const NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"';
const [RED, GREEN, BLUE, YELLOW] = [[220, 40, 40], [40, 180, 60], [40, 60, 220], [230, 210, 50]];
const QUARTERS = [RED, GREEN, BLUE, YELLOW].map((color, at) => `<rect x="${(at % 2) * 50}%" y="${at < 2 ? 0 : 50}%" width="50%" height="50%" fill="rgb(${color})"/>`).join("");
const ILLUSTRATOR = `<?xml version="1.0" encoding="utf-8"?><!-- ${"a licence ".repeat(1000)} --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY kind "a]>">]>`;

/** Documents by the attributes of their root, and the size at which each is drawn. */
const DRAWN = {
  "width and height": ['width="60" height="40"', [60, 40]],
  "width and height in centimetres": ['width="2.54cm" height="1in" viewBox="0 0 1 1"', [96, 96]],
  "a viewBox alone": ['viewBox="0 0 40 30"', [1024, 768]],
  "a viewBox and relative sides": ['viewBox="0 0 30 40" width="100%" height="100%"', [768, 1024]],
  "a viewBox and a relative style": ['viewBox="0 0 40 20" style="width:100%;height:auto;fill-rule:evenodd"', [1024, 512]],
  "a viewBox and one side": ['viewBox="0 0 2 1" width="200"', [200, 100]],
  "a viewBox and sides of 0": ['viewBox="0 0 40 20" width="0" height="0"', [1024, 512]],
  "neither": ["", [300, 150]],
  "one side alone": ['width="60"', [60, 150]],
};

let site, service;
/** The sent image by case. */
const received = new Map();
/** Requests for resources that a document references. */
const loaded = [];

before(async () => {
  site = await startSite();
  service = await startService((name, body, { method, url }) => {
    if (method === "GET") return loaded.push(url);
    const { inlineData } = JSON.parse(body).contents[0].parts.find((part) => part.inlineData);
    received.set(name, { type: inlineData.mimeType, photo: inlineData.data });
  });
});
after(() => Promise.all([site, service].map((server) => server?.close())));

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => {
      received.clear();
      page = await site.open(launch);
    });
    after(() => page?.close());

    const runCase = (which, call) => page.evaluate(`(call) => photos.${which}(call)`, call);
    let count = 0;

    /** Sends a document. Returns the received image as the browser shows it, or the failure. */
    async function send(document, call) {
      const name = `svg-${++count}`;
      const photo = Buffer.from(document).toString("base64");
      const outcome = await runCase("send", { baseUrl: service.url, name, photo, type: "image/svg+xml", ...call });
      if (outcome !== "sent") return { ...outcome, isSent: received.has(name) };
      const { type, photo: sent } = received.get(name);
      return { type, ...(await runCase("pixels", { photo: sent, type })) };
    }

    function assertDrawn({ message, type, width, height, quarters }, size, name) {
      assert.equal(message, undefined, name);
      assert.deepEqual([type, width, height], ["image/png", ...size], name);
      for (const [at, color] of [RED, GREEN, BLUE, YELLOW].entries()) {
        assert.ok(color.every((value, channel) => Math.abs(value - quarters[at][channel]) <= 2), `${name}: ${JSON.stringify(quarters)}`);
      }
    }

    test("a document is drawn at the size that it states, and one without a size at one of its shape", async () => {
      for (const place of PLACES) {
        for (const [name, [attributes, size]] of Object.entries(DRAWN)) {
          for (const form of ["blob", "bytes", "data: address"]) {
            const drawn = await send(`<svg ${NAMESPACE} ${attributes}>${QUARTERS}</svg>`, { place, form });
            assertDrawn(drawn, size, `${name} as ${form} from the ${place}`);
          }
        }
        const behind = await send(`${ILLUSTRATOR}<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 4 2">${QUARTERS.replaceAll("<rect", "<s:rect")}</s:svg>`, { place, type: "" });
        assertDrawn(behind, [1024, 512], `behind a licence, without a type, from the ${place}`);
        const styled = await send(`<svg ${NAMESPACE} viewBox="0 0 4 2"><style>svg { width: 50%; height: 10vh }</style>${QUARTERS}</svg>`, { place });
        assertDrawn(styled, [1024, 512], `with a style sheet, from the ${place}`);
      }
    });

    test("a document is drawn no larger than asked, and one that cannot be drawn is refused before anything is sent", async () => {
      const scaled = await send(`<svg ${NAMESPACE} viewBox="0 0 40 30">${QUARTERS}</svg>`, { place: "page", input: { maxSidePx: 100 } });
      assertDrawn(scaled, [100, 75], "scaled");
      const refused = {
        "a vast size": [`<svg ${NAMESPACE} width="40000" height="40000"/>`, /40000 × 40000/],
        "broken XML": [`<svg ${NAMESPACE} viewBox="0 0 4 3"><g></svg>`, /cannot be drawn/],
        "a page": ["<html><svg viewBox='0 0 1 1'/></html>", /no image/],
        "UTF-16": [Buffer.from(`\ufeff<svg ${NAMESPACE} viewBox="0 0 4 3"/>`, "utf16le"), /no image/],
      };
      for (const place of PLACES) {
        for (const [name, [document, words]] of Object.entries(refused)) {
          const { code, message, isSent } = await send(document, { place });
          assert.deepEqual([code, isSent], ["unsupported-input", false], `${name} from the ${place}: ${message}`);
          assert.match(message, words, `${name} from the ${place}`);
        }
        const { code, message } = await send(`<svg ${NAMESPACE} viewBox="0 0 4 3"/>`, { place, input: { convert: false } });
        assert.equal(code, "unsupported-input");
        assert.match(message, /would have to be converted/);
      }
    });

    test("the page's own element of a document without a size is drawn in its shape or refused, never sent empty", async () => {
      for (const place of PLACES) {
        const drawn = await send(`<svg ${NAMESPACE} viewBox="0 0 40 30">${QUARTERS}</svg>`, { place, form: "image element" });
        if (drawn.code) assert.deepEqual([drawn.code, drawn.isSent], ["unsupported-input", false], place);
        else assertDrawn(drawn, [drawn.width, drawn.height], `${drawn.width} × ${drawn.height} from the ${place}`);
      }
    });

    test("no script of a document runs, and nothing that it names is loaded", async () => {
      const address = `${service.url}/named`;
      const hostile = `<svg ${NAMESPACE} xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 2" onload="parent.ran = top.ran = ran = 1">
        <script>parent.ran = top.ran = 1; fetch("${address}/script")</script><style>@import "${address}/style"; svg { background: url(${address}/background) }</style>
        <image href="${address}/image" xlink:href="${address}/xlink" width="1" height="1"/><use href="${address}/use#a"/>${QUARTERS}</svg>`;
      for (const place of PLACES) {
        assertDrawn(await send(hostile, { place }), [1024, 512], place);
      }
      assert.equal(await page.evaluate("() => globalThis.ran"), undefined);
      assert.deepEqual(loaded, []);
    });
  });
}
