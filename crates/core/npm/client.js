// The client: defaults for many calls, and the end of all that runs.

import { ask, call } from "./call.js";
import { Chat } from "./chat.js";
import { TintypeError, typed } from "./error.js";
import { load } from "./module.js";
import { addressed, merged } from "./options.js";
import { linked, unlessAborted } from "./signal.js";
import { GenerationStream } from "./stream.js";
import { WorkerModule } from "./worker-module.js";

export class Client {
  #defaults;
  #workerModule;
  #end = new AbortController();

  constructor(defaults = {}) {
    this.#defaults = merged(defaults);
  }

  async generate(options) {
    const { generation } = await this.#call(options, (module, whole) => call(module, whole, false));
    return generation;
  }

  stream(options) {
    return new GenerationStream((signal, observe) => {
      return this.#call({ ...options, signal }, (module, whole) => call(module, whole, true, observe));
    }, options?.signal);
  }

  chat(defaults = {}) {
    return new Chat((options, turns, restored) => {
      return this.#call(merged(defaults, options), async (module, whole) => {
        return call(module, merged(whole, { turns: await unlessAborted(turns, whole.signal), restored }), false);
      });
    });
  }

  async models(options) {
    return this.#call(options, (module, whole) => ask(module, async (found) => found.models(await addressed(whole, "models")), whole));
  }

  dispose() {
    this.#end.abort(new DOMException("The client was disposed.", "AbortError"));
    this.#end = new AbortController();
    this.#workerModule?.end();
    this.#workerModule = undefined;
  }

  /** Makes a call that ends with the client. */
  async #call(options, make) {
    const whole = this.#whole(options);
    const { signal, unlink } = linked(whole.signal, this.#end.signal);
    try {
      const module = this.#module(whole);
      // A turn of a chat waits for the one before it; until then nobody hears that its module is refused.
      module.catch(() => {});
      return await make(module, merged(whole, { signal }));
    } finally {
      unlink();
    }
  }

  #whole(options) {
    try {
      return merged(this.#defaults, options);
    } catch (error) {
      throw typed(error, "invalid-options", "The options cannot be read.");
    }
  }

  async #module({ worker, fetch }) {
    if (!worker) return load();
    if (fetch) throw invalid("fetch", "cannot be used together with worker; a function cannot be sent there");
    if (!globalThis.Worker) throw invalid("worker", "this environment has no workers; leave it out");
    if (!this.#workerModule || this.#workerModule.life.isOver) this.#workerModule = startedWorker();
    return this.#workerModule;
  }
}

function startedWorker() {
  try {
    return new WorkerModule();
  } catch (cause) {
    throw invalid("worker", `cannot be started; serve the package from the page's own origin, or leave it out. ${cause.message}`, cause);
  }
}

function invalid(field, message, cause) {
  const details = [{ field, message }];
  return new TintypeError({ code: "invalid-options", message: `${field}: ${message}`, field, details, retryable: false, attempts: 0, cause });
}
