// Loading and compilation of wasm files, and explanations of failures.

import { base } from "./address.js";
import { unlessForbidden } from "./policy.js";
import { originalUrl } from "./sandbox/asset-url.js";
import { readFile } from "./sandbox/read-file.js";
import { here } from "./wasm/urls.js";

/** Compiles the source that was passed to init(). */
export async function compiled(source) {
  const resolved = await source;
  if (isModule(resolved)) return resolved;
  if (isAddress(resolved)) return compiledAt(String(new URL(resolved, base())));
  if (typeof Request === "function" && resolved instanceof Request) return compiledAt(resolved.url, resolved);
  return typeof resolved.arrayBuffer === "function" ? compiledFrom(resolved) : WebAssembly.compile(resolved);
}

/** Compiles the file beside the script, whose address a bundler may have rewritten. */
export async function compiledNextTo(file, name) {
  // Call here() only in Node, because Vite 4 derives it from the document, which workers do not have.
  const script = isNode() ? here() : undefined;
  if (!script?.startsWith("file:")) return compiledAt(String(originalUrl(file(), `wasm/${name}`) ?? file()));
  // Use an alias that bundlers do not recognize, because Next.js replaces `new URL` with a URL on its own server.
  const Address = globalThis.URL;
  const places = [file(), new Address(name, script), new Address(`wasm/${name}`, script)];
  return WebAssembly.compile(await firstFile(places.map(String).filter(isFile)));
}

const isNode = () => Boolean(globalThis.process?.versions?.node);
/** Compares the type name, because a module may come from another realm. */
const isModule = (source) => Object.prototype.toString.call(source) === "[object WebAssembly.Module]";
/** Checks for `href`, because a URL may come from another realm, as in test environments with their own globals. */
const isAddress = (source) => typeof source === "string" || typeof source?.href === "string";
const isFile = (address) => address.startsWith("file:");

async function compiledAt(address, request = address) {
  if (isFile(address)) return WebAssembly.compile(await firstFile([address]));
  return compiledFrom(await unlessForbidden("connect-src", address, () => fetch(request)));
}

async function compiledFrom(response) {
  if (!response.ok) throw new Error(`The answer was HTTP status ${response.status}.`);
  const type = response.headers.get("content-type") ?? "";
  if (/^text\/html/i.test(type)) throw new Error("The answer was of type text/html.");
  // Streaming compilation fails for any other type, and some hosts do not know the type of wasm files.
  const canStream = "compileStreaming" in WebAssembly && /^application\/wasm\s*(;|$)/i.test(type);
  return canStream ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {string[]} places */
async function firstFile([place, ...others]) {
  return readFile(place).catch((error) => (others.length > 0 && error.code === "ENOENT" ? firstFile(others) : Promise.reject(error)));
}

/**
 * The known reasons, each with a pattern of the engines' messages, advice, and whether a retry may succeed.
 * @type {[sign: RegExp, advice: string, retryable: boolean][]}
 */
const REASONS = [
  [/unsafe-eval|Content Security Policy|blocked by CSP/i, "The page's Content Security Policy forbids it: add 'wasm-unsafe-eval' to script-src.", false],
  [/LinkError|Import #|import (object|\.\/)/, "It is of another build than the script; serve the files of one version, and let no cache keep an older one.", false],
  [/connect-src/, "The page's Content Security Policy forbids to fetch it: add its origin to connect-src.", false],
  [/magic|doesn't start with|'\\0asm'|text\/html/i, "Another file was served in its place, such as an HTML page. A dev server may have moved the script: leave tintype out of its optimized dependencies.", false],
  [/ENOENT|no such file|Invalid URL|cannot be parsed as a URL/i, "A bundler has moved the script away from it: give its bytes to init().", false],
  [/is not defined|Can't find variable/, "This environment lacks something that browsers and Node have: Jest's own jsdom needs jest-fixed-jsdom, and Safari's Lockdown Mode has no WebAssembly.", false],
  [/HTTP status 4/, "The file is not there: a bundler has moved the script away from it, or the host has none of it.", false],
  [/fetch|Load failed|NetworkError/i, "It could not be fetched; connect-src of the page's Content Security Policy and, from another origin, its CORS headers must allow it.", true],
];

/** Returns `[sentence, retryable]`, the reason for a failed load with advice, and whether a retry may succeed. */
export function whyNotLoaded(cause) {
  const message = String(cause?.message ?? cause ?? "");
  const [, advice, retryable] = REASONS.find(([sign]) => sign.test(`${cause?.name}: ${message}`)) ?? [undefined, "", true];
  return [`${advice} ${message}`.trim(), retryable];
}
