// Events and outcomes of a call, from the text and the Blobs that its module hands over.

import { parsed, toError } from "./error.js";
import { GeneratedImage, Generation } from "./image.js";

/** @import * as declared from "./types.d.ts" */

/** The images of one call, each handed over once and named by its place from then on. */
export class Outcome {
  /** @type {GeneratedImage[]} */
  #images = [];

  /**
   * An event of a stream, its image made.
   * @param {any} event
   * @param {Blob} [blob]
   * @returns {declared.StreamEvent}
   */
  event({ image, ...event }, blob) {
    return image ? { ...event, image: this.#add(image, blob) } : event;
  }

  /** The whole outcome: the generation, and the turn that it is in a conversation. */
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

/** A turn with Blobs in place of their numbers. */
function restored({ user, answer, model }, blobs) {
  const part = ({ inlineData, ...fields }) => (inlineData ? { ...fields, inlineData: { ...inlineData, data: blobs[inlineData.data] } } : fields);
  const content = ({ role, parts }) => ({ role, parts: parts.map(part) });
  return { user: content(user), answer: content(answer), model };
}
