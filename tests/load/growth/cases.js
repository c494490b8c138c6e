// Makes one call whose cost the test measures from outside.

import { Client, isTintypeError } from "tintype";

/** The number of messages from workers. Each is a task of its own, and the page has its turn between them. */
let messages = 0;
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => (messages += 1));
  }
};

const clients = { page: new Client(), worker: new Client({ worker: true }) };
const thrown = [];
addEventListener("unhandledrejection", (event) => thrown.push(`unhandled: ${event.reason?.stack ?? event.reason}`));
addEventListener("error", (event) => thrown.push(`uncaught: ${event.message}`));

/**
 * Makes a call: whole, as a stream, or for the list of models. `isQuadratic`: reads all previous events at every event.
 * `isWatched`: counts turns of the event loop, which itself costs time.
 */
export async function call({ place, mode, baseUrl, isQuadratic, isWatched }) {
  const options = { baseUrl, auth: "none", prompt: "a lighthouse", retry: false, timeoutMs: 60_000 };
  let watch;
  let [events, work] = [0, 0];
  const before = messages;
  try {
    if (mode === "models") await clients[place].models(options);
    else if (mode === "whole") (await clients[place].generate(options)).dispose();
    else {
      const stream = clients[place].stream(options);
      const seen = [];
      for await (const event of stream) {
        if (event.type === "progress") continue;
        if (isWatched) watch ??= watching();
        events += 1;
        // Simulates the work of a page: 200 ms for a hundred thousand events on any machine. Skipped for a worker,
        // which is slower anyway.
        if (isWatched && place === "page" && events % 5_000 === 0) busyFor(10);
        if (isQuadratic) work += lookedAt(seen, event);
      }
      watch?.stop();
      (await stream.result()).dispose();
    }
  } catch (error) {
    if (!isTintypeError(error)) thrown.push(String(error?.stack ?? error));
  }
  return { events, work, messages: messages - before, thrown: thrown[0], ...watch?.stop() };
}

function busyFor(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

/** Reads all events so far, often enough that the stream's linear cost does not hide the quadratic growth. */
function lookedAt(seen, event) {
  seen.push(event);
  let letters = 0;
  for (let pass = 0; pass < 4; pass++) {
    for (const { text } of seen) letters += text.length;
  }
  return letters;
}

/** Counts the turns of the event loop with messages, which browsers neither throttle nor delay like timers. */
function watching() {
  const { port1, port2 } = new MessageChannel();
  let [turns, longestMs, last] = [0, 0, performance.now()];
  const turn = () => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  };
  port1.onmessage = () => {
    turn();
    turns += 1;
    port2.postMessage(0);
  };
  port2.postMessage(0);
  let seen;
  const stop = () => {
    if (!seen) turn();
    port1.close();
    return (seen ??= { turns, longestMs });
  };
  return { stop };
}
