// Studio as an application: installed, opened without a connection, brought up to date, opened by an address.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { openPage } from "../harness/chromium.js";
import { serveFolder } from "../harness/server.js";
import { startStudio } from "./harness/studio.js";
import { visit } from "./harness/visitor.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

let studio;
before(async () => (studio = await startStudio()));
after(() => studio.close());

const isReady = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active.state));

test("once opened, it opens without a connection: gallery, sandbox and all", async () => {
  const { page, context, close } = await studio.open({ serviceWorkers: "allow" });
  const visitor = visit(page);
  await visitor.make("a lighthouse");
  await isReady(page);
  await context.setOffline(true);
  await page.reload();
  await visitor.pictures.waitFor();
  await page.getByText("You are offline").waitFor();
  await visitor.make("an owl");
  assert.equal(await visitor.pictures.count(), 2);
  await close();
});

test("the manifest names the page, its scope and an icon that is there", async () => {
  const { page, close } = await studio.open();
  const manifest = await page.evaluate(async () => {
    const url = document.querySelector('link[rel="manifest"]').href;
    const { start_url, scope, icons } = await (await fetch(url)).json();
    const icon = await fetch(new URL(icons[0].src, url));
    return { start: new URL(start_url, url).href, scope: new URL(scope, url).href, icon: icon.headers.get("content-type") };
  });
  assert.deepEqual(manifest, { start: studio.url, scope: studio.url, icon: "image/svg+xml" });
  await close();
});

test("a new version is taken by the next visit, whole, and what is kept stays", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tintype-"));
  await cp(DIST, folder, { recursive: true });
  const site = await serveFolder(folder, { prefix: "/app/" });
  const { page, context, errors } = await openPage(studio.browser, { serviceWorkers: "allow" });
  await page.goto(`${site.url}/`);
  const visitor = visit(page);
  await visitor.make("a lighthouse");
  await isReady(page);

  const edit = async (name, from, to) => {
    const file = join(folder, name);
    await writeFile(file, (await readFile(file, "utf8")).replace(from, to));
  };
  await edit("index.html", "<title>Tintype Studio", "<title>Tintype Studio, the next");
  await edit("sw.js", 'VERSION = "', 'VERSION = "next-');
  await page.reload();
  assert.equal(await page.title(), "Tintype Studio", "this visit goes on with what it has");
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  await page.reload();
  await page.waitForFunction(() => document.title.endsWith("the next"));
  await visitor.pictures.waitFor();
  const caches = await page.evaluate(() => globalThis.caches.keys());
  assert.equal(caches.length, 1, "the version before is gone");
  assert.deepEqual(errors, []);
  await context.close();
  await site.close();
  await rm(folder, { recursive: true });
});

test("an address fills in the form, and asks for nothing by itself", async () => {
  const path = "#prompt=a%20red%20fox&ratio=16:9&seed=7&endpoint=https://elsewhere.invalid";
  const { page, requests, close } = await studio.open({ path });
  const visitor = visit(page);
  await visitor.prompt.waitFor();
  assert.equal(await visitor.prompt.inputValue(), "a red fox");
  assert.ok(await visitor.ratios.getByRole("radio", { name: "16:9" }).isChecked());
  assert.equal(await page.getByLabel("Seed").inputValue(), "7");
  assert.deepEqual(requests.filter((url) => url.includes("elsewhere") || url.includes("/sandbox/")), []);
  await page.evaluate(() => (location.hash = "#prompt=an+owl"));
  await page.waitForFunction(() => document.querySelector("#prompt").value === "an owl");
  await close();
});

test("markup with a script in it cannot become part of the page, nor can a script from elsewhere", async () => {
  const { page, close } = await studio.open();
  await visit(page).prompt.waitFor();
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
    return {
      markup: isRefused(() => (element.innerHTML = "<img src=x onerror=alert(1)>")),
      script: isRefused(() => (document.createElement("script").src = "https://elsewhere.invalid/x.js")),
      worker: isRefused(() => new Worker("https://elsewhere.invalid/x.js")),
      policy: isRefused(() => trustedTypes.createPolicy("another", {})),
    };
  });
  assert.deepEqual(refused, { markup: true, script: true, worker: true, policy: true });
  await close();
});
