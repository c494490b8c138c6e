// The client: defaults for many calls, and the end of all that runs. And its conversations: this side keeps the turns, the
// wasm module knows what to send of them. They know each other, so they share a file.

import { fromBase64, toBase64 } from "./base64.js";
import { call, models } from "./call.js";
import { TintypeError, typed } from "./error.js";
import { load } from "./module.js";
import { merged } from "./options.js";
import { linked, unlessAborted } from "./signal.js";
import { GenerationStream } from "./stream.js";
import { WorkerModule } from "./worker-module.js";

const FORMAT = "tintype-chat-1";

export class Client {
  #defaults;
  #workerModule;
  /** The ends of the calls that run. No controller of the client: some servers forbid requests to share one. */
  #open = new Set();

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
    return this.#call(options, models);
  }

  dispose() {
    const reason = new DOMException("The client was disposed.", "AbortError");
    for (const end of this.#open) end(reason);
    this.#workerModule?.end();
    this.#workerModule = undefined;
  }

  /** Makes a call that ends with the client. */
  async #call(options, make) {
    const whole = this.#whole(options);
    const { signal, abort, unlink } = linked(whole.signal);
    this.#open.add(abort);
    try {
      const module = this.#module(whole);
      // A turn of a chat waits for the one before it; until then nobody hears that its module is refused.
      module.catch(() => {});
      return await make(module, merged(whole, { signal }));
    } finally {
      this.#open.delete(abort);
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

export class Chat {
  #send;
  #turns;
  /** How many of the turns come from JSON: their images may be anything, and are cleaned before they are sent. */
  #restored;
  #last = Promise.resolve();

  constructor(send, turns = [], restored = 0) {
    this.#send = send;
    this.#turns = turns;
    this.#restored = restored;
  }

  get turns() {
    return Object.freeze([...this.#turns]);
  }

  /** One after the other, since each turn is sent with those before it. A call that fails leaves no turn behind. */
  async send(options) {
    const before = this.#last.then(() => this.#turns);
    const sent = this.#send(options, before, this.#restored);
    const kept = sent.then(({ turn }) => (this.#turns = [...this.#turns, turn]));
    this.#last = Promise.allSettled([before, kept]);
    await kept;
    return (await sent).generation;
  }

  fork(turn = this.#turns.length) {
    const turns = this.#turns.slice(0, turn);
    return new Chat(this.#send, turns, Math.min(this.#restored, turns.length));
  }

  async toJSON() {
    const blobs = [];
    this.#turns.forEach((turn) => mapImages(turn, (blob) => blobs.push(blob)));
    const texts = new Map(await Promise.all(blobs.map(async (blob) => [blob, await toBase64(blob)])));
    return { format: FORMAT, turns: this.#turns.map((turn) => mapImages(turn, (blob) => texts.get(blob))) };
  }

  /** A chat that goes on where toJSON() left off, by way of `client`. */
  static from(json, client = new Client()) {
    if (json?.format !== FORMAT || !Array.isArray(json.turns)) throw new TypeError("This is no chat of tintype.");
    const turns = json.turns.map((turn) => mapImages(turn, fromBase64));
    return new Chat(client.chat().#send, turns, turns.length);
  }
}

/** A turn with the data of every image converted. */
function mapImages({ user, answer, model }, convert) {
  const part = (found) => {
    if (!found.inlineData) return found;
    const { mimeType, data } = found.inlineData;
    return { ...found, inlineData: { mimeType, data: convert(data, mimeType) } };
  };
  const content = ({ role, parts }) => ({ role, parts: parts.map(part) });
  return { user: content(user), answer: content(answer), model };
}

function invalid(field, message, cause) {
  const details = [{ field, message }];
  return new TintypeError({ code: "invalid-options", message: `${field}: ${message}`, field, details, retryable: false, attempts: 0, cause });
}
