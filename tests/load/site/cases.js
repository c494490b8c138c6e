// Much at once, in the page or in the package's worker: each gives plain data, and marks when its work began and ended.

import { Client } from "tintype";

const thrown = [];
addEventListener("unhandledrejection", (event) => thrown.push(`unhandled: ${event.reason?.stack ?? event.reason}`));
addEventListener("error", (event) => thrown.push(`uncaught: ${event.message}`));

const DEFAULTS = { apiKey: "sk-load", prompt: "a lighthouse at dusk", retry: false };
const MEGABYTE = 1 << 20;

/** Results that the page shows, until it is told to let them go. */
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

/** Loads what every call needs, so that only the work itself is measured. */
export async function warmUp({ baseUrl, worker }) {
  (await client({ baseUrl, worker }).generate()).dispose();
}

/** So many answers at once, half of them as streams: the sizes of their pictures. */
export async function answers({ baseUrl, worker, count }) {
  const one = client({ baseUrl, worker });
  const runCase = (_, at) => (at % 2 ? one.stream({}).result() : one.generate());
  shown = await marked(() => Promise.all(Array.from({ length: count }, runCase)));
  return shown.map(({ image }) => ({ bytes: image.blob.size, url: image.url.slice(0, 5), size: [image.width, image.height] }));
}

/** The different contents of what is shown, as digests. */
export async function digests() {
  const found = new Set();
  for (const { image } of shown) {
    const digest = await crypto.subtle.digest("SHA-256", await image.blob.arrayBuffer());
    found.add(Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return [...found];
}

/** A conversation of so many turns, each with a picture: how many turns there are, and when images were left out. */
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

/** Inputs far beyond what a request takes: by name, functions that make one of so many megabytes. */
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

/** Sends an input of so many megabytes: "sent", or why not. */
export async function sendInput({ baseUrl, worker, name, megabytes, address, convert = true }) {
  // With its metadata: else what lies behind the picture would not be sent.
  const one = client({ baseUrl, worker, input: { convert, keepMetadata: true } });
  const images = await INPUTS[name](megabytes, address);
  return marked(() =>
    one.generate({ images }).then(
      (result) => (result.dispose(), { sent: true }),
      ({ code, message, stack }) => ({ code, message, stack: code ? undefined : stack }),
    ),
  );
}

/** The memory of a page before its first call. */
export function atRest() {
  const { wasmBytes: _, ...counted } = globalThis.counts();
  return counted;
}

/** Lets everything go, and tells what is left. */
export async function letGo() {
  for (const result of shown) result.dispose();
  for (const one of clients) one.dispose();
  [shown, clients] = [[], []];
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { wasmBytes, ...left } = globalThis.counts();
  return { wasmBytes, left, thrown };
}
