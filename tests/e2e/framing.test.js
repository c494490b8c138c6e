// Studio in frames, on a host that sends no headers: it starts only in a page of its own origin.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { BROWSERS } from "../harness/browsers.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { program } from "../harness/environment.js";
import { serve, serveFolder } from "../harness/server.js";

const PREFIX = "/pictures/of/mine/";

let site, own, crossOrigin;
/** The requests to Studio's host since the last navigation. */
let requests = [];

before(async () => {
  site = await serveFolder(program("TINTYPE_SITE"), { prefix: PREFIX, extra: (path) => (requests.push(path), {}) });
  const studio = `${site.url}/`;
  const framing = (url, words = "") => `<!doctype html><title>around</title><iframe ${words} width=900 height=700 src="${url}"></iframe>`;
  crossOrigin = await serve((request, response) => {
    const sandbox = "sandbox='allow-scripts allow-popups'";
    const pages = { "/direct": framing(studio), "/sandboxed": framing(studio, sandbox), "/nested": framing(`${own.url}/within`) };
    response.writeHead(200, { "content-type": "text/html" }).end(pages[request.url] ?? "");
  });
  // A page of Studio's own origin, such as another page of that host.
  own = await serve(async (request, response) => {
    if (request.url === "/within") return response.writeHead(200, { "content-type": "text/html" }).end(framing(PREFIX));
    const answer = await fetch(new URL(request.url, site.url));
    const headers = { "content-type": answer.headers.get("content-type") };
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()));
  });
});
after(() => Promise.all([site, own, crossOrigin].map((server) => server?.close())));

const modules = () => requests.filter((path) => path.endsWith(".wasm"));

/** Waits until Studio's host has received a request that matches. */
async function isRequested(pattern) {
  const end = Date.now() + 30_000;
  while (!requests.some((path) => pattern.test(path))) {
    assert.ok(Date.now() < end, `nothing matches ${pattern}; these were requested: ${requests}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

for (const { name: browser, launch } of BROWSERS) {
  describe(browser, () => {
    let page;
    before(async () => (page = await launch()));
    after(() => page?.close());

    test("a page of another origin around Studio keeps it from starting", async () => {
      for (const path of ["direct", "sandboxed", "nested"]) {
        requests = [];
        await page.open(`${crossOrigin.url}/${path}`);
        // In a sandboxed frame even the page's own script is cross-origin, so it is not fetched.
        await isRequested(path === "sandboxed" ? /\/$/ : /start-?[\w-]*\.js$/);
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        assert.deepEqual(modules(), [], path);
      }
      requests = [];
      await page.open(`${own.url}/within`);
      await isRequested(/\.wasm$/);
    });
  });
}

test("the replacement page has a sentence and a link, in both languages", async () => {
  const browser = await launchChromium();
  try {
    for (const [locale, sentence, link] of [["en", "does not run inside a page of another site", "Open it in a tab of its own"], ["zh-CN", "不在其他网站的页面中运行", "在单独的标签页中打开"]]) {
      const { page, context } = await openPage(browser, { locale });
      await page.goto(`${crossOrigin.url}/direct`);
      const frame = page.frameLocator("iframe");
      await frame.getByText(sentence).waitFor();
      assert.equal(await frame.getByRole("textbox").count(), 0);
      assert.equal((await frame.locator("body").innerText()).includes("Prompt"), false);
      const opened = context.waitForEvent("page");
      await frame.getByRole("link", { name: link }).click();
      const tab = await opened;
      await tab.getByRole("button", { name: locale === "en" ? "Generate" : "生成", exact: true }).waitFor();
      await context.close();
    }
  } finally {
    await browser.close();
  }
});
