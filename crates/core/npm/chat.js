// A conversation: this side keeps the turns, the wasm module knows what to send of them.

import { fromBase64, toBase64 } from "./base64.js";
import { Client } from "./client.js";

const FORMAT = "tintype-chat-1";

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
