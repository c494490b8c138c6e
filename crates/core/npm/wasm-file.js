// The file of a wasm module: read or fetched, and compiled; and the reason why it could not be.

import { base } from "./address.js";
import { unlessForbidden } from "./policy.js";
import { originalUrl } from "./sandbox/asset-url.js";
import { readFile } from "./sandbox/read-file.js";
import { here } from "./wasm/urls.js";

/** Compiles the source that init() was given. */
export async function compiled(source) {
  const resolved = await source;
  if (isModule(resolved)) return resolved;
  if (isAddress(resolved)) return compiledAt(String(new URL(resolved, base())));
  if (typeof Request === "function" && resolved instanceof Request) return compiledAt(resolved.url, resolved);
  return typeof resolved.arrayBuffer === "function" ? compiledFrom(resolved) : WebAssembly.compile(resolved);
}

/** Compiles the file beside the script, whose address a bundler may have rewritten. */
export async function compiledNextTo(file, name) {
  // Asked in Node alone: Vite 4 takes it from the document, which workers have none of.
  const script = isNode() ? here() : undefined;
  if (!script?.startsWith("file:")) return compiledAt(String(originalUrl(file(), `wasm/${name}`) ?? file()));
  // By another name, which bundlers leave alone: Next.js gives addresses of its own server in place of `new URL`.
  const Address = globalThis.URL;
  const places = [file(), new Address(name, script), new Address(`wasm/${name}`, script)];
  return WebAssembly.compile(await firstFile(places.map(String).filter(isFile)));
}

const isNode = () => Boolean(globalThis.process?.versions?.node);
/** By its name: a module may be of another realm, too. */
const isModule = (source) => Object.prototype.toString.call(source) === "[object WebAssembly.Module]";
/** By its members: an address may be of another realm, as in a test environment that has its own. */
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
  // Browsers refuse to compile any other type as it comes, and hosts exist that know none of the type.
  const canStream = "compileStreaming" in WebAssembly && /^application\/wasm\s*(;|$)/i.test(type);
  return canStream ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {string[]} places */
async function firstFile([place, ...others]) {
  return readFile(place).catch((error) => (others.length > 0 && error.code === "ENOENT" ? firstFile(others) : Promise.reject(error)));
}

/**
 * Each reason by what the engines say of it, what helps, and whether it can pass by itself.
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

/** `[sentence, retryable]`: the reason of a failure to load with what helps, and whether it can pass by itself. */
export function whyNotLoaded(cause) {
  const message = String(cause?.message ?? cause ?? "");
  const [, advice, retryable] = REASONS.find(([sign]) => sign.test(`${cause?.name}: ${message}`)) ?? [undefined, "", true];
  return [`${advice} ${message}`.trim(), retryable];
}
