// The client: defaults for many calls, and the end of all that runs.

import { ask, call } from "./call.js";
import { Chat } from "./chat.js";
import { TintypeError } from "./error.js";
import { load } from "./module.js";
import { linked, unlessAborted } from "./signal.js";
import { GenerationStream } from "./stream.js";
import { WorkerModule } from "./worker-module.js";

export class Client {
  #defaults;
  #workerModule;
  #end = new AbortController();

  constructor(defaults = {}) {
    this.#defaults = { ...defaults };
  }

  async generate(options) {
    const { generation } = await this.#call(options, (module, merged) => call(module, merged, false));
    return generation;
  }

  stream(options) {
    return new GenerationStream((signal, observe) => {
      return this.#call({ ...options, signal }, (module, merged) => call(module, merged, true, observe));
    }, options?.signal);
  }

  chat(defaults = {}) {
    return new Chat((options, turns) => {
      return this.#call({ ...defaults, ...options }, async (module, merged) => {
        return call(module, { __proto__: null, ...merged, turns: await unlessAborted(turns, merged.signal) }, false);
      });
    });
  }

  async models(options) {
    return this.#call(options, (module, merged) => ask(module, (found) => found.models(merged)));
  }

  dispose() {
    this.#end.abort(new DOMException("The client was disposed.", "AbortError"));
    this.#end = new AbortController();
    this.#workerModule?.end();
    this.#workerModule = undefined;
  }

  /** Makes a call that ends with the client. */
  async #call(options, make) {
    // Without a prototype: what another script put on that of all objects is no option.
    const merged = { __proto__: null, ...this.#defaults, ...options };
    const { signal, unlink } = linked(merged.signal, this.#end.signal);
    try {
      const module = this.#module(merged);
      // A turn of a chat waits for the one before it; until then nobody hears that its module is refused.
      module.catch(() => {});
      return await make(module, { __proto__: null, ...merged, signal });
    } finally {
      unlink();
    }
  }

  async #module({ worker, fetch }) {
    if (!worker) return load();
    if (fetch) throw invalid("fetch", "cannot be used together with worker; a function cannot be sent there");
    if (!globalThis.Worker) throw invalid("worker", "this environment has no workers; leave it out");
    if (!this.#workerModule || this.#workerModule.isOver) this.#workerModule = new WorkerModule();
    return this.#workerModule;
  }
}

function invalid(field, message) {
  const details = [{ field, message }];
  return new TintypeError({ code: "invalid-options", message: `${field}: ${message}`, field, details, retryable: false, attempts: 0 });
}
