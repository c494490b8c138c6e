// An image with its address. The address lives until dispose(), whatever the garbage collector does to this
// object: a page may hold no more than the address.

const disposal = Symbol.dispose ?? Symbol.for("Symbol.dispose");

export class GeneratedImage {
  constructor(record) {
    // Service workers have no object URLs.
    this.url = globalThis.URL.createObjectURL?.(record.blob) ?? "";
    Object.assign(this, record);
  }

  dispose() {
    if (this.url) globalThis.URL.revokeObjectURL(this.url);
  }

  [disposal]() {
    this.dispose();
  }
}

export class Generation {
  constructor(record, toImage) {
    Object.assign(this, record);
    this.images = record.images.map(toImage);
    this.drafts = record.drafts.map(toImage);
    this.image = this.images.at(-1);
    this.parts = record.parts.map((part) => (part.image ? { ...part, image: toImage(part.image) } : part));
  }

  dispose() {
    for (const image of [...this.images, ...this.drafts]) image.dispose();
  }

  [disposal]() {
    this.dispose();
  }
}

/** Makes one image of each Blob, however often the same Blob is met within a call. */
export function imageMaker() {
  const images = new Map();
  return (record) => {
    const image = images.get(record.blob) ?? new GeneratedImage(record);
    images.set(record.blob, image);
    return image;
  };
}
