// Studio as an application: installed, opened without a connection, updated, opened by a URL.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { promisify } from "node:util";

import { openPage } from "../harness/chromium.js";
import { serveFolder } from "../harness/server.js";
import { testOnDesktop, testOnBothScreens, studio } from "./harness/screens.js";
import { reloadWhenSaved, studioPage } from "./harness/studio-page.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const FINISH = fileURLToPath(new URL("../../crates/xtask/js/finish.mjs", import.meta.url));

const isReady = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));

testOnBothScreens("once opened, it opens without a connection: gallery, sandbox and all", async ({ page, context, app }) => {
  await app.make("a lighthouse");
  await isReady(page);
  await context.setOffline(true);
  await reloadWhenSaved(page);
  await app.pictures.waitFor();
  await page.getByText("You are offline").waitFor();
  await app.make("an owl");
  assert.equal(await app.pictures.count(), 2);
}, { as: "new", serviceWorkers: "allow" });

testOnDesktop("the manifest names the page, its scope and an icon that is there", async ({ page }) => {
  const manifest = await page.evaluate(async () => {
    const url = document.querySelector('link[rel="manifest"]').href;
    const { start_url, scope, icons } = await (await fetch(url)).json();
    const icon = await fetch(new URL(icons[0].src, url));
    return { start: new URL(start_url, url).href, scope: new URL(scope, url).href, icon: icon.headers.get("content-type") };
  });
  assert.deepEqual(manifest, { start: studio.url, scope: studio.url, icon: "image/svg+xml" });
});

/** Serves a copy of the build that can be updated, as on a host, and opens it. */
async function hosted() {
  const folder = await mkdtemp(join(tmpdir(), "tintype-"));
  await cp(DIST, folder, { recursive: true });
  const site = await serveFolder(folder, { prefix: "/app/" });
  const app = await openPage(studio.browser, { serviceWorkers: "allow" });
  await app.page.goto(`${site.url}/`);
  await studioPage(app.page).prompt.waitFor();
  await isReady(app.page);
  const change = async (name, from, to) => {
    const text = await readFile(join(folder, name), "utf8");
    assert.ok(text.includes(from));
    await writeFile(join(folder, name), text.replace(from, to));
  };
  return {
    ...app,
    url: `${site.url}/`,
    change,
    /** Publishes a new version: changes the title and runs the last step of the build. */
    async release(title) {
      await change("index.html", "<title>Tintype Studio", `<title>${title}`);
      await promisify(execFile)(process.execPath, [FINISH, folder]);
    },
    async close() {
      await app.context.close();
      await site.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Waits until the worker of a new version is installed, or has failed. */
const isFetched = (page, outcome) =>
  page.evaluate(async (wanted) => {
    const registration = await navigator.serviceWorker.ready;
    if (wanted === "installed" && registration.waiting) return;
    await new Promise((resolve) => {
      const watch = (worker) => worker?.addEventListener("statechange", () => worker.state === wanted && resolve());
      watch(registration.installing);
      registration.addEventListener("updatefound", () => watch(registration.installing));
      registration.update().catch(() => {});
    });
  }, outcome);

/**
 * Reloads the page and waits for the new version. Does not use Playwright's `reload`, because the page reloads itself
 * in the middle of it, once the new worker has taken over.
 */
async function visitAgain(page, title) {
  await page.evaluate(() => setTimeout(() => location.reload()) && null);
  await page.waitForFunction((wanted) => document.title === wanted, title);
}

test("a new version is taken by the next visit, whole, and what is kept stays", async () => {
  const { page, errors, release, close } = await hosted();
  const app = studioPage(page);
  await app.make("a lighthouse");
  await release("The next");
  await reloadWhenSaved(page);
  assert.equal(await page.title(), "Tintype Studio", "this visit goes on with what it has");
  // Waits for all resources, because Chromium activates no new worker while a response of the old one is half read.
  await app.pictures.waitFor();
  await page.waitForLoadState("networkidle");
  await isFetched(page, "installed");
  await visitAgain(page, "The next");
  await app.pictures.waitFor();
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1, "the old version is gone");
  assert.deepEqual(errors, []);
  await close();
});

test("a new version waits while another tab is at work", async () => {
  const { page, context, url, release, close } = await hosted();
  const other = await context.newPage();
  await other.goto(url);
  await studioPage(other).prompt.fill("half a thought");
  await release("The next");
  await isFetched(page, "installed");
  await page.reload();
  // The sandbox is loaded from the version that both tabs use.
  await studioPage(other).make("an owl");
  assert.equal(await page.title(), "Tintype Studio");
  await other.close();
  await visitAgain(page, "The next");
  await close();
});

test("a host that is half brought up to date changes nothing", async () => {
  const { page, context, change, release, close } = await hosted();
  await release("The next");
  await change("index.html", "The next", "Something else");
  await isFetched(page, "redundant");
  await context.setOffline(true);
  await page.reload();
  await studioPage(page).prompt.waitFor();
  assert.equal(await page.title(), "Tintype Studio");
  await close();
});

testOnBothScreens("an address fills in the form, and asks for nothing by itself", async ({ page, requests, app }) => {
  await app.prompt.waitFor();
  assert.equal(await app.prompt.inputValue(), "a red fox");
  assert.ok(await app.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  assert.equal(await page.getByLabel("Seed").inputValue(), "7");
  assert.deepEqual(requests.filter((url) => url.includes("elsewhere") || url.includes("/sandbox/")), []);
  await page.evaluate(() => (location.hash = "#prompt=an+owl"));
  await page.waitForFunction(() => document.querySelector("#prompt").value === "an owl");
}, { as: "new", path: "#prompt=a%20red%20fox&ratio=16:9&seed=7&endpoint=https://elsewhere.invalid" });

testOnDesktop("markup with a script in it cannot become part of the page, nor can a script from elsewhere", async ({ page }) => {
  await studioPage(page).prompt.waitFor();
  const refused = await page.evaluate(() => {
    const isRefused = (act) => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    const element = document.createElement("div");
    const markup = [
      "<img src=x onerror=alert(1)>",
      "<img/src=x/onerror=alert(1)>",
      "<IMG SRC=x ONERROR=alert(1)>",
      "<img src=x\fonerror=alert(1)>",
      "<img src=https://elsewhere.invalid/x.png>",
      "<svg/onload=alert(1)>",
      "<svg><use href=data:image/svg+xml,x></use></svg>",
      "<span/onclick=alert(1)>",
      '<span class="a"onclick="alert(1)">',
      '<span class="a" onclick="alert(1)">a</span>',
      "<span class='a' onclick='alert(1)'>a</span>",
      '<span class="><img src=x onerror=alert(1)>"></span>',
      '<span style="background:url(https://elsewhere.invalid)">a</span>',
      '<a href="java&#x73;cript:alert(1)">a</a>',
      "<meta http-equiv=refresh content=0;url=https://elsewhere.invalid>",
      "<base href=https://elsewhere.invalid/>",
      "<link rel=stylesheet href=https://elsewhere.invalid/x.css>",
      "<style>*{display:none}</style>",
      "<form action=https://elsewhere.invalid><button>a</button></form>",
      "<iframe srcdoc=a></iframe>",
      "<object data=x></object>",
      "<embed src=x>",
      "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
      "<template><img src=x onerror=alert(1)></template>",
      "<script>alert(1)</script>",
      "<!--><img src=x onerror=alert(1)>-->",
      "<p",
      "<span",
    ];
    return {
      markup: markup.filter((html) => !isRefused(() => (element.innerHTML = html))),
      script: isRefused(() => (document.createElement("script").src = "https://elsewhere.invalid/x.js")),
      worker: isRefused(() => new Worker("https://elsewhere.invalid/x.js")),
      policy: isRefused(() => trustedTypes.createPolicy("another", {})),
    };
  });
  assert.deepEqual(refused, { markup: [], script: true, worker: true, policy: true });
});
