// The code of a measurement that runs in the page: loads one contestant, runs its work, and reports the times.

const memories = [];
watchWasm();

let contestant;

globalThis.bench = {
  /** Loads a contestant. Returns the ms from the start of the import until it is ready for a call. */
  async load({ bundle, name }) {
    const started = performance.now();
    const module = await import(bundle);
    contestant = module.default[name];
    await contestant.ready?.();
    return performance.now() - started;
  },

  /** Runs a work once, after `load`. The performance marks delimit the main thread's tasks in a trace. */
  async run(work) {
    const images = await inputs(work.inputs ?? []);
    performance.mark("bench-start");
    const times = await works[work.kind](work, images, stopwatch());
    performance.mark("bench-end");
    return {
      ...times,
      wasmBytes: memories.length ? Math.max(...memories.map(({ buffer }) => buffer.byteLength)) : undefined,
    };
  },
};

const works = {
  receive,
  first: receive,
  async send({ base }, images, watch) {
    watch.made(await contestant.send(base, images));
    return watch.shown();
  },
  /** Requests each picture only after the one before is displayed. */
  async chat({ base, count }, _, watch) {
    const send = contestant.chat(base);
    for (let turn = 1; turn < count; turn++) await decoded(await send());
    watch.made(await send());
    return watch.shown();
  },
  async many({ base, count }, _, watch) {
    const calls = Array.from({ length: count }, () => contestant.unary(base));
    watch.made(...(await Promise.all(calls)));
    return watch.shown();
  },
};

async function receive({ base, form }, _, watch) {
  watch.made(await contestant[form](base));
  return watch.shown();
}

/** Starts a stopwatch. `startedAt` and `urlAt` are wall-clock times, so that they compare with the server's. */
function stopwatch() {
  const startedAt = Date.now();
  const started = performance.now();
  let urls, urlAt, urlMs;
  return {
    made(...all) {
      [urls, urlAt, urlMs] = [all, Date.now(), performance.now() - started];
    },
    async shown() {
      await Promise.all(urls.map(decoded));
      return { startedAt, urlAt, urlMs, decodedMs: performance.now() - started };
    },
  };
}

function decoded(url) {
  const image = new Image();
  image.src = url;
  return image.decode();
}

/** Fetches input pictures as blobs, the form in which a file input returns them. */
function inputs(urls) {
  return Promise.all(urls.map(async (url) => (await fetch(url)).blob()));
}

/** Records the memory of every WebAssembly module that is instantiated from now on. */
function watchWasm() {
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const made = await original.apply(WebAssembly, words);
      memories.push(
        ...Object.values((made.instance ?? made).exports).filter((one) => one instanceof WebAssembly.Memory),
      );
      return made;
    };
  }
}
