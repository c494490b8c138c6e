// Two hundred concurrent responses of 2 MB through the proxy in Node and in workerd. Memory stays flat, responses are
// not mixed up, and clients that disconnect cancel their requests to the service.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent, request as send } from "node:http";
import { after, before, describe, test } from "node:test";

import { serve } from "../harness/server.js";
import { installProxies } from "./servers.js";

const PATH = "/v1beta/models/gemini-2.5-flash-image:generateContent";
const MEGABYTE = 1 << 20;
const AT_ONCE = 200;
const ANSWER_BYTES = 2 * MEGABYTE;
const JSON_TYPE = { "content-type": "application/json" };

let installed, upstream;
/** The number of open requests at the service. */
let open = 0;
let left = 0;

before(async () => {
  installed = await installProxies();
  // A long keep-alive, because a connection closed by the service during a request would cause unrelated failures.
  upstream = await serve(async (request, response) => {
    open += 1;
    response.on("close", () => {
      open -= 1;
      if (!response.writableFinished) left += 1;
    });
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    response.writeHead(200, JSON_TYPE);
    const { id, isEndless } = JSON.parse(Buffer.concat(chunks));
    const answer = letters(id, ANSWER_BYTES);
    const write = () => {
      if (isEndless) while (!response.destroyed && response.write(answer.subarray(0, 65_536)));
    };
    if (!isEndless) return response.end(answer);
    response.on("drain", write);
    write();
  }, { keepAliveTimeout: 600_000 });
});
after(async () => {
  await upstream?.close();
  await installed?.remove();
});

/** Generates bytes unique to one request: a repeated digest. */
const letters = (id, length) => Buffer.alloc(length, createHash("sha256").update(String(id)).digest("base64"));
const PERIOD = 44;

/** Sends a request and returns the response's stream. */
function post(proxy, body, agent) {
  return new Promise((resolve, reject) => {
    const request = send(proxy.url + PATH, { method: "POST", headers: JSON_TYPE, agent }, (response) => resolve({ request, response }));
    request.on("error", reject).end(JSON.stringify(body));
  });
}

async function take(proxy, id, agent) {
  const { response } = await post(proxy, { id, picture: "x".repeat(100_000) }, agent);
  const expected = letters(id, PERIOD * 2_000);
  let length = 0;
  let isOwn = response.statusCode === 200;
  for await (const chunk of response) {
    for (let at = 0; at < chunk.length; at += 65_536) {
      const part = chunk.subarray(at, at + 65_536);
      const start = (length + at) % PERIOD;
      isOwn &&= part.equals(expected.subarray(start, start + part.length));
    }
    length += chunk.length;
  }
  return isOwn && length === ANSWER_BYTES ? "its own" : `${response.statusCode} with ${length} bytes`;
}

async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

/** Returns the peak memory of a process during `work`. */
async function peakDuring(pid, work) {
  let peak = await memoryOf(pid);
  const timer = setInterval(async () => (peak = Math.max(peak, await memoryOf(pid))), 50);
  const outcome = await work().finally(() => clearInterval(timer));
  return { peak, outcome };
}

async function until(isTrue, what) {
  const end = Date.now() + 60_000;
  while (!isTrue()) {
    assert.ok(Date.now() < end, what());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

for (const [runtime, name] of [["Node", "proxy.mjs"], ["workerd", "worker.mjs"]]) {
  describe(runtime, () => {
    let proxy;
    before(async () => (proxy = await installed.start(name, upstream.url)));
    after(() => proxy?.close());

    test("two hundred answers at once, each whole and its own, in memory that does not grow with them", async (t) => {
      const agent = new Agent({ maxSockets: AT_ONCE });
      const round = (number) => Promise.all(Array.from({ length: AT_ONCE }, (_, id) => take(proxy, `${number} ${id}`, agent)));
      const first = await peakDuring(proxy.pid, () => round(1));
      const second = await peakDuring(proxy.pid, () => round(2));
      agent.destroy();
      for (const { outcome } of [first, second]) assert.deepEqual(outcome.filter((answered) => answered !== "its own"), []);
      t.diagnostic(`peaks of ${first.peak / MEGABYTE} and ${second.peak / MEGABYTE} MB, for ${(AT_ONCE * ANSWER_BYTES) / MEGABYTE} MB of answers a round`);
      assert.ok(second.peak < 300 * MEGABYTE && second.peak < first.peak + 60 * MEGABYTE, `${second.peak / MEGABYTE} MB after ${first.peak / MEGABYTE}`);
    });

    test("two hundred visitors who do not read, and then leave, fill no memory and leave no request behind", async (t) => {
      await until(() => open === 0, () => `${open} requests are open`);
      left = 0;
      const agent = new Agent({ maxSockets: AT_ONCE });
      const before = await memoryOf(proxy.pid);
      const { peak, outcome } = await peakDuring(proxy.pid, async () => {
        const responses = await Promise.all(Array.from({ length: AT_ONCE }, (_, id) => post(proxy, { id, isEndless: true }, agent)));
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        return responses;
      });
      t.diagnostic(`${before / MEGABYTE} MB before, ${peak / MEGABYTE} MB without readers`);
      for (const { request, response } of outcome) {
        response.on("error", () => {});
        request.on("error", () => {}).destroy();
      }
      await until(() => open === 0, () => `${open} requests to the service go on`);
      assert.equal(left, AT_ONCE);
      assert.ok(peak - before < AT_ONCE * MEGABYTE, `${(peak - before) / MEGABYTE} MB more`);
    });
  });
}
