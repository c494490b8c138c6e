// An image with its object URL. The URL is valid until dispose(), even if this object is garbage-collected, because a
// page may hold nothing but the URL.

const disposal = Symbol.dispose ?? Symbol.for("Symbol.dispose");

/** @import * as declared from "./types.d.ts" */

/** @implements {declared.GeneratedImage} */
export class GeneratedImage {
  /** @type {string | undefined} */
  #url;
  #isDisposed = false;

  constructor(record) {
    // The URL is created on first use, so that an unused image does not leak one. It is an own property, so that a copy
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
    // Undefined only if the call did not request an image.
    this.image = /** @type {declared.GeneratedImage} */ (this.images.at(-1));
  }

  dispose() {
    for (const image of [...this.images, ...this.drafts]) image.dispose();
  }

  [disposal]() {
    this.dispose();
  }
}
