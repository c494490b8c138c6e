// The documented proxy, started with Node as documented, in front of the emulator. tests/proxy has its other tests.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { block } from "./blocks.js";
import { startHost } from "./host.js";

let host, Client;
before(async () => {
  host = await startHost();
  ({ Client } = await import(pathToFileURL(join(host.folder, "tintype/index.js")).href));
});
after(() => host?.close());

function runs(name) {
  test(`${name}: a picture without a key of the caller's`, async () => {
    assert.ok(block(name));
    const { image } = await new Client({ baseUrl: host.proxy, auth: "none" }).generate({ prompt: "a red fox" });
    assert.equal(image.width, 1024);
  });
}

runs("proxy.mjs");
