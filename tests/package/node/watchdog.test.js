// The timeout for an unresponsive wasm module, with a mocked clock.

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Watchdog } from "../../../crates/core/npm/watchdog.js";

const SECOND = 1000;
let now, ended;

beforeEach(() => {
  [now, ended] = [0, undefined];
  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(performance, "now", () => now);
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

function pass(ms) {
  for (const end = now + ms; now < end; ) {
    now += SECOND;
    mock.timers.tick(SECOND);
  }
}

function watched(options, startMs = 0) {
  const watchdog = new Watchdog(options);
  const { apiKey } = options;
  watchdog.start((error) => (ended = error), startMs);
  return { watchdog, onProgress: (progress) => watchdog.onProgress(progress), apiKey: apiKey && watchdog.paused(apiKey) };
}

test("silence ends a call ten seconds after timeoutMs, and each progress puts that off", () => {
  const { watchdog, onProgress } = watched({ timeoutMs: 5 * SECOND });
  pass(14 * SECOND);
  onProgress({ phase: "waiting", attempt: 2 });
  pass(14 * SECOND);
  assert.equal(ended, undefined);
  pass(2 * SECOND);
  const { code, retryable, attempts } = ended;
  assert.deepEqual([code, retryable, attempts, watchdog.attempts], ["timeout", false, 2, 2]);
});

test("the wait before another attempt, the reading of inputs and the key function are no silence", async () => {
  const { onProgress } = watched({ timeoutMs: 5 * SECOND });
  onProgress({ phase: "retrying", attempt: 1, retryInMs: 60 * SECOND });
  pass(74 * SECOND);
  onProgress({ phase: "preparing", attempt: 1 });
  pass(1000 * SECOND);
  assert.equal(ended, undefined);
  let give;
  const asking = watched({ timeoutMs: 5 * SECOND, apiKey: () => new Promise((resolve) => (give = resolve)) });
  const key = asking.apiKey();
  pass(1000 * SECOND);
  assert.equal(ended, undefined);
  give("sk-x");
  assert.equal(await key, "sk-x");
  pass(14 * SECOND);
  assert.equal(ended, undefined);
  pass(2 * SECOND);
  assert.equal(ended.code, "timeout");
});

test("a page that was asleep hears the news first", () => {
  watched({ timeoutMs: 5 * SECOND });
  now += 3600 * SECOND;
  mock.timers.tick(15 * SECOND);
  assert.equal(ended, undefined);
  pass(11 * SECOND);
  assert.equal(ended.code, "timeout");
});

test("no limit where there is none, none once the call is over, and a longer one for a worker that begins", () => {
  watched({ timeoutMs: 0 });
  watched({ timeoutMs: 5 * SECOND }).watchdog.stop();
  watched({ timeoutMs: "5000" });
  pass(1000 * SECOND);
  assert.equal(ended, undefined);
  watched({ timeoutMs: 5 * SECOND }, 60 * SECOND);
  pass(74 * SECOND);
  assert.equal(ended, undefined);
  pass(2 * SECOND);
  assert.equal(ended.code, "timeout");
});
