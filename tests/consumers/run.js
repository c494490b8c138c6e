// Runs consumers as tests: each with its dev server, with its build, or with both.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launchChromium } from "../harness/chromium.js";
import { startEmulator } from "../harness/emulator.js";
import { decodePng } from "../harness/png.js";
import { serveFolder } from "../harness/server.js";
import { folderOf, note, versionOf } from "./folder.js";
import { checkPage } from "./page.js";
import { build, serve } from "./programs.js";

/**
 * Registers the tests of consumers.
 * @param {Array<{ name: string, package: string, variants: Array<{ name: string, build?: string[], output?: string,
 *   serve?: string[], paths?: string[], server?: string[] }> }>} consumers  with the members that `folderOf` accepts.
 *   `package`: the package whose version is reported. Each variant is built if it has a `build`, and then served by
 *   `serve` or from the folder `output`. `paths`: its pages; `server`: addresses that the server itself answers with a
 *   picture, and with an error for an empty prompt.
 */
export function runConsumers(consumers) {
  let browser, emulator;
  before(async () => ([browser, emulator] = await Promise.all([launchChromium(), startEmulator()])));
  after(() => Promise.all([browser, emulator].map((one) => one?.close())));
  for (const consumer of consumers) {
    describe(consumer.name, () => {
      let folder;
      before(async () => (folder = await folderOf(consumer)));
      for (const variant of consumer.variants) {
        test(variant.name, async () => {
          const env = { API_KEY: "sk-test", TINTYPE_BASE_URL: emulator.url };
          if (variant.build) await build(folder, variant.build, { env, allowed: variant.allowed, program: variant.program });
          const server = variant.serve ? await serve(folder, variant.serve, { env }) : await serveFolder(join(folder, variant.output), { prefix: "/built/app/" });
          try {
            const size = await checkPage(browser, `${server.url}${variant.path ?? "/"}`, emulator);
            for (const path of variant.server ?? []) await checkServer(`${server.url}${path}`);
            if (variant.proxy) await checkProxy(folder, `${server.url}${variant.proxy}`);
            await note(consumer, variant, await versionOf(folder, consumer.package), { worker: true, ...size });
          } catch (error) {
            throw new Error(`${error.message}\n${server.output?.() ?? ""}`, { cause: error });
          } finally {
            await server.close();
          }
        });
      }
    });
  }
}

/** Checks an address of the framework's own server: a picture, and an error for an empty prompt. */
async function checkServer(url) {
  const shown = await fetch(url);
  const type = shown.headers.get("content-type") ?? "";
  if (/^text\/html/.test(type)) return assert.match(await shown.text(), /1024/);
  assert.equal(type, "image/png", await shown.clone().text());
  assert.equal(decodePng(Buffer.from(await shown.arrayBuffer())).width, 1024);
  const failed = await fetch(`${url}?prompt=`);
  assert.deepEqual([failed.status, await failed.json()], [502, { error: "invalid-options" }]);
}

/** Checks the framework's server as the proxy of a client without a key. */
async function checkProxy(folder, baseUrl) {
  const { Client } = await import(pathToFileURL(join(folder, "node_modules/tintype/index.js")).href);
  const client = new Client({ baseUrl, auth: "none" });
  assert.equal((await client.generate({ prompt: "a red fox" })).image.width, 1024);
  await assert.rejects(client.generate({ prompt: "a red fox", model: "gemini-3.1-flash-image" }), { code: "model-not-found" });
}
