// Google's own Python client, unmodified, with the emulator as its base URL. An independent implementation in another
// language finds errors that a client of our own would share.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { startEmulator } from "../harness/emulator.js";
import { MODEL } from "./parts.js";

const run = promisify(execFile);
const VERSION = "3.0.0";
const FOLDER = fileURLToPath(new URL(`../node_modules/.cache/google-genai-python-${VERSION}`, import.meta.url));

let emulator, found;
before(async () => {
  emulator = await startEmulator();
  const script = fileURLToPath(new URL("google_genai.py", import.meta.url));
  const { stdout } = await run(await python(), [script, emulator.url], { env: { ...process.env, PYTHONWARNINGS: "ignore" } });
  found = JSON.parse(stdout);
});
after(() => emulator?.close());

/** Installs the client into a virtual environment, which later runs reuse. Returns its Python. */
async function python() {
  const program = join(FOLDER, "bin/python");
  const installed = join(FOLDER, "installed");
  if (!(await access(installed).then(() => true, () => false))) {
    await run("python3", ["-m", "venv", "--clear", FOLDER]);
    await run(program, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `google-genai==${VERSION}`]);
    await run(program, ["-c", `open(${JSON.stringify(installed)}, "w").close()`]);
  }
  return program;
}

test("a picture comes whole and in a stream, and its reason is read", () => {
  assert.deepEqual([found.size, found.reason, found.streamed], [[1344, 768], "STOP", 1]);
});

test("a file is uploaded, listed, edited by its address and deleted", () => {
  const { name, ...file } = found.file;
  assert.match(name, /^files\/\w+$/);
  assert.deepEqual(file, { mime: "image/png", state: "ACTIVE", size: found.pictureLength, isListed: true });
  assert.ok(found.isSame, "an edit by address is the edit of the bytes");
});

test("a conversation goes on, and the models are listed", () => {
  assert.deepEqual(found.turns, [1, 1]);
  assert.ok(found.models.includes(`models/${MODEL}`), `${found.models}`);
});

test("errors have their code and status", () => {
  assert.deepEqual(found.badKey.slice(0, 2), [400, "INVALID_ARGUMENT"]);
  assert.match(found.badKey[2], /API key not valid/);
  assert.deepEqual(found.closed.slice(0, 2), [404, "NOT_FOUND"]);
});
