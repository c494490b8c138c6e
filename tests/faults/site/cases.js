// Calls that meet faults, in the page and in the package's worker, whole and as streams. Each returns plain data.

import { Client } from "tintype";

import { REFUSED, inputs } from "./inputs.js";

const thrown = [];
addEventListener("unhandledrejection", (event) => thrown.push(`unhandled: ${event.reason?.stack ?? event.reason}`));
addEventListener("error", (event) => thrown.push(`uncaught: ${event.message}`));
const { error: say } = console;
console.error = (...words) => (thrown.push(`console: ${words.join(" ")}`), say.apply(console, words));

/** Uncaught errors and console messages since the start of the page. */
export const uncaught = () => thrown;

export const PLACES = ["page", "worker"];
export const MODES = ["whole", "stream"];

/** The options of the smallest picture. */
const DEFAULTS = { apiKey: "sk-faults", prompt: "a lighthouse at dusk", model: "gemini-3.1-flash-image", aspectRatio: "1:1", imageSize: "512" };

const clients = { page: new Client(), worker: new Client({ worker: true }) };

/**
 * Runs each of `calls` in every place and mode, some of them concurrently. A call to `next`, a healthy service, follows
 * each of them. Returns a list of `{ name, place, mode, outcome, next }`.
 */
export async function runAll({ calls, atOnce, next: well }) {
  const runs = calls.flatMap((call) => PLACES.flatMap((place) => MODES.map((mode) => ({ ...call, place, mode }))));
  const done = [];
  // Each call has its own path, because some scenarios count the attempts of a path.
  const one = async () => {
    for (let run = runs.shift(); run; run = runs.shift()) {
      const { name, place, mode, baseUrl, options } = run;
      const ended = await outcome(place, mode, { ...options, baseUrl: `${baseUrl}/${place}-${mode}` });
      const next = await outcome(place, mode, { retry: false, baseUrl: well });
      done.push({ name, place, mode, outcome: ended, next });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return done;
}

const progressed = [];

/** Returns the phases that calls of `callEach` have reached, by path. */
export const phases = () => progressed;

/**
 * Calls each of these URLs concurrently in every place and mode.
 * Returns a list of `{ name, place, mode, path, error }`.
 */
export function callEach({ baseUrls, options }) {
  const runs = Object.entries(baseUrls).flatMap(([name, baseUrl]) =>
    PLACES.flatMap((place) => MODES.map((mode) => ({ name, place, mode, baseUrl: `${baseUrl}/${place}-${mode}` }))),
  );
  return Promise.all(
    runs.map(async ({ baseUrl, ...run }) => {
      const path = new URL(baseUrl, location.href).pathname;
      const onProgress = ({ phase }) => progressed.push({ path, phase });
      const error = await outcome(run.place, run.mode, { ...options, baseUrl, onProgress });
      return { ...run, path, error };
    }),
  );
}

/** Lists the models and returns the failure. */
export const listModels = ({ baseUrl }) => new Client({ baseUrl, apiKey: DEFAULTS.apiKey }).models().then(() => ({}), failure);

/** Sets the referrer policy of the page, at a URL that must not be sent. */
export function setReferrerPolicy(content) {
  history.replaceState(null, "", "/?secret=in-the-address");
  document.querySelector("meta[name=referrer]")?.remove();
  document.head.append(Object.assign(document.createElement("meta"), { name: "referrer", content }));
}

async function outcome(place, mode, options) {
  const callOptions = { ...DEFAULTS, ...options };
  try {
    return success(await run(clients[place], mode, callOptions));
  } catch (error) {
    return failure(error);
  }
}

async function run(client, mode, options) {
  if (mode === "whole") return client.generate(options);
  const stream = client.stream(options);
  const seen = new Set();
  for await (const event of stream) if (event.type === "image") seen.add(event.image);
  const result = await stream.result();
  if (![...result.images, ...result.drafts].every((image) => seen.has(image))) throw new Error("an image was not streamed");
  return result;
}

async function success(result) {
  const images = await Promise.all([...result.images, ...result.drafts].map(decoded));
  result.dispose();
  return {
    images: result.images.length,
    drafts: new Set(result.drafts).size,
    warnings: result.warnings.map(({ code }) => code),
    text: result.text,
    finishReason: result.finishReason,
    decoded: images,
  };
}

/** Reads the size that the browser decodes, which must equal the reported one. */
async function decoded(image) {
  const element = Object.assign(new Image(), { src: image.url });
  await element.decode();
  const size = `${element.naturalWidth}x${element.naturalHeight}`;
  if (size !== `${image.width}x${image.height}`) throw new Error(`${size} is not ${image.width}x${image.height}`);
  return size;
}

function failure(error) {
  const members = {};
  for (const name of ["name", "code", "message", "status", "retryable", "retryAfterMs", "requestId", "finishReason", "blockReason", "finishMessage", "text", "field", "attempts"]) {
    if (error[name] !== undefined) members[name] = error[name];
  }
  return { ...members, isError: error instanceof Error, stack: error.code ? undefined : error.stack, details: error.details && JSON.stringify(error.details) };
}

/** Sends an input of every form from the page and from the worker. Returns the outcomes by name and place. */
export async function sendInputs(options) {
  return inEachPlace(await inputs(), async (make) => ({ ...options, prompt: "an edit", images: [await make()] }));
}

/** Makes calls that must be rejected. */
export async function sendRefused(options) {
  return inEachPlace(REFUSED, (make) => ({ ...options, prompt: "x", ...make() }));
}

/** Makes calls with a large buffer that is transferred before it can be read, and calls that succeed. */
export async function sendTakenAway(options) {
  const sent = [];
  for (const place of PLACES) {
    const bytes = new Uint8Array(5_000_000);
    const call = (images) => clients[place].generate({ ...options, prompt: "x", images }).then((result) => (result.dispose(), "sent"), failure);
    const taken = call(bytes);
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
    sent.push({ place, taken: await taken, next: await call([]) });
  }
  return sent;
}

async function inEachPlace(made, toOptions) {
  const sent = [];
  for (const [name, make] of Object.entries(made)) {
    for (const place of PLACES) {
      const callOptions = await toOptions(make);
      const headers = callOptions.headers ?? { "x-case": encodeURIComponent(`${place} ${name}`) };
      const outcome = await clients[place].generate({ ...callOptions, headers }).then(
        (result) => (result.dispose(), "sent"),
        (error) => failure(error),
      );
      sent.push({ name, place, outcome });
    }
  }
  return sent;
}
