// Conversion of the text and Blobs from a wasm module into the events and the outcome of a call.

import { parsed, toError } from "./error.js";
import { GeneratedImage, Generation } from "./image.js";

/** @import * as declared from "./types.d.ts" */

/** The outcome of one call. The module sends each image once, and refers to it by its index from then on. */
export class Outcome {
  /** @type {GeneratedImage[]} */
  #images = [];

  /**
   * Converts an event of a stream, including its image.
   * @param {any} event
   * @param {Blob} [blob]
   * @returns {declared.StreamEvent}
   */
  event({ image, ...event }, blob) {
    return image ? { ...event, image: this.#add(image, blob) } : event;
  }

  /** Converts the whole outcome, which consists of the generation and its turn in a conversation. */
  of([text, ...blobs]) {
    const { turn, newImages, failures, images, drafts, parts, response, ...record } = parsed(text);
    newImages.forEach((image, at) => this.#add(image, blobs[at]));
    const image = (place) => this.#images[place];
    const generation = new Generation({
      ...record,
      response: { ...response, headers: new Headers(response.headers) },
      images: images.map(image),
      drafts: drafts.map(image),
      parts: parts.map((part) => (part.type === "image" ? { ...part, image: image(part.image) } : part)),
      failures: failures.map(toError),
    });
    return { generation, turn: restored(turn, blobs) };
  }

  #add({ place, ...record }, blob) {
    return (this.#images[place] = new GeneratedImage({ ...record, blob }));
  }
}

/** Replaces the indices in a turn with their Blobs. */
function restored({ user, answer, model }, blobs) {
  const part = ({ inlineData, ...fields }) => (inlineData ? { ...fields, inlineData: { ...inlineData, data: blobs[inlineData.data] } } : fields);
  const content = ({ role, parts }) => ({ role, parts: parts.map(part) });
  return { user: content(user), answer: content(answer), model };
}
