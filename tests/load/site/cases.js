// Heavy load in the page or in the package's worker. Each case returns plain data, and marks the start and end of its
// work.

import { Client } from "tintype";

const thrown = [];
addEventListener("unhandledrejection", (event) => thrown.push(`unhandled: ${event.reason?.stack ?? event.reason}`));
addEventListener("error", (event) => thrown.push(`uncaught: ${event.message}`));

const DEFAULTS = { apiKey: "sk-load", prompt: "a lighthouse at dusk", retry: false };
const MEGABYTE = 1 << 20;

/** The results that the page shows until `letGo`. */
let shown = [];
let clients = [];

function client(options) {
  clients.push(new Client({ ...DEFAULTS, ...options }));
  return clients.at(-1);
}

async function marked(work) {
  performance.mark("bench-start");
  const done = await work();
  performance.mark("bench-end");
  return done;
}

/** Loads everything that a call needs, so that only the work itself is measured. */
export async function warmUp({ baseUrl, worker }) {
  (await client({ baseUrl, worker }).generate()).dispose();
}

/** Requests `count` pictures concurrently, half of them as streams. Returns the sizes of the pictures. */
export async function answers({ baseUrl, worker, count }) {
  const one = client({ baseUrl, worker });
  const runCase = (_, at) => (at % 2 ? one.stream({}).result() : one.generate());
  shown = await marked(() => Promise.all(Array.from({ length: count }, runCase)));
  return shown.map(({ image }) => ({ bytes: image.blob.size, url: image.url.slice(0, 5), size: [image.width, image.height] }));
}

/** Returns the distinct digests of the displayed pictures. */
export async function digests() {
  const found = new Set();
  for (const { image } of shown) {
    const digest = await crypto.subtle.digest("SHA-256", await image.blob.arrayBuffer());
    found.add(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return [...found];
}

/**
 * Runs a conversation of `turns` turns, each with a picture. Returns the number of turns, and when images were omitted.
 */
export async function conversation({ baseUrl, worker, turns, maxBytes }) {
  const chat = client({ baseUrl, worker, input: { maxBytes } }).chat();
  const warnings = [];
  await marked(async () => {
    for (let turn = 0; turn < turns; turn++) {
      const result = await chat.send({ prompt: `the same a little later (${turn})` });
      warnings.push(result.warnings.map(({ code }) => code).join());
      result.dispose();
    }
  });
  return { turns: chat.turns.length, warnings };
}

/** Inputs far above the limit of a request: by name, functions that build an input of this many megabytes. */
const INPUTS = {
  "a file that is no image": (megabytes) => zeros(megabytes),
  "a picture that breaks off": async (megabytes) => new Blob([(await png()).slice(0, 60), zeros(megabytes)]),
  "a picture with much behind it": async (megabytes) => new Blob([await png(), zeros(megabytes)]),
  "bytes that are no image": async (megabytes) => new Uint8Array(megabytes * MEGABYTE),
  "an address": (_, url) => url,
  "an address that does not tell its length": (_, url) => `${url}?no-length`,
};

export const inputNames = () => Object.keys(INPUTS);

const zeros = (megabytes) => new Blob(Array(megabytes).fill(new Blob([new Uint8Array(MEGABYTE)])));

function png() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  canvas.getContext("2d").fillRect(10, 10, 50, 50);
  return new Promise((resolve) => canvas.toBlob(resolve));
}

/** Sends an input of this many megabytes. Returns "sent" or the error. */
export async function sendInput({ baseUrl, worker, name, megabytes, address, convert = true }) {
  // Keeps the metadata, because the data after the picture would be removed otherwise.
  const one = client({ baseUrl, worker, input: { convert, keepMetadata: true } });
  const images = await INPUTS[name](megabytes, address);
  return marked(() =>
    one.generate({ images }).then(
      (result) => (result.dispose(), { sent: true }),
      ({ code, message, stack }) => ({ code, message, stack: code ? undefined : stack }),
    ),
  );
}

/** Counts the objects of a page before its first call. */
export function atRest() {
  const { wasmBytes: _, ...counted } = globalThis.counts();
  return counted;
}

/** Disposes all results and clients, and counts the remaining objects. */
export async function letGo() {
  for (const result of shown) result.dispose();
  for (const one of clients) one.dispose();
  [shown, clients] = [[], []];
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { wasmBytes, ...left } = globalThis.counts();
  return { wasmBytes, left, thrown };
}
