// The documented build script for esbuild, run by Node in a project's folder, and its bundle in a page.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { picture } from "../e2e/harness/studio-page.js";
import { launchChromium, openPage } from "../harness/chromium.js";
import { block } from "./blocks.js";
import { lendModules, startHost } from "./host.js";

/** An app that shows two pictures, one of them made in the package's worker. */
const APP = `
  import { Client } from "tintype";
  const options = { baseUrl: "/api", auth: "none" };
  for (const worker of [false, true]) {
    const { image } = await new Client({ ...options, worker }).generate({ prompt: "a red fox" });
    document.body.append(Object.assign(new Image(), { src: image.url }));
  }`;

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8" /><title>Bundled</title><link rel="icon" href="data:," />
<body><script type="module" src="app.js"></script></body></html>
`;

let host, browser;
before(async () => ([host, browser] = await Promise.all([startHost(), launchChromium()])));
after(() => Promise.all([host, browser].map((one) => one?.close())));

function runs(name) {
  test(`${name}: the bundle draws in the page and in the package's worker`, async () => {
    assert.ok(block(name));
    await lendModules(host.folder, ["esbuild"]);
    await writeFile(join(host.folder, "app.js"), APP);
    await promisify(execFile)(process.execPath, [name], { cwd: host.folder });
    await writeFile(join(host.folder, "dist/index.html"), PAGE);
    // The bundle must not find any file of the package beside it.
    await cp(join(host.folder, "dist"), join(host.folder, "deep/down"), { recursive: true });
    const { page, errors } = await openPage(browser);
    await page.goto(`${host.url}/deep/down/`);
    for (const place of [0, 1]) {
      const image = page.locator("img").nth(place);
      await image.waitFor();
      assert.equal((await picture(image)).width, 1024);
    }
    assert.deepEqual(errors, []);
  });
}

runs("build.mjs");
