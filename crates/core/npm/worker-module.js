// The wasm module in a dedicated worker, with the same questions as in the page.

import { absolute, cloneable } from "./cloneable.js";
import { TintypeError, aborted } from "./error.js";
import { Life, failed } from "./life.js";
import { sourcesForWorkers } from "./module.js";
import { written } from "./request.js";
import { unlessAborted } from "./signal.js";
import { startWorker } from "./worker-start.js";

/** The functions of a host that a worker may ask. */
const ASKED = ["askKey", "askHeaders"];
/** The time that script and module of a worker may take to load before the time of a call counts. */
const START_MS = 60_000;

export class WorkerModule {
  /** Over once it has ended or broken: nothing asked of it would ever be answered. */
  life = new Life();
  #worker = startWorker();
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
    this.#worker.postMessage({ sources: sourcesForWorkers() });
  }

  get startMs() {
    return this.#hasAnswered ? 0 : START_MS;
  }

  async run({ baseUrl, ...options }, marks, host) {
    const { text, values } = written({ ...options, baseUrl: absolute(baseUrl) }, marks);
    const sent = await unlessAborted(Promise.all(values.map((value) => cloneable(value, options.input?.maxBytes))), host.signal);
    return this.#ask({ text, values: sent, asked: ASKED.filter((name) => host[name]) }, host);
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

  async #ask(message, host) {
    const { signal, tell } = host;
    const id = ++this.#lastId;
    const abort = () => this.#calls.get(id)?.({ error: aborted(signal.reason), isAbort: true });
    let unhear;
    try {
      return await new Promise((resolve, reject) => {
        // It may have ended meanwhile.
        unhear = this.life.onEnd((end) => reject(end({ attempts: 0 })));
        this.#calls.set(id, (reply) => {
          if ("events" in reply) reply.events.forEach((event) => tell(...event));
          else if ("asks" in reply) this.#give(id, reply.ask, host[reply.asks]);
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
      unhear?.();
      signal?.removeEventListener("abort", abort);
      this.#calls.delete(id);
    }
  }

  /** A value that cannot be sent is no image, and refused by name where all options are checked. */
  #post(message) {
    try {
      this.#worker.postMessage(message);
    } catch (error) {
      if (error?.name !== "DataCloneError") throw error;
      this.#worker.postMessage({ ...message, values: message.values.map((value) => (isCloneable(value) ? value : undefined)) });
    }
  }

  /** The function is the page's own and is asked here. */
  async #give(id, ask, own) {
    try {
      this.#worker.postMessage({ id, ask, given: await own() });
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
  const message = `The worker could not be started; serve it beside the script or name it with init({ worker }), and allow it by worker-src where the page has a Content Security Policy (blob: where the package lies on another origin). ${event.message ?? ""}`;
  return new TintypeError({ code: "network", message: message.trimEnd(), retryable: true, attempts: 0 });
}

function isCloneable(value) {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
