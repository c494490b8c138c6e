// Fuzzes the shipped module in Chromium: random exchanges of `crates/properties` through the public API, in the page
// and in its worker, whole and as streams. Runs for a minute, or for an hour with TINTYPE_LONG=1. TINTYPE_SEED
// reproduces an earlier run.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { startSite } from "../faults/harness.js";
import { BROWSERS } from "../harness/browsers.js";
import { serveExchanges } from "./exchanges.js";

const LONG = Boolean(process.env.TINTYPE_LONG);
const FOR_MS = LONG ? 3_550_000 : 45_000;
const FIRST_SEED = Number(process.env.TINTYPE_SEED ?? Date.now() % 1_000_000_000);
const AT_ONCE = 32;
/** The limit of the page's wasm memory for any data; wasm memory never shrinks. */
const MAX_WASM_BYTES = 64 << 20;

const MODES = [
  { place: "page", mode: "whole" },
  { place: "page", mode: "stream" },
  { place: "worker", mode: "whole" },
  { place: "worker", mode: "stream" },
];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

let site, service, page, codes;
before(async () => {
  [site, service] = await Promise.all([startSite(here("../leaks/site/"), here("./fuzz/")), serveExchanges()]);
  codes = await errorCodes();
  page = await site.open(BROWSERS.find(({ name }) => name === "Chromium").launch);
});
after(async () => {
  await page?.close();
  await Promise.all([site, service].map((server) => server?.close()));
});

/** Parses the error codes from the package's types. */
async function errorCodes() {
  const types = await readFile(new URL("../../crates/core/npm/types.d.ts", import.meta.url), "utf8");
  const [, union] = /export type ErrorCode =([\s\S]+?);\n/.exec(types);
  return [...union.matchAll(/"([a-z-]+)"/g)].map(([, code]) => code);
}

const batch = (exchanges, modes, known) => page.evaluate(
  "([exchanges, modes, given]) => cases.batch(exchanges, modes, given)",
  [exchanges, modes, { baseUrls: service.urls, codes: known }],
);

/** Asserts all invariants for these seeds. Returns the kinds of their exchanges and the size of the wasm memory. */
async function play(seeds) {
  const exchanges = await Promise.all(seeds.map((seed) => service.exchange(seed)));
  const callOptions = exchanges.map(({ seed, kind, options }) => ({ seed, kind, options }));
  const { failures, thrown, isAlive, urls, wasmBytes } = await batch(callOptions, MODES, codes);
  const name = `seeds ${seeds[0]} to ${seeds.at(-1)}`;
  assert.deepEqual(failures, [], name);
  assert.deepEqual(thrown, [], name);
  assert.ok(isAlive, `the module no longer answers: ${name}`);
  assert.equal(urls, 0, `blob: URLs that are not revoked: ${name}`);
  assert.ok(wasmBytes <= MAX_WASM_BYTES, `${wasmBytes} bytes of wasm memory: ${name}`);
  return { wasmBytes, kinds: exchanges.map(({ kind }) => kind) };
}

test("random exchanges end as they should, and leave nothing behind", async (context) => {
  context.diagnostic(`first seed ${FIRST_SEED}`);
  const end = Date.now() + FOR_MS;
  const kinds = {};
  let [seed, most] = [FIRST_SEED, 0];
  while (Date.now() < end) {
    const played = await play(Array.from({ length: AT_ONCE }, () => seed++));
    most = Math.max(most, played.wasmBytes);
    for (const kind of played.kinds) kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (LONG && (seed - FIRST_SEED) % 3200 === 0) console.log(`${seed - FIRST_SEED} exchanges`);
  }
  const exchanges = seed - FIRST_SEED;
  context.diagnostic(`${exchanges} exchanges in ${MODES.length * exchanges} calls, at most ${(most / 1024 / 1024).toFixed(1)} MB of wasm memory: ${JSON.stringify(kinds)}`);
  assert.equal(Object.keys(kinds).length, 10);
});

test("broken invariants are detected", async () => {
  const refused = [{ seed: 1, kind: "none", options: { prompt: "a fox", n: -1 } }];
  assert.deepEqual((await batch(refused, MODES, codes)).failures, []);
  const seen = (await batch(refused, MODES, [])).failures.map(({ what }) => what);
  assert.deepEqual(seen, MODES.map(() => "an unknown code: invalid-options"));
});
