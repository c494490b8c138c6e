// The file of a wasm module: its place where init() named none, and the reason why it could not be loaded.

import { leftBehind } from "./sandbox/place.js";

/**
 * The bytes of the file in Node, its address where the script was taken elsewhere without it, or undefined: then it lies
 * beside the script. `file` gives the address that a bundler may have rewritten.
 */
export async function placeOf(file, name) {
  if (!globalThis.process?.versions?.node) return leftBehind(file(), `wasm/${name}`);
  if (!import.meta.url?.startsWith("file:")) return undefined;
  // By another name, which bundlers leave alone: Next.js gives addresses of its own server in place of `new URL`.
  const Address = globalThis.URL;
  const places = [file(), new Address(`wasm/${name}`, import.meta.url), new Address(name, import.meta.url)];
  return firstFile(places.filter((place) => place instanceof Address && place.protocol === "file:"));
}

// Node's fetch reads no file: addresses. Named by a variable, so that bundlers for browsers leave it alone.
async function firstFile([place, ...others]) {
  const files = "node:fs/promises";
  const { readFile } = await import(/* webpackIgnore: true */ /* @vite-ignore */ files);
  return readFile(place).catch((error) => (others.length > 0 && error.code === "ENOENT" ? firstFile(others) : Promise.reject(error)));
}

/** Each reason by what the engines say of it, what helps, and whether it can pass by itself. */
const REASONS = [
  [/unsafe-eval|Content Security Policy|blocked by CSP/i, "The page's Content Security Policy forbids it: add 'wasm-unsafe-eval' to script-src.", false],
  [/magic|doesn't start with|'\\0asm'/i, "Another file was served in its place, such as an HTML page. A dev server may have moved the script: leave tintype out of its optimized dependencies.", false],
  [/ENOENT|no such file|Invalid URL/i, "A bundler has moved the script away from it: give its bytes to init().", false],
  [/fetch|Load failed|NetworkError/i, "It could not be fetched; connect-src of the page's Content Security Policy and, from another origin, its CORS headers must allow it.", true],
];

/** `[sentence, retryable]`: the reason of a failure to load with what helps, and whether it can pass by itself. */
export function whyNotLoaded(cause) {
  const told = String(cause?.message ?? cause ?? "");
  const [, advice, retryable] = REASONS.find(([sign]) => sign.test(told)) ?? [undefined, "", true];
  return [`${advice} ${told}`.trim(), retryable];
}
