// The wasm module in a dedicated worker, with the same questions as in the page.

import { cloneable } from "./cloneable.js";
import { TintypeError, aborted } from "./error.js";
import { sourceForWorkers } from "./module.js";
import { unlessAborted } from "./signal.js";

export class WorkerModule {
  #worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  #calls = new Map();
  #lastId = 0;
  #failure;

  constructor() {
    this.#worker.postMessage({ source: sourceForWorkers() });
    this.#worker.onmessage = ({ data }) => this.#calls.get(data.id)?.(data);
    // The script or the module could not be loaded, which no single call is to blame for.
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      const message = `The worker could not be started; it must be served beside the script. ${event.message ?? ""}`;
      this.#end({ code: "network", message: message.trimEnd(), retryable: true, attempts: 0 });
    };
  }

  /** Ended or broken: nothing asked of it would ever be answered. */
  get isOver() {
    return this.#failure !== undefined;
  }

  run(options, isStream, observe) {
    return this.#ask("run", options, isStream, observe);
  }

  models(options) {
    return this.#ask("models", options);
  }

  end() {
    this.#end({ code: "aborted", message: "The client was disposed.", retryable: false, attempts: 0 });
  }

  #end(error) {
    this.#failure ??= error;
    this.#worker.terminate();
    for (const hear of [...this.#calls.values()]) hear({ error });
  }

  async #ask(question, { signal, apiKey, onProgress, ...options }, isStream, observe) {
    const id = ++this.#lastId;
    const message = { id, question, isStream, options: await unlessAborted(cloneable(options), signal) };
    // It may have ended meanwhile, when this call was not yet among those that are told.
    if (this.isOver) throw this.#failure;
    message.asksKey = typeof apiKey === "function";
    message.tellsProgress = typeof onProgress === "function";
    if (!message.asksKey) message.options.apiKey = apiKey;
    const abort = () => this.#calls.get(id)?.({ error: aborted(signal.reason), isAbort: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#calls.set(id, (reply) => {
          if ("progress" in reply) onProgress(reply.progress);
          else if ("events" in reply) reply.events.forEach(observe);
          else if ("asksKey" in reply) this.#giveKey(id, apiKey);
          else if ("record" in reply) resolve(reply.record);
          else reject(reply.error);
          if (reply.isAbort) this.#worker.postMessage({ id, isAbort: true });
        });
        if (signal?.aborted) abort();
        else {
          signal?.addEventListener("abort", abort);
          this.#worker.postMessage(message);
        }
      });
    } catch (error) {
      throw error?.name === "DataCloneError" ? notCloneable(message.options) : error;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(id);
    }
  }

  /** The function is the page's own and is asked here. */
  async #giveKey(id, apiKey) {
    try {
      this.#worker.postMessage({ id, key: await apiKey() });
    } catch (error) {
      this.#worker.postMessage({ id, keyError: String(error?.message ?? error) });
    }
  }
}

/** What a worker cannot be sent is named as the module itself names what it cannot take. */
function notCloneable(options) {
  const details = Object.keys(options).filter((name) => !isCloneable(options[name])).map((field) => ({
    field,
    message: "cannot be sent to a worker; leave worker out",
  }));
  const message = details.map(({ field, message }) => `${field}: ${message}`).join("; ") || "An option cannot be sent to a worker; leave worker out.";
  // Without the cause: a browser quotes the whole text of a function there, and a key that stands in it.
  return new TintypeError({ code: "invalid-options", message, field: details[0]?.field, details, retryable: false, attempts: 0 });
}

function isCloneable(value) {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
