// Checks the table in the emulator's README: each scenario leads the package to the documented error code.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { startEmulator } from "../harness/emulator.js";
import { installPackage } from "../harness/install.js";

const README = await readFile(new URL("../../crates/emulator/README.md", import.meta.url), "utf8");

/** The rows below the header `| error code | scenario |`. */
const ROWS = README.split("| error code | scenario |\n")[1]
  .split("\n\n")[0]
  .split("\n")
  .slice(1)
  .map((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, word]) => word));

/** Further options of the call, for codes that need more than the scenario. */
const CALLERS = {
  "invalid-options": () => ({ aspectRatio: "17:3" }),
  "unsupported-input": () => ({ images: new TextEncoder().encode("this is no picture") }),
  timeout: () => ({ timeoutMs: 300 }),
  aborted: () => {
    const controller = new AbortController();
    const onProgress = ({ phase }) => phase === "waiting" && controller.abort();
    return { signal: controller.signal, onProgress };
  },
};

/** The codes of calls that the package rejects before sending a request. */
const NEVER_SENT = ["invalid-options", "unsupported-input"];

let emulator, installed, tintype;

before(async () => {
  [emulator, installed] = await Promise.all([startEmulator(), installPackage()]);
  const consumer = join(installed.folder, "consumer.js");
  await writeFile(consumer, `export * from "tintype";\n`);
  tintype = await import(pathToFileURL(consumer).href);
});
after(() => Promise.all([emulator?.close(), installed?.remove()]));

test("every error code of the package has a scenario", async () => {
  const types = await readFile(join(installed.folder, "node_modules/tintype/types.d.ts"), "utf8");
  const union = /export type ErrorCode =([^]+?);\n/.exec(types)[1];
  const codes = [...union.matchAll(/\| "([a-z-]+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 20, `${codes}`);
  assert.deepEqual(ROWS.map(([code]) => code).sort(), codes.sort());
});

for (const [code, scenario] of ROWS) {
  test(`${scenario} leads to ${code}, in one answer and in a stream`, async () => {
    let sent = 0;
    const options = {
      baseUrl: `${emulator.url}/scenario/${scenario}/${code}`,
      apiKey: "sk-test",
      prompt: "a boat",
      retry: { attempts: 1 },
      fetch: (...request) => {
        sent += 1;
        return fetch(...request);
      },
    };
    const failed = (error) => {
      assert.equal(error.code, code, error.message);
      assert.ok(error.message.length > 10, error.message);
      return true;
    };
    await assert.rejects(tintype.generate({ ...options, ...CALLERS[code]?.() }), failed);
    await assert.rejects(tintype.stream({ ...options, ...CALLERS[code]?.() }).result(), failed);
    assert.equal(sent, NEVER_SENT.includes(code) ? 0 : 2);
  });
}
