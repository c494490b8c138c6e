// Responses that were cloned before they reach the package, as frameworks do for their caches, over a real connection.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";

let installed, emulator, Client;
before(async () => {
  [installed, emulator] = await Promise.all([installPackage(), startEmulator()]);
  ({ Client } = await import(pathToFileURL(join(installed.folder, "node_modules/tintype/index.js")).href));
});
after(() => Promise.all([installed?.remove(), emulator?.close()]));

/** Creates a `fetch` that also consumes a copy of each response, made by `tee()` or by `clone()`. */
const keeping = (copy) => async (request) => {
  const response = await fetch(request);
  const [ours, kept] = copy(response);
  void new Response(kept).arrayBuffer();
  return new Response(ours, { status: response.status, headers: response.headers });
};

const COPIES = {
  "tee()": (response) => response.body.tee(),
  "clone()": (response) => [response.clone().body, response.body],
};

for (const [name, copy] of Object.entries(COPIES)) {
  test(`a response that was copied by ${name} is read whole`, async () => {
    const client = new Client({ baseUrl: emulator.url, apiKey: "sk-test", fetch: keeping(copy), retry: false });
    // Repeated, because it is random which reads coincide with the end of a chunk.
    for (let times = 0; times < 12; times += 1) {
      const { image } = await client.generate({ prompt: "a red fox" });
      assert.equal(image.width, 1024);
      const streamed = await client.stream({ prompt: "a red fox" }).result();
      assert.equal(streamed.image.byteLength, image.byteLength);
    }
  });
}
