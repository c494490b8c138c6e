// Uploads of the images of a conversation. Each image is uploaded once, and every later turn refers to it by its URL.

/** The remaining lifetime below which a file is uploaded again. It suffices for a call, which takes minutes at most. */
const MARGIN_MS = 600_000;

/** @import * as declared from "./types.d.ts" */

export class TurnFiles {
  #upload;
  /**
   * The promise of the file for each Blob.
   * @type {WeakMap<Blob, Promise<declared.UploadedFile>>}
   */
  #files = new WeakMap();

  /** @param {(blob: Blob, options: declared.GenerateOptions) => Promise<declared.UploadedFile>} upload */
  constructor(upload) {
    this.#upload = upload;
  }

  /**
   * Replaces the images of these turns with the URLs of their files.
   * @param {readonly declared.Turn[]} turns
   * @param {declared.GenerateOptions} options
   * @returns {Promise<readonly object[]>}
   */
  async of(turns, options) {
    const content = async (/** @type {declared.Content} */ { role, parts }) => ({ role, parts: await Promise.all(parts.map((part) => this.#part(part, options))) });
    return Promise.all(turns.map(async ({ user, answer, model }) => ({ user: await content(user), answer: await content(answer), model })));
  }

  /**
   * @param {declared.ContentPart} part
   * @param {declared.GenerateOptions} options
   */
  async #part({ inlineData, ...fields }, options) {
    if (!inlineData) return fields;
    const { uri, mimeType } = await this.#file(inlineData.data, options);
    return { ...fields, fileData: { mimeType, fileUri: uri } };
  }

  async #file(blob, options) {
    const known = await this.#files.get(blob)?.catch(() => undefined);
    if (known && lives(known)) return known;
    const uploaded = this.#upload(blob, options);
    this.#files.set(blob, uploaded);
    return uploaded;
  }
}

/** @param {declared.UploadedFile} file */
const lives = ({ expiresAt }) => expiresAt === undefined || Date.parse(expiresAt) - Date.now() > MARGIN_MS;
