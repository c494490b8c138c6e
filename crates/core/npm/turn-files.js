// The images of a conversation as files of the service: each is sent once, and named by its address in every later turn.

/** How long before its end a file is sent again: a call takes minutes at most. */
const MARGIN_MS = 600_000;

/** @import * as declared from "./types.d.ts" */

export class TurnFiles {
  #upload;
  /**
   * The file of a Blob, as a promise.
   * @type {WeakMap<Blob, Promise<declared.UploadedFile>>}
   */
  #files = new WeakMap();

  /** @param {(blob: Blob, options: declared.GenerateOptions) => Promise<declared.UploadedFile>} upload */
  constructor(upload) {
    this.#upload = upload;
  }

  /**
   * These turns with addresses in place of their images.
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
