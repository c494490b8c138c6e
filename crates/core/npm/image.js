// An image with its address. The address lives until dispose(), whatever the garbage collector does to this
// object: a page may hold no more than the address.

const disposal = Symbol.dispose ?? Symbol.for("Symbol.dispose");

/** @import * as declared from "./types.d.ts" */

/** @implements {declared.GeneratedImage} */
export class GeneratedImage {
  /** @type {string | undefined} */
  #url;
  #isDisposed = false;

  constructor(record) {
    // Made on first use, so that an image that nobody looked at leaves none behind; an own member, so that a copy
    // of this object has it too.
    Object.defineProperty(this, "url", { get: () => this.#address(), enumerable: true });
    Object.assign(this, record);
  }

  dispose() {
    this.#isDisposed = true;
    if (this.#url) globalThis.URL.revokeObjectURL(this.#url);
  }

  [disposal]() {
    this.dispose();
  }

  #address() {
    if (this.#url === undefined) {
      this.#url = addressOf(this.blob);
      if (this.#isDisposed) this.dispose();
    }
    return this.#url;
  }
}

function addressOf(blob) {
  try {
    // Service workers have no object URLs.
    return globalThis.URL.createObjectURL?.(blob) ?? "";
  } catch {
    // A getter that throws would break code that copies or prints the image.
    return "";
  }
}

/** @implements {declared.Generation} */
export class Generation {
  constructor(record) {
    Object.assign(this, record);
    // Undefined where no image was requested alone.
    this.image = /** @type {declared.GeneratedImage} */ (this.images.at(-1));
  }

  dispose() {
    for (const image of [...this.images, ...this.drafts]) image.dispose();
  }

  [disposal]() {
    this.dispose();
  }
}
