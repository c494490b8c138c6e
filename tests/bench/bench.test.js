// Checks that the benchmark runs: one run with the small picture and a few contestants. Speed is not tested.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { bundleContestants, shippedBytes } from "./bundles.js";
import { runWorks } from "./rounds.js";
import { startServer } from "./server-process.js";
import { chosenWorks } from "./works.js";

let bundles, server;
before(async () => {
  bundles = await mkdtemp(join(tmpdir(), "tintype-bench-"));
  await bundleContestants(bundles);
  server = await startServer(bundles);
});
after(async () => {
  await server?.close();
  await rm(bundles, { recursive: true, force: true });
});

/** Returns the only sample of each contestant, after asserting that none failed. */
async function samples(filter) {
  const done = await runWorks({ works: chosenWorks(filter), runs: 1, server, log: () => {} });
  assert.ok(done.length > 0);
  return done.flatMap((work) =>
    Object.entries(work.samples).map(([name, [sample]]) => {
      assert.equal(sample.error, undefined, `${work.id}, ${name}`);
      return { name, ...sample };
    }),
  );
}

const isTime = (value) => Number.isFinite(value) && value > 0;

function assertReceived({ urlMs, decodedMs, mainThreadMs, longestTaskMs, peakBytes }) {
  assert.ok([urlMs, mainThreadMs, longestTaskMs].every(isTime));
  assert.ok(decodedMs >= urlMs);
  assert.ok(longestTaskMs <= mainThreadMs);
  // A picture of 2 MB occupies at least its own bytes; only Linux reports the memory.
  if (process.platform === "linux") assert.ok(peakBytes > 1e6, `${peakBytes} bytes`);
}

test("every contestant receives a picture, in one answer and streamed", async () => {
  const found = await samples("receive 2mb full");
  found.forEach(assertReceived);
  const inPage = found.filter(({ name }) => name === "tintype");
  assert.equal(inPage.length, 2);
  assert.ok(inPage.every(({ wasmBytes }) => wasmBytes >= 1 << 16));
});

test("the slow server takes the time that 2.7 MB take at 100 Mbit/s", async () => {
  const [sample] = await samples("2mb unary 100mbit tintype");
  assert.ok(sample.urlMs >= 200, `${sample.urlMs} ms`);
});

test("every contestant sends ten pictures, whole", async () => {
  const found = await samples("10x1mb");
  assert.ok(found.every(({ requestBytes }) => requestBytes > 10e6));
  assert.ok(found.every(({ arrivedMs, onItsWayMs }) => arrivedMs >= onItsWayMs));
});

test("every contestant keeps a conversation, and sends its pictures back", async () => {
  // The five requests contain zero, one, two, three and four pictures.
  assert.ok((await samples("chat")).every(({ requestBytes }) => requestBytes > 10 * 2.6e6));
});

test("sixteen pictures are drawn at once", async () => {
  (await samples("many tintype tintype-worker")).forEach(assertReceived);
});

test("libraries load, cold and from the cache", async () => {
  assert.ok((await samples("load")).every(({ coldMs, cachedMs }) => isTime(coldMs) && isTime(cachedMs)));
});

test("Firefox gives the times", async () => {
  const found = await samples("firefox unary floor tintype");
  assert.ok(found.every(({ urlMs, decodedMs }) => isTime(urlMs) && decodedMs >= urlMs));
});

test("the bytes of a call are counted for each library", async () => {
  for (const { raw, gzip, brotli } of Object.values(await shippedBytes(5))) {
    assert.ok(raw > gzip && gzip > brotli && brotli > 1000);
  }
});
