// The client, which holds the defaults of its calls and aborts them on disposal, and its chats. A chat stores the
// turns, and the wasm module selects which of them to send. The two classes refer to each other, so they share a file.

import { fromBase64, toBase64 } from "./base64.js";
import { call, models, upload } from "./call.js";
import { TintypeError, typed } from "./error.js";
import { load } from "./module.js";
import { merged } from "./options.js";
import { anySignal, unlessAborted } from "./signal.js";
import { GenerationStream } from "./stream.js";
import { TurnFiles } from "./turn-files.js";
import { WorkerModule } from "./worker-module.js";

/** @import * as declared from "./types.d.ts" */

const FORMAT = "tintype-chat-1";

/** @implements {declared.Client} */
export class Client {
  #defaults;
  /** @type {WorkerModule | undefined} */
  #workerModule;
  /**
   * The abort functions of the running calls. Calls do not share a controller, because some server runtimes forbid it.
   * @type {Set<(reason: unknown) => void>}
   */
  #open = new Set();

  /** @param {declared.ClientOptions} defaults */
  constructor(defaults = {}) {
    this.#defaults = merged(defaults);
  }

  /** @type {declared.Client["generate"]} */
  async generate(options) {
    const { generation } = await this.#call(options, (module, whole, abort) => call(module, whole, { abort }));
    return generation;
  }

  /** @type {declared.Client["stream"]} */
  stream(options) {
    return new GenerationStream((signal, observe) => {
      return this.#call({ ...options, signal }, (module, whole, abort) => call(module, whole, { abort, isStream: true, observe }));
    }, options?.signal);
  }

  /** @param {declared.ChatOptions} defaults */
  chat(defaults = {}) {
    // Keep the size of the image, which was fitted before or comes from the service. `onProgress` is for the call.
    const files = new TurnFiles((blob, { onProgress, input, ...options }) => this.upload(blob, { ...options, input: { ...input, maxSidePx: 0 } }));
    return new Chat((options, { turns, restored }, isStream, observe) => {
      return this.#call(merged(defaults, options), async (module, { uploads, ...whole }, abort) => {
        const kept = turns.then((turns) => (uploads ? files.of(turns, whole) : turns));
        const history = { turns: await unlessAborted(kept, whole.signal), restored };
        return call(module, merged(whole, history), { abort, isStream, observe });
      });
    });
  }

  /** @type {declared.Client["models"]} */
  async models(options) {
    return this.#call(options, (module, whole, abort) => models(module, whole, { abort }));
  }

  /**
   * @param {declared.ImageInput} file
   * @param {declared.UploadOptions & Pick<declared.GenerateOptions, "input">} [options] including `input`, for chats
   */
  async upload(file, options) {
    return this.#call(options, (module, whole, abort) => upload(module, file, whole, { abort }));
  }

  dispose() {
    const reason = new DOMException("The client was disposed.", "AbortError");
    for (const end of this.#open) end(reason);
    this.#workerModule?.end();
    this.#workerModule = undefined;
  }

  /** Makes a call that `dispose` aborts. */
  async #call(options, make) {
    const whole = this.#whole(options);
    const { signal, abort, unlink } = anySignal(whole.signal);
    this.#open.add(abort);
    try {
      const module = this.#module(whole);
      // A turn of a chat waits for the previous turn. Until then, a rejection here would be reported as unhandled.
      module.catch(() => {});
      return await make(module, merged(whole, { signal }), abort);
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

  /** @param {declared.ClientOptions} options */
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
  } catch (/** @type {any} */ cause) {
    throw invalid("worker", `cannot be started; serve the package from the page's own origin, or leave it out. ${cause.message}`, cause);
  }
}

/**
 * Makes one call of a conversation.
 * @typedef {(options: declared.GenerateOptions, history: { turns: Promise<readonly declared.Turn[]>, restored: number }, isStream: boolean,
 *   observe?: (event: declared.StreamEvent) => void) => Promise<{ generation: declared.Generation, turn: declared.Turn }>} Send
 */

/** @implements {declared.Chat} */
export class Chat {
  #send;
  #turns;
  /** The number of turns restored from JSON. Their images are untrusted, and are normalized before they are sent. */
  #restored;
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();

  /**
   * @param {Send} send
   * @param {readonly declared.Turn[]} turns
   */
  constructor(send, turns = [], restored = 0) {
    this.#send = send;
    this.#turns = turns;
    this.#restored = restored;
  }

  get turns() {
    return Object.freeze([...this.#turns]);
  }

  /** @type {declared.Chat["send"]} */
  async send(options) {
    const { generation } = await this.#next(options, false);
    return generation;
  }

  /** @type {declared.Chat["stream"]} */
  stream(options) {
    return new GenerationStream((signal, observe) => this.#next({ ...options, signal }, true, observe), options?.signal);
  }

  /** Queues a call, because each turn is sent with the earlier turns. A failed call adds no turn. */
  async #next(options, isStream, observe) {
    const turns = this.#last.then(() => this.#turns);
    const reply = this.#send(options, { turns, restored: this.#restored }, isStream, observe);
    const kept = reply.then(({ turn }) => (this.#turns = [...this.#turns, turn]));
    this.#last = Promise.allSettled([turns, kept]);
    await kept;
    return reply;
  }

  fork(turn = this.#turns.length) {
    const turns = this.#turns.slice(0, turn);
    return new Chat(this.#send, turns, Math.min(this.#restored, turns.length));
  }

  /** @type {declared.Chat["toJSON"]} */
  async toJSON() {
    /** @type {Blob[]} */
    const blobs = [];
    this.#turns.forEach((turn) => mapImages(turn, (blob) => blobs.push(blob)));
    const texts = new Map(await Promise.all(blobs.map(async (blob) => /** @type {const} */ ([blob, await toBase64(blob)]))));
    return { format: FORMAT, turns: this.#turns.map((turn) => mapImages(turn, (blob) => texts.get(blob))) };
  }

  /**
   * Restores a chat from the result of toJSON(). Its calls are made by `client`.
   * @param {declared.ChatJson} json
   */
  static from(json, client = new Client()) {
    if (json?.format !== FORMAT || !Array.isArray(json.turns)) throw new TypeError("This is no chat of tintype.");
    const turns = json.turns.map((/** @type {any} */ turn) => mapImages(turn, fromBase64));
    return new Chat(client.chat().#send, turns, turns.length);
  }
}

/** Returns a copy of a turn with the data of every image converted. */
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
