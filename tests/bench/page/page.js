// The page's side of a measurement: loads one contestant, runs its work, and reports the times.

const memories = [];
watchWasm();

let contestant;

globalThis.bench = {
  /** From the start of the import until a call could be made, in ms. */
  async load({ bundle, name }) {
    const started = performance.now();
    const module = await import(bundle);
    contestant = module.default[name];
    await contestant.ready?.();
    return performance.now() - started;
  },

  /** Does a work once: `load` comes first. The marks bound the main thread's tasks in a trace. */
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
  /** Each picture is shown before the next is asked for. */
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

/** `startedAt` and `urlAt` are of the machine's clock, which the server reads too. */
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

/** Pictures as a page has them after a choice of files. */
function inputs(urls) {
  return Promise.all(urls.map(async (url) => (await fetch(url)).blob()));
}

/** Remembers the memory of every module that is instantiated from here on. */
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
