// Counts resources that a page can leak, starting before the package is loaded: object URLs, timers, listeners on
// signals, workers, and wasm memory.

(() => {
  const urls = new Set();
  const timers = new Set();
  const workers = new Set();
  const listeners = new Map();
  let memory;

  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const url = createObjectURL.call(URL, blob);
    urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    urls.delete(url);
    revokeObjectURL.call(URL, url);
  };

  const { setTimeout, clearTimeout } = globalThis;
  globalThis.setTimeout = (work, ms, ...words) => {
    const id = setTimeout(() => {
      timers.delete(id);
      work(...words);
    }, ms);
    timers.add(id);
    return id;
  };
  globalThis.clearTimeout = (id) => {
    timers.delete(id);
    clearTimeout(id);
  };

  const { addEventListener, removeEventListener } = EventTarget.prototype;
  AbortSignal.prototype.addEventListener = function (type, listener, ...words) {
    listeners.set(this, (listeners.get(this) ?? new Set()).add(listener));
    return addEventListener.call(this, type, listener, ...words);
  };
  AbortSignal.prototype.removeEventListener = function (type, listener, ...words) {
    listeners.get(this)?.delete(listener);
    if (listeners.get(this)?.size === 0) listeners.delete(this);
    return removeEventListener.call(this, type, listener, ...words);
  };

  globalThis.Worker = class extends Worker {
    constructor(...words) {
      super(...words);
      workers.add(this);
    }

    terminate() {
      workers.delete(this);
      super.terminate();
    }
  };

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...words) => {
      const made = await original.apply(WebAssembly, words);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }

  globalThis.openUrls = () => urls;
  globalThis.counts = () => ({
    urls: urls.size,
    timers: timers.size,
    listeners: [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
    workers: workers.size,
    wasmBytes: memory?.buffer.byteLength ?? 0,
  });
})();
