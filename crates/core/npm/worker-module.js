// The wasm module in a dedicated worker, with the same operations as in the page.

import { absolute, toMessage } from "./to-message.js";
import { TintypeError, aborted } from "./error.js";
import { Life, failed } from "./life.js";
import { compiledModule } from "./module.js";
import { written } from "./request.js";
import { unlessAborted } from "./signal.js";
import { startWorker } from "./worker-start.js";

/** The names of the host functions that a worker may call. */
const CALLBACK_NAMES = ["getKey", "getHeaders", "beforeRequest", "afterResponse", "beforeRetry", "onSent"];
/** The time for a worker to load its script and module, which is added to the time limit of a call. */
const START_MS = 60_000;

/** @import * as declared from "./types.d.ts" */

export class WorkerModule {
  /** The lifetime of the worker. After it has ended or failed, a call would never be answered. */
  life = new Life();
  #worker;
  #calls = new Map();
  #lastId = 0;
  #hasStarted = false;
  #hasAnswered = false;

  constructor() {
    const { worker, whyNotStarted } = startWorker();
    this.#worker = worker;
    this.life.onEnd(() => this.#worker.terminate());
    this.#worker.onmessage = ({ data }) => this.#onMessage(data);
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      if (this.#hasStarted) this.life.end(failed(event));
      else whyNotStarted().then((reason) => this.life.end(() => notStarted(event, reason)));
    };
    // A message that cannot be deserialized, most likely for lack of memory, would leave its call pending.
    this.#worker.onmessageerror = () => this.life.end(failed(new Error("its message could not be read")));
  }

  get startMs() {
    return this.#hasAnswered ? 0 : START_MS;
  }

  async run({ baseUrl, ...options }, marks, host) {
    const { text, values } = written({ ...options, baseUrl: absolute(baseUrl) }, marks);
    const messages = await unlessAborted(Promise.all(values.map((value) => toMessage(value, options.input?.maxBytes))), host.signal);
    return this.#call({ text, values: messages, callbackNames: CALLBACK_NAMES.filter((name) => host[name]) }, host);
  }

  end() {
    this.life.end(() => new TintypeError({ code: "aborted", message: "The client was disposed.", retryable: false, attempts: 0 }));
  }

  /** Ends the worker after it has stopped answering one call, because it would not answer another. */
  retire() {
    this.life.end(failed(new Error("its worker answered no more")));
  }

  #onMessage(data) {
    this.#hasStarted = true;
    this.#hasAnswered ||= "id" in data;
    if ("drawing" in data) this.#draw(data);
    else if ("wantedModule" in data) this.#shareModule(data.wantedModule);
    else if ("stopped" in data) this.life.end(failed(new Error(data.stopped)));
    else this.#calls.get(data.id)?.(data);
  }

  /** Sends a compiled module, so that none is downloaded or compiled a second time. */
  async #shareModule(name) {
    try {
      this.#worker.postMessage({ shared: name, module: await compiledModule(name) });
    } catch (/** @type {any} */ { code, message, retryable, attempts }) {
      this.#worker.postMessage({ shared: name, error: { code, message, retryable, attempts } });
    }
  }

  /**
   * Draws a file for the worker, which has no image elements. Only they draw SVG and, in some browsers, icons.
   * @param {any} message
   */
  async #draw({ drawing, ...file }) {
    try {
      const drawn = await drawnInPage(file);
      this.#worker.postMessage({ drawing, drawn }, drawn.bitmap ? [drawn.bitmap] : []);
    } catch (/** @type {any} */ error) {
      this.#worker.postMessage({ drawing, failure: String(error?.message ?? error) });
    }
  }

  async #call(message, host) {
    const { signal, emit } = host;
    const id = ++this.#lastId;
    const abort = () => this.#calls.get(id)?.({ error: aborted(signal.reason), isAbort: true });
    /** @type {(() => void) | undefined} */
    let removeListener;
    try {
      return await new Promise((resolve, reject) => {
        // The worker may have ended in the meantime.
        removeListener = this.life.onEnd((end) => reject(end({ attempts: 0 })));
        this.#calls.set(id, (reply) => {
          if ("events" in reply) reply.events.forEach((event) => emit(...event));
          else if ("callback" in reply) this.#runCallback(reply, host);
          else if ("answer" in reply) resolve(reply.answer);
          else reject(reply.error);
          if (reply.isAbort) this.#worker.postMessage({ id, isAbort: true });
        });
        if (signal?.aborted) abort();
        else {
          signal?.addEventListener("abort", abort);
          this.#post({ id, ...message });
        }
      });
    } finally {
      removeListener?.();
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(id);
    }
  }

  /** Posts a message without values that cannot be cloned. They are not images, and the module refuses them by name. */
  #post(message) {
    try {
      this.#worker.postMessage(message);
    } catch (/** @type {any} */ error) {
      if (error?.name !== "DataCloneError") throw error;
      this.#worker.postMessage({ ...message, values: message.values.map((value) => (isCloneable(value) ? value : undefined)) });
    }
  }

  /** Runs a function of the page for the worker. */
  async #runCallback({ id, callback, name, argument }, host) {
    try {
      this.#worker.postMessage({ id, callback, result: await host[name](argument) });
    } catch (/** @type {any} */ error) {
      this.#worker.postMessage({ id, callback, failure: String(error?.message ?? error) });
    }
  }
}

/** Decodes a file with an image element. The bitmap is omitted if the image exceeds the limits. */
async function drawnInPage({ blob, maxSide, maxPixels }) {
  const url = URL.createObjectURL(blob);
  try {
    const element = Object.assign(new Image(), { src: url });
    await element.decode();
    const { naturalWidth: width, naturalHeight: height } = element;
    const isDrawable = width && height && Math.max(width, height) <= maxSide && width * height <= maxPixels;
    return { width, height, bitmap: isDrawable ? await createImageBitmap(element) : undefined };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Creates the error of a worker script that failed to load, which does not depend on any single call. */
function notStarted(event, [reason, retryable]) {
  const message = `The worker could not be started; serve it beside the script or name it with init({ worker }). ${reason} ${event.message ?? ""}`;
  return new TintypeError({ code: "network", message: message.trimEnd(), retryable, attempts: 0 });
}

function isCloneable(value) {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
