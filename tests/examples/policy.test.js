// The example pages under their own Content Security Policy, and additionally under Studio's, which the `_headers` of a
// host send with every file.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launchChromium, openPage } from "../harness/chromium.js";
import { controls, serveSite } from "./site.js";
import { STEPS } from "./steps.js";

const DIST = new URL("../../dist/", import.meta.url);
const META = /<meta[^>]*Content-Security-Policy[^>]*content="([^"]+)"[^>]*>/;
/** Reads the policy of a built page. The build reorders the attributes of Studio's `<meta>`. */
const policyOf = async (name) => /content="([^"]+)"/.exec(/<meta[^>]*Content-Security-Policy[^>]*>/.exec(await readFile(new URL(name, DIST), "utf8"))[0])[1];

let browser, plain, hosted;
before(async () => {
  const headers = { "content-security-policy": `${await policyOf("index.html")}; frame-ancestors 'none'`, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };
  [browser, plain, hosted] = await Promise.all([launchChromium(), serveSite("/a/"), serveSite("/a/", true, () => headers)]);
});
after(() => Promise.all([browser, plain, hosted].map((one) => one?.close())));

test("each page has a policy of its own, and no script within it", async () => {
  const names = (await readdir(new URL("examples/", DIST))).filter((name) => name.endsWith(".html"));
  assert.deepEqual(names.sort(), ["index", ...Object.keys(STEPS)].map((name) => `${name}.html`).sort());
  for (const name of names) {
    const policy = await policyOf(`examples/${name}`);
    assert.match(policy, /^default-src 'none';/, name);
    for (const word of ["'unsafe-inline'", "'unsafe-eval'", "*", "nonce-", "strict-dynamic"]) assert.ok(!policy.includes(word), `${name}: ${word}`);
    for (const word of ["base-uri 'none'", "form-action 'none'"]) assert.ok(policy.includes(word), `${name}: ${word}`);
    const page = await readFile(new URL(`examples/${name}`, DIST), "utf8");
    for (const [tag, words] of page.matchAll(/<script([^>]*)>/g)) assert.match(words, / src=/, `${name}: ${tag}`);
    assert.ok(page.search(META) < (page.indexOf("<script") + 1 || Infinity), `${name}: a script comes before the policy`);
  }
});

for (const [name, play] of Object.entries(STEPS)) {
  for (const [where, site] of [["by itself", () => plain], ["with _headers", () => hosted]]) {
    test(`${name} ${where}: does its job, and runs no foreign script`, async () => {
      const { page, context, errors } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
      await page.addInitScript(() => {
        globalThis.violations = [];
        addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => globalThis.violations.push(`${effectiveDirective} ${blockedURI}`));
      });
      await page.goto(`${site().url}/examples/${name}.html`);
      const app = { page, ...controls(page) };
      await play(app);
      await app.status.getByText("Done.").waitFor();
      assert.deepEqual([await page.evaluate("globalThis.violations"), errors], [[], []]);
      const ran = await page.evaluate(async () => {
        globalThis.ran = [];
        const tries = {
          inline: () => document.head.append(Object.assign(document.createElement("script"), { textContent: "ran.push('inline')" })),
          handler: () => document.body.setAttribute("onclick", "ran.push('handler')") ?? document.body.click(),
          // Runs in a later task, because `eval` is allowed while the DevTools protocol runs this function.
          eval: () => new Promise((resolve, reject) => setTimeout(() => {
            try {
              resolve((0, eval)("ran.push('eval')"));
            } catch (error) {
              reject(error);
            }
          })),
          markup: () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"ran.push('markup')\">"),
          data: () => import("data:text/javascript,ran.push('data')"),
          foreign: () => document.head.append(Object.assign(document.createElement("script"), { src: "http://localhost:9/x.js" })),
          worker: () => new Worker("data:text/javascript,"),
        };
        for (const [name, attempt] of Object.entries(tries)) {
          try {
            await attempt();
            if (name === "worker") globalThis.ran.push(name);
          } catch {
            // Blocked by the policy.
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
        return globalThis.ran;
      });
      assert.deepEqual(ran, []);
      await context.close();
    });
  }
}
