// The client: defaults for many calls.

import { call } from "./call.js";
import { GenerationStream } from "./stream.js";

export class Client {
  #defaults;

  constructor(defaults = {}) {
    this.#defaults = { ...defaults };
  }

  async generate(options) {
    return call({ ...this.#defaults, ...options }, false);
  }

  stream(options) {
    return new GenerationStream({ ...this.#defaults, ...options });
  }
}
