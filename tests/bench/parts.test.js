// The parts of the benchmark that need no browser: pictures, bodies, pacing, works, traces.

import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { test } from "node:test";

import { decodePng } from "../harness/png.js";
import { fieldOf } from "./memory.js";
import { allowed, sendPaced } from "./pacing.js";
import { noisyPng } from "./pictures.js";
import { betweenPageAndServer } from "./rounds.js";
import { mainThread } from "./trace.js";
import { CONTESTANTS, WORKS, chosenWorks, inOrderOf } from "./works.js";

test("a picture is a whole PNG of the size that it is named for, the same each time", () => {
  const png = noisyPng("2mb");
  assert.ok(Math.abs(png.length - 2e6) < 2e4, `${png.length} bytes`);
  assert.deepEqual([decodePng(png).width, decodePng(png).height], [816, 816]);
  assert.ok(png.equals(noisyPng("2mb")));
});

test("the clock allows as many bytes as the speed earns, and no step is large", () => {
  assert.equal(allowed(2, 12_500, 0, 1e9), 25_000);
  assert.equal(allowed(2, 12_500, 30_000, 1e9), 30_000);
  assert.equal(allowed(1e6, 12_500, 5, 100), 100);
  assert.equal(allowed(0, Infinity, 7, 1e9), 7 + (1 << 20));
});

test("every byte is sent in its order, paced or not", async () => {
  const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
  for (const bytesPerMs of [undefined, 50_000]) {
    const target = new PassThrough();
    const [received] = await Promise.all([target.toArray(), sendPaced(target, bytes, bytesPerMs)]);
    assert.ok(Buffer.concat(received).equals(bytes));
  }
});

test("works have names of their own, and contestants that exist", () => {
  assert.equal(new Set(WORKS.map(({ id }) => id)).size, WORKS.length);
  assert.ok(WORKS.every(({ contestants }) => contestants.every((name) => name in CONTESTANTS)));
});

test("a filter leaves the works with all of its words, and the contestants it names", () => {
  const [only, ...others] = chosenWorks("2mb unary full floor tintype");
  assert.deepEqual([only.id, only.contestants, others], ["receive 2mb unary full", ["floor", "tintype"], []]);
  assert.equal(chosenWorks().length, WORKS.length);
  assert.ok(chosenWorks("firefox").every(({ browser }) => browser === "firefox"));
  assert.deepEqual(chosenWorks("5mb"), []);
});

test("each contestant begins a round in turn", () => {
  const orders = [0, 1, 2, 3].map((round) => inOrderOf(round, ["a", "b", "c"]).join(""));
  assert.deepEqual(orders, ["abc", "bca", "cab", "abc"]);
});

test("only the page's own main thread counts, and only between the marks", () => {
  const page = { pid: 7, tid: 1 };
  const task = (thread, ts, dur) => ({ ...thread, name: "RunTask", ts, dur });
  const events = [
    {
      name: "TracingStartedInBrowser",
      pid: 1,
      args: {
        data: {
          frames: [
            { url: "other", processId: 8 },
            { url: "page", processId: 7 },
          ],
        },
      },
    },
    { ...page, name: "thread_name", args: { name: "CrRendererMain" } },
    { ...page, name: "bench-start", ts: 1000 },
    { ...page, name: "bench-end", ts: 9000 },
    task(page, 0, 900),
    task(page, 900, 1100),
    task(page, 3000, 4000),
    task({ pid: 7, tid: 2 }, 3000, 5000),
    task({ pid: 8, tid: 1 }, 3000, 5000),
    task(page, 8500, 5000),
  ];
  assert.deepEqual(mainThread(events, "page"), { pid: 7, mainThreadMs: 5.5, longestTaskMs: 4 });
});

test("page and server are compared by the last of the answers", () => {
  const marks = [
    { headersAt: 110, arrivedAt: 115, lastByteAt: 150, requestBytes: 3 },
    { headersAt: 120, arrivedAt: 130, lastByteAt: 190, requestBytes: 4 },
  ];
  assert.deepEqual(betweenPageAndServer({ startedAt: 100, urlAt: 200 }, marks), {
    onItsWayMs: 10,
    arrivedMs: 30,
    lastByteToUrlMs: 10,
    requestBytes: 7,
  });
  assert.deepEqual(betweenPageAndServer({ coldMs: 3 }, []), {});
});

test("a field of a process's status is read in bytes", () => {
  assert.equal(fieldOf("Name:\tx\nVmHWM:\t    1700 kB\nVmRSS:\t     900 kB\n", "VmRSS"), 900 * 1024);
});
