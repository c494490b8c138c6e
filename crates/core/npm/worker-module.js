// The wasm module in a dedicated worker, with the same questions as in the page.

import { cloneable, headerPairs } from "./cloneable.js";
import { TintypeError, aborted } from "./error.js";
import { Life, failed } from "./life.js";
import { sourceForWorkers } from "./module.js";
import { ASKED } from "./options.js";
import { unlessAborted } from "./signal.js";

/** What script and module of a worker may take to load before the time of a call counts. */
const START_MS = 60_000;

export class WorkerModule {
  /** Over once it has ended or broken: nothing asked of it would ever be answered. */
  life = new Life();
  #worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  #calls = new Map();
  #lastId = 0;
  #hasStarted = false;
  #hasAnswered = false;

  constructor() {
    this.life.onEnd(() => this.#worker.terminate());
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault?.();
      this.life.end(this.#hasStarted ? failed(event) : () => notStarted(event));
    };
    // News that cannot be read, most likely for want of memory, would leave its call waiting.
    this.#worker.onmessageerror = () => this.life.end(failed(new Error("its message could not be read")));
    this.#worker.postMessage({ source: sourceForWorkers() });
  }

  get startMs() {
    return this.#hasAnswered ? 0 : START_MS;
  }

  run(options, isStream, observe) {
    return this.#ask("run", options, isStream, observe);
  }

  models(options) {
    return this.#ask("models", options);
  }

  end() {
    this.life.end(() => new TintypeError({ code: "aborted", message: "The client was disposed.", retryable: false, attempts: 0 }));
  }

  /** A worker that answers one call no more answers no other. */
  retire() {
    this.life.end(failed(new Error("its worker answered no more")));
  }

  #hear(data) {
    this.#hasStarted = true;
    this.#hasAnswered ||= "id" in data;
    if ("drawing" in data) this.#draw(data);
    else if ("stopped" in data) this.life.end(failed(new Error(data.stopped)));
    else this.#calls.get(data.id)?.(data);
  }

  /** A worker has no image element, which alone draws SVG and, in some browsers, icons. */
  async #draw({ drawing, ...file }) {
    try {
      const drawn = await drawnInPage(file);
      this.#worker.postMessage({ drawing, drawn }, drawn.bitmap ? [drawn.bitmap] : []);
    } catch (error) {
      this.#worker.postMessage({ drawing, failure: String(error?.message ?? error) });
    }
  }

  async #ask(question, { signal, onProgress, ...options }, isStream, observe) {
    const id = ++this.#lastId;
    const message = { id, question, isStream, options: await unlessAborted(cloneable(options), signal) };
    message.asked = ASKED.filter((name) => typeof options[name] === "function");
    for (const name of message.asked) delete message.options[name];
    message.tellsProgress = typeof onProgress === "function";
    const abort = () => this.#calls.get(id)?.({ error: aborted(signal.reason), isAbort: true });
    let unhear;
    try {
      return await new Promise((resolve, reject) => {
        // It may have ended meanwhile.
        unhear = this.life.onEnd((end) => reject(end({ attempts: 0 })));
        this.#calls.set(id, (reply) => {
          if ("progress" in reply) onProgress(reply.progress);
          else if ("events" in reply) reply.events.forEach(observe);
          else if ("asks" in reply) this.#give(id, reply, options[reply.asks]);
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
      unhear?.();
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(id);
    }
  }

  /** The function is the page's own and is asked here. */
  async #give(id, { asks, ask }, own) {
    try {
      const given = await own();
      this.#worker.postMessage({ id, ask, given: asks === "headers" ? headerPairs(given) : given });
    } catch (error) {
      this.#worker.postMessage({ id, ask, failure: String(error?.message ?? error) });
    }
  }
}

/** The pixels of a file as an image element shows them, unless it has more than these. */
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

/** The script or the module could not be loaded, which no single call is to blame for. */
function notStarted(event) {
  const message = `The worker could not be started; it must be served beside the script. ${event.message ?? ""}`;
  return new TintypeError({ code: "network", message: message.trimEnd(), retryable: true, attempts: 0 });
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
