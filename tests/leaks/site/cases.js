// Many calls with all kinds of outcomes, in a random order that depends only on the seed.

import { Client } from "tintype";

/** Creates a generator of random numbers from 0 to 1 (mulberry32, in the public domain). */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const PROMPT = { prompt: "a lighthouse at dusk", retry: { attempts: 1 } };
const reason = { why: "enough" };

/** Generates a picture, checks its URL and disposes it. */
async function whole(client, signal) {
  const result = await client.generate({ ...PROMPT, signal });
  if (!result.image.url.startsWith("blob:")) throw new Error("no address");
  result.dispose();
}

/** Cancels a call in a random phase, or after a random time. */
async function cancelled(client, _, random) {
  const controller = new AbortController();
  const phase = ["preparing", "sending", "waiting", "receiving", undefined][Math.floor(random() * 5)];
  if (!phase) setTimeout(() => controller.abort(reason), random() * 20);
  const onProgress = (progress) => progress.phase === phase && controller.abort(reason);
  try {
    (await client.generate({ ...PROMPT, signal: controller.signal, onProgress })).dispose();
  } catch (error) {
    if (error.code !== "aborted" || error.cause !== reason) throw error;
  }
}

/** Stops reading a stream after some events; the page has to dispose the images that it received. */
async function left(client, signal, random) {
  let more = Math.floor(random() * 12);
  const stream = client.stream({ ...PROMPT, signal });
  for await (const event of stream) {
    if (event.type === "image" && event.image.url) event.image.dispose();
    if (more-- === 0) break;
  }
  const result = await stream.result().catch((error) => {
    if (error.code !== "aborted") throw error;
  });
  result?.dispose();
}

/** Makes a call that fails at a point that the server selects by the path. */
async function failed(client, signal, random) {
  const path = ["/broken", "/cut", "/refused"][Math.floor(random() * 3)];
  const error = await client.generate({ ...PROMPT, signal, baseUrl: client.base + path }).catch((error) => error);
  if (!error.code) throw error instanceof Error ? error : new Error("nothing failed");
}

/** Disposes a client while it has a running call. */
async function disposed(client, signal) {
  const own = new Client(client.options);
  const running = own.generate({ ...PROMPT, signal }).then((result) => result.dispose(), (error) => error);
  own.dispose();
  const error = await running;
  if (error && error.code !== "aborted") throw error;
}

const SCENARIOS = [whole, cancelled, left, failed, disposed];

/** Makes `calls` calls, eight at a time, with one long-lived signal for all, and terminates the worker. */
export async function run({ baseUrl, worker, calls, seed }) {
  const random = randomNumbers(seed);
  const options = { baseUrl, apiKey: "sk-leaks", worker };
  const client = Object.assign(new Client(options), { base: baseUrl, options });
  const { signal } = new AbortController();
  const todo = Array.from({ length: calls }, () => SCENARIOS[Math.floor(random() * SCENARIOS.length)]);
  const one = async () => {
    for (let scenario = todo.pop(); scenario; scenario = todo.pop()) await scenario(client, signal, random);
  };
  await Promise.all(Array.from({ length: 8 }, one));
  client.dispose();
  // Waits, because tasks that a call leaves behind are only visible after its turn of the event loop.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return globalThis.counts();
}

/** Returns the URL of a picture whose objects are no longer referenced. */
export async function address({ baseUrl }) {
  const { image } = await new Client({ baseUrl, apiKey: "sk-leaks" }).generate(PROMPT);
  return image.url;
}

export const isAlive = (url) => fetch(url).then(
  () => true,
  () => false,
);
