// Calls in a page with faults that never occur normally: a failing allocation, module or worker.

import { Client } from "tintype";

const uncaught = [];
addEventListener("error", (event) => uncaught.push(String(event.message)));
addEventListener("unhandledrejection", (event) => uncaught.push(String(event.reason?.message ?? event.reason)));
/** Returns the page's errors that were not reported to any call. */
export const errors = () => uncaught;

/** Returns the outcome of a call: an error code, or its results; `timeMs` is the duration. */
export async function outcomeOf(promise) {
  const startedMs = performance.now();
  try {
    const { images, text, warnings, failures } = await promise;
    return {
      images: images.length,
      textLength: text.length,
      warnings: warnings.map(({ code }) => code),
      failures: failures.map(({ code }) => code),
      timeMs: performance.now() - startedMs,
    };
  } catch (error) {
    const { name, code, message, retryable, attempts } = error;
    return { name, code, message, retryable, attempts, timeMs: performance.now() - startedMs };
  }
}

const withDefaults = (options) => ({ prompt: "a lighthouse", apiKey: "sk-test", retry: false, timeoutMs: 60_000, ...options });

/** Makes one call, and then an ordinary one with the same client. */
export async function callAndNext({ place, mode, options, next }) {
  const client = new Client({ worker: place === "worker" });
  const outcome = await outcomeOf(mode === "stream" ? streamed(client, withDefaults(options)) : client.generate(withDefaults(options)));
  const after = await outcomeOf(client.generate(withDefaults(next)));
  client.dispose();
  return { outcome, after };
}

async function streamed(client, options) {
  const stream = client.stream(options);
  for await (const event of stream) void event;
  return stream.result();
}

/** Patches every function that allocates memory. `tick` throws at the selected allocation. */
const ALLOCATING = `(tick) => {
  const undo = [];
  const replace = (holder, name, made) => {
    const own = holder[name];
    holder[name] = made(own);
    undo.push(() => (holder[name] = own));
  };
  for (const name of ["ArrayBuffer", "Uint8Array", "DataView", "Blob", "ImageData", "OffscreenCanvas", "Request", "Headers", "URL", "TextDecoder"]) {
    if (!globalThis[name]) continue;
    replace(globalThis, name, (own) => {
      const made = new Proxy(own, {
        construct(target, values, newTarget) {
          tick(name);
          return Reflect.construct(target, values, newTarget === made ? target : newTarget);
        },
      });
      return made;
    });
  }
  const methods = [[Object.getPrototypeOf(Uint8Array.prototype), ["subarray", "set"]], [Blob.prototype, ["slice", "arrayBuffer"]], [URL, ["createObjectURL"]], [JSON, ["parse"]]];
  for (const [holder, names] of methods) {
    for (const name of names.filter((name) => holder[name])) {
      replace(holder, name, (own) => function (...values) {
        tick(name);
        return own.apply(this, values);
      });
    }
  }
  return () => undo.forEach((back) => back());
}`;

/** Makes calls in which the first, second, third … allocation fails, until a call has fewer allocations than that. */
export async function callsWithoutMemory({ place, options, next, from, count, step }) {
  const done = [];
  for (let at = from; at < from + count * step; at += step) {
    const run = place === "worker" ? failingInWorker : failingInPage;
    const { outcome, failedAt, after } = await run(at, options, next);
    done.push({ at, failedAt, outcome, after });
    if (!failedAt) break;
  }
  return done;
}

async function failingInPage(at, options, next) {
  const client = new Client();
  const images = new Blob([new Uint8Array(options.inputBytes)]);
  // Both modules are loaded first, so that the failure occurs in the call itself.
  await outcomeOf(client.generate(withDefaults({ ...next, images })));
  let [turn, failedAt] = [0];
  const undo = (0, eval)(ALLOCATING)((name) => {
    turn += 1;
    if (turn !== at) return;
    failedAt = name;
    throw new RangeError("Array buffer allocation failed");
  });
  let outcome;
  try {
    outcome = await outcomeOf(client.generate(withDefaults({ ...options, inputBytes: undefined, images })).then((found) => (found.image.url, found)));
  } finally {
    undo();
  }
  return { outcome, failedAt, after: await outcomeOf(client.generate(withDefaults(next))) };
}

const PageWorker = globalThis.Worker;

/** Returns a worker class whose script runs `prelude` first. */
function workerAfter(prelude) {
  const script = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  // A static import, because messages posted before the worker listens would be lost.
  return class extends PageWorker {
    constructor(url, options) {
      super(script(`import ${JSON.stringify(script(prelude))};\nimport ${JSON.stringify(String(url))};`), options);
    }
  };
}

async function failingInWorker(at, options, next) {
  // The first call succeeds and loads both modules; then the page enables the counting of allocations.
  const prelude = `
    const allocating = ${ALLOCATING};
    let undo;
    self.addEventListener("message", ({ data }) => {
      if (data.count === undefined) return;
      let turn = 0;
      if (data.count === 0) undo();
      else undo = allocating((name) => {
        turn += 1;
        if (turn !== data.count) return;
        postMessage({ failedAt: name });
        throw new RangeError("Array buffer allocation failed");
      });
    });
    self.addEventListener("message", (event) => event.data.count === undefined || event.stopImmediatePropagation());`
  let failedAt;
  const Counting = workerAfter(prelude);
  let worker;
  globalThis.Worker = class extends Counting {
    constructor(...values) {
      super(...values);
      worker ??= this;
      this.addEventListener("message", ({ data }) => (failedAt ??= data.failedAt));
    }
  };
  const client = new Client({ worker: true });
  const images = new Blob([new Uint8Array(options.inputBytes)]);
  try {
    await outcomeOf(client.generate(withDefaults({ ...next, images })));
    worker.postMessage({ count: at });
    const outcome = await outcomeOf(client.generate(withDefaults({ ...options, inputBytes: undefined, images })));
    worker.postMessage({ count: 0 });
    return { outcome, failedAt, after: await outcomeOf(client.generate(withDefaults(next))) };
  } finally {
    globalThis.Worker = PageWorker;
    client.dispose();
  }
}

/** Kills the module in the middle of a call, while others are running. */
export async function killed({ place, hanging, next }) {
  const client = new Client({ worker: place === "worker" });
  const undo = place === "worker" ? killInWorker() : undefined;
  await outcomeOf(client.generate(withDefaults(next)));
  const others = [client.generate(withDefaults(hanging)), streamed(client, withDefaults(hanging))].map(outcomeOf);
  const local = place === "page" ? killInPage() : (undo.kill(), undefined);
  const outcome = await outcomeOf(client.generate(withDefaults(next)));
  local?.();
  undo?.undo();
  const ended = await Promise.all(others);
  const after = [await outcomeOf(client.generate(withDefaults(next))), await outcomeOf(streamed(client, withDefaults(next)))];
  client.dispose();
  return { outcome, ended, after };
}

/** Makes the next microtask of the module's executor throw, as it would without memory. */
function killInPage() {
  const own = globalThis.queueMicrotask;
  globalThis.queueMicrotask = () => {
    throw new RangeError("killed");
  };
  return () => (globalThis.queueMicrotask = own);
}

function killInWorker() {
  const prelude = `self.addEventListener("message", (event) => {
    if (!event.data.kill) return;
    event.stopImmediatePropagation();
    self.queueMicrotask = () => { throw new RangeError("killed"); };
  });`;
  const Killable = workerAfter(prelude);
  let worker;
  globalThis.Worker = class extends Killable {
    constructor(...values) {
      super(...values);
      worker ??= this;
    }
  };
  return { kill: () => worker.postMessage({ kill: true }), undo: () => (globalThis.Worker = PageWorker) };
}

/** Makes the module unresponsive without an exception, to test a call's signal and timeout. */
export async function mute({ place, options, next }) {
  const own = globalThis.queueMicrotask;
  if (place === "worker") {
    let worker;
    globalThis.Worker = class extends PageWorker {
      constructor(...values) {
        super(...values);
        worker ??= this;
      }
    };
    const client = new Client({ worker: true });
    await outcomeOf(client.generate(withDefaults(next)));
    globalThis.Worker = PageWorker;
    worker.postMessage = () => {};
    return ends(client, options, next);
  }
  const client = new Client();
  await outcomeOf(client.generate(withDefaults(next)));
  globalThis.queueMicrotask = () => {};
  const found = ends(client, options, next, () => (globalThis.queueMicrotask = own));
  return found;
}

async function ends(client, options, next, restore = () => {}) {
  const controller = new AbortController();
  const aborted = outcomeOf(client.generate(withDefaults({ ...options, signal: controller.signal })));
  const late = options.waits ? outcomeOf(client.generate(withDefaults({ ...options, timeoutMs: 100 }))) : undefined;
  await new Promise((resolve) => setTimeout(resolve, 50));
  const abortedAtMs = performance.now();
  controller.abort("enough");
  const outcome = await aborted;
  const abortMs = performance.now() - abortedAtMs;
  const timed = await late;
  restore();
  const after = options.waits ? await outcomeOf(client.generate(withDefaults(next))) : undefined;
  client.dispose();
  return { aborted: outcome, abortMs, timed, after };
}

/** Passes Blobs and options whose members throw, lie or are missing. */
export async function hostileObjects({ options, next }) {
  const found = {};
  const client = new Client();
  const throws = () => {
    throw new Error("mine");
  };
  const png = new Blob([Uint8Array.from(atob(options.png), (character) => character.charCodeAt(0))]);
  const blob = (members) => Object.defineProperties(png.slice(), members);
  const revoked = (target) => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const throwing = { get: throws };
  const inputs = {
    "no arrayBuffer": blob({ arrayBuffer: { value: undefined } }),
    "arrayBuffer throws": blob({ arrayBuffer: { value: throws } }),
    "arrayBuffer is a getter that throws": blob({ arrayBuffer: throwing }),
    "arrayBuffer rejects": blob({ arrayBuffer: { value: () => Promise.reject("mine") } }),
    "arrayBuffer gives nothing": blob({ arrayBuffer: { value: () => undefined }, slice: { value() { return this; } } }),
    "arrayBuffer gives a hostile promise": blob({ slice: { value() { return this; } }, arrayBuffer: { value: () => Object.defineProperty(Promise.resolve(), "then", throwing) } }),
    "slice throws": blob({ slice: { value: throws } }),
    "no slice": blob({ slice: { value: undefined } }),
    "slice gives nothing": blob({ slice: { value: () => null } }),
    "size throws": blob({ size: throwing }),
    "size is no number": blob({ size: { value: "many" } }),
    "no Blob behind its prototype": Object.create(Blob.prototype),
    "a proxy of a Blob": new Proxy(png, {}),
    "a revoked proxy": revoked({}),
    "a revoked list": revoked([]),
    "a list that throws": Object.defineProperty([1], 0, throwing),
    "no URL behind its prototype": Object.create(URL.prototype),
    "a buffer that throws": Object.defineProperties(new Uint8Array(8), { byteLength: throwing, buffer: throwing }),
  };
  for (const [name, images] of Object.entries(inputs)) found[name] = await outcomeOf(client.generate(withDefaults({ ...options.call, images })));
  const others = {
    "contents that are revoked": { contents: revoked([]) },
    "parts that throw": { contents: [{ parts: Object.defineProperty([1], 0, throwing) }] },
    "extra that throws": { extra: Object.defineProperty({}, "a", { ...throwing, enumerable: true }) },
    "extra that is revoked": { extra: { a: revoked([]) } },
    "a signal that throws": { signal: Object.defineProperty({}, "aborted", throwing) },
    "no signal behind its prototype": { signal: Object.create(AbortSignal.prototype) },
    "a signal that cannot be listened to": { signal: { aborted: false, addEventListener: throws } },
    "headers that throw": { headers: Object.defineProperty({}, "a", { ...throwing, enumerable: true }) },
    "a key that throws": { apiKey: throws },
    "a key whose promise throws": { apiKey: () => Object.defineProperty(Promise.resolve("sk-x"), "then", throwing) },
    "fetch that throws": { fetch: throws },
    "fetch that gives nothing": { fetch: () => undefined },
    "fetch whose promise throws": { fetch: () => Object.defineProperty(Promise.resolve(), "then", throwing) },
    "a response that throws": { fetch: async () => Object.defineProperty({ headers: new Headers() }, "status", throwing) },
    "headers of a response that throw": { fetch: async () => ({ status: 200, headers: { get: throws }, body: null }) },
    "a body that throws": { fetch: async () => Object.defineProperty({ status: 200, headers: new Headers() }, "body", throwing) },
    "a reader that throws": { fetch: async () => ({ status: 200, headers: new Headers(), body: { getReader: () => ({ read: throws, cancel: throws }) } }) },
    "a reader that gives nothing": { fetch: async () => ({ status: 200, headers: new Headers(), body: { getReader: () => ({ read: () => undefined, cancel: () => undefined }) } }) },
    "a chunk that throws": { fetch: async () => ({ status: 200, headers: new Headers(), body: { getReader: () => ({ read: async () => ({ value: Object.defineProperty(new Uint8Array(8), "buffer", throwing) }), cancel() {} }) } }) },
  };
  for (const [name, more] of Object.entries(others)) found[name] = await outcomeOf(client.generate(withDefaults({ ...options.call, ...more })));
  found["options that are revoked"] = await outcomeOf(client.generate(revoked({})));
  return { found, after: await outcomeOf(client.generate(withDefaults(next))) };
}
