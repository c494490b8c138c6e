// Runs random exchanges through the public API, whole and as streams, in the page and in the worker. Checks the
// invariants of every exchange, and reports violations with their seed.

import { Client, inspect, isTintypeError } from "tintype";

const thrown = [];
addEventListener("unhandledrejection", (event) => thrown.push(`unhandled rejection: ${event.reason?.stack ?? event.reason}`));
addEventListener("error", (event) => thrown.push(`uncaught error: ${event.message}`));

const clients = { page: new Client(), worker: new Client({ worker: true }) };
const RASTER = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/avif", "image/heic", "image/heif"];
const EVENTS = ["text", "thought", "image", "progress"];
/** The timeout of a call, for responses that stall. */
const TIMEOUT_MS = 1500;
/** The time in which every call has to settle, even on a busy machine. */
const SETTLES_MS = 60_000;

/** Runs one exchange in one place and mode. Returns a description of the violated invariant, or `undefined`. */
async function check({ seed, options }, { place, mode }, { baseUrls, codes }) {
  const callOptions = { ...revived(options), baseUrl: baseUrls[seed % baseUrls.length], auth: "none", headers: { "x-seed": `${seed}` }, retry: false, timeoutMs: TIMEOUT_MS };
  try {
    const outcome = await settled(mode === "stream" ? streamed(place, callOptions) : clients[place].generate(callOptions));
    try {
      return await judged(outcome);
    } finally {
      outcome.dispose();
    }
  } catch (error) {
    if (!isTintypeError(error)) return `an error of another kind: ${error?.stack ?? error}`;
    if (!codes.includes(error.code)) return `an unknown code: ${error.code}`;
    if (typeof error.message !== "string" || error.message === "") return "an error without a message";
  }
}

async function streamed(place, callOptions) {
  const stream = clients[place].stream(callOptions);
  for await (const { type } of stream) if (!EVENTS.includes(type)) throw new Error(`an unknown event: ${type}`);
  return stream.result();
}

async function settled(call) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("the call does not settle")), SETTLES_MS)));
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Checks that every image is a raster image by its bytes and its Blob's type, and that the texts are strings. */
async function judged({ images, drafts, text, parts, warnings, failures }) {
  if (typeof text !== "string" || !Array.isArray(parts)) return "an outcome without text or parts";
  for (const { code, message } of warnings) if (!code || !message) return "a warning that says nothing";
  for (const failure of failures) if (!isTintypeError(failure)) return `a failure of another kind: ${failure}`;
  for (const { blob, mimeType, byteLength, url } of [...images, ...drafts]) {
    if (!RASTER.includes(mimeType) || blob.type !== mimeType) return `an image of type ${mimeType} in a Blob of ${blob.type}`;
    if (blob.size !== byteLength || byteLength === 0) return `an image of ${byteLength} bytes in a Blob of ${blob.size}`;
    const seen = await inspect(blob);
    if (seen.mimeType !== mimeType) return `an image of type ${mimeType} with the bytes of ${seen.mimeType}`;
    if (!url.startsWith("blob:")) return `an image at ${url}`;
  }
}

/** Restores values that JSON cannot represent: bytes, and numbers such as Infinity. */
function revived(value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value.$number === "string") return Number(value.$number.replace("inf", "Infinity"));
  if (typeof value.$bytes === "string") return Uint8Array.from(atob(value.$bytes), (character) => character.charCodeAt(0));
  const members = Object.entries(value).map(([name, member]) => [name, revived(member)]);
  return Object.fromEntries(members);
}

/** Runs exchanges concurrently in all these modes. Returns the violations by seed, and the remaining resources. */
export async function batch(exchanges, modes, given) {
  const failures = [];
  const one = async (exchange, how) => {
    const what = await check(exchange, how, given).catch((error) => `the check failed: ${error?.stack ?? error}`);
    if (what) failures.push({ seed: exchange.seed, kind: exchange.kind, ...how, what });
  };
  await Promise.all(modes.flatMap((how) => exchanges.map((exchange) => one(exchange, how))));
  const alive = await Promise.all(Object.values(clients).map((client) => goodCall(client, given)));
  const { urls, wasmBytes } = globalThis.counts();
  return { failures, thrown: thrown.splice(0), isAlive: alive.every(Boolean), urls, wasmBytes };
}

/** Whether a valid response still yields its picture. */
async function goodCall(client, { baseUrls }) {
  const result = await settled(client.generate({ baseUrl: baseUrls[0], auth: "none", prompt: "a fox", retry: false }));
  const { length } = result.images;
  result.dispose();
  return length === 1;
}
