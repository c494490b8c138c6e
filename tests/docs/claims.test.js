// Claims of docs/comparison.md about the package that no other test shows.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

import { plainPng } from "../e2e/harness/studio-page.js";
import { startHost } from "./host.js";

let host, tintype;
before(async () => {
  host = await startHost();
  tintype = await import(pathToFileURL(join(host.folder, "tintype/index.js")).href);
});
after(() => host?.close());

/** Returns every object that is reachable from a value through own members. */
function reachable(value, found = new Set()) {
  if (Object(value) !== value || found.has(value)) return found;
  found.add(value);
  for (const key of Reflect.ownKeys(value)) reachable(value[key], found);
  return found;
}

test("an error holds nothing of the request", async () => {
  const image = new Blob([plainPng(300, 200)]);
  const options = { apiKey: "sk-test", prompt: "a fox that nobody else asks for", images: image, retry: false };
  for (const scenario of ["bad-request", "refused", "text-only", "overloaded", "cut", "reset"]) {
    const failed = tintype.generate({ ...options, baseUrl: `${host.emulator}/scenario/${scenario}` });
    const error = await failed.then(() => assert.fail("nothing failed"), (reason) => reason);
    assert.ok(tintype.isTintypeError(error), scenario);
    const held = [...reachable(error)];
    const isData = (one) => one instanceof Blob || one instanceof Request || ArrayBuffer.isView(one) || one === options;
    assert.deepEqual(held.filter(isData), [], scenario);
    // The model's answer may repeat the prompt, but no data of the request.
    assert.equal(inspect(error, { depth: 20 }).includes("iVBORw0KGgo"), false, scenario);
  }
});
