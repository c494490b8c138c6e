// The installed package in each runtime outside browsers, with one program: images, and requests without a response.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { startEmulator } from "../../harness/emulator.js";
import { installPackage } from "../../harness/install.js";
import { encodePng } from "../../harness/png.js";
import { bun, deno } from "../../harness/runtimes.js";
import { serve, unreachable } from "../../harness/server.js";

const RUNTIMES = {
  Node: { program: async () => process.execPath, words: [], refused: /ECONNREFUSED/ },
  // Deno may only read the package's files and connect to this machine.
  Deno: {
    program: deno,
    words: ["run", "--no-prompt", "--cached-only", "--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-read=."],
    refused: /refused/,
  },
  Bun: { program: bun, words: ["run", "--no-install"], refused: /ECONNREFUSED|ConnectionRefused/ },
};
/** The ways a connection ends after the whole request was read. */
const ENDS = ["close/0", "reset/0", "close/50", "reset/1500"];

let installed, emulator, service;
/**
 * Inputs as base64: a photo with metadata, one that is stored rotated, and one whose longer side exceeds the sent size.
 */
const images = {};
/** The paths of all POST requests, in order. */
let posts = [];

before(async () => {
  installed = await installPackage();
  emulator = await startEmulator();
  await cp(new URL("runtime/consumer.js", import.meta.url), join(installed.folder, "consumer.js"));
  images.photo = (await readFile(new URL("../../fixtures/photos/two.jpg", import.meta.url))).toString("base64");
  images.turned = (await readFile(new URL("../../fixtures/photos/phone.jpg", import.meta.url))).toString("base64");
  images.svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>').toString("base64");
  images.wide = encodePng(4000, 8).toString("base64");
  service = await serve(async (request) => {
    const [, end, ms] = request.url.split("/");
    posts.push(`${end}/${ms} ${request.url.includes("stream") ? "stream" : "unary"}`);
    for await (const _ of request);
    setTimeout(() => (end === "close" ? request.socket.destroy() : request.socket.resetAndDestroy()), Number(ms));
  });
});
after(() => Promise.all([installed?.remove(), emulator?.close(), service?.close()]));

for (const [name, { program, words, refused }] of Object.entries(RUNTIMES)) {
  describe(name, () => {
    let outcomes;
    before(async () => {
      posts = [];
      const services = { emulator: emulator.url, refused: await unreachable() };
      for (const end of ENDS) services[end] = `${service.url}/${end}`;
      const settings = JSON.stringify({ services, images });
      // A program that does not exit by itself is killed after the timeout, and the test fails.
      const run = promisify(execFile)(await program(), [...words, "consumer.js", settings], { cwd: installed.folder, timeout: 120_000 });
      outcomes = JSON.parse((await run).stdout);
    });

    test("images are made, streamed and edited, and the program ends by itself", () => {
      for (const call of ["emulator unary", "emulator stream", "photo", "wide", "sandbox"]) {
        const { mimeType, width, height, inspected, message } = outcomes[call];
        assert.match(mimeType ?? message, /^image\/(png|jpeg)$/, call);
        assert.ok(width >= 512 && height >= 512, call);
        assert.deepEqual(inspected, [width, height], call);
      }
    });

    test("a photo that is stored turned, which nothing here can turn, is refused unless its metadata is kept", () => {
      const { code, message, attempts } = outcomes.turned;
      assert.deepEqual([code, attempts], ["unsupported-input", 0], message);
      assert.match(message, /turn.*keepMetadata/);
      assert.ok(outcomes["turned, kept"].width >= 512, outcomes["turned, kept"].message);
      assert.equal(outcomes.svg.code, "unsupported-input");
    });

    test("a connection that is refused is tried again, keeps fetch's cause and speaks of no browser", () => {
      for (const call of ["refused unary", "refused stream"]) {
        const { code, message, retryable, attempts, cause } = outcomes[call];
        assert.deepEqual([code, retryable, attempts], ["network", true, 3], `${call}: ${message}`);
        assert.ok(cause?.isError, call);
        assert.match(`${cause.code} ${cause.message}`, refused, call);
        assert.match(message, /nothing was sent/);
        assert.doesNotMatch(message, /CORS|browser|billed/i);
      }
    });

    test("a connection that dies after the request is one POST, keeps fetch's cause and may have been billed", () => {
      for (const end of ENDS) {
        for (const call of [`${end} unary`, `${end} stream`]) {
          const { code, message, retryable, attempts, cause } = outcomes[call];
          assert.deepEqual([code, retryable, attempts], ["network", false, 1], `${call}: ${message}`);
          assert.deepEqual(posts.filter((post) => post === call), [call]);
          assert.ok(cause?.isError && (cause.code || cause.message), `${call}: ${JSON.stringify(cause)}`);
          assert.match(message, /may have been billed/);
          assert.doesNotMatch(message, /CORS|browser/i);
        }
      }
    });
  });
}
