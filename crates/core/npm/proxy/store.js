// Sets `"store": false` in a streamed body. Google stores the requests of new projects unless a request opts out.

import { joined } from "./bytes.js";
import { Refusal } from "./refusal.js";

const UNSTORED = new TextEncoder().encode('"store":false');
const COMMA_BEFORE = new TextEncoder().encode(",");
const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [123, 125, 91, 93];
/** The length of "store" in quotes with every letter escaped. A longer name cannot match, so it is not buffered. */
const MAX_NAME_LENGTH = 32;

/** Returns the body with the member set. `refuse` builds the error to throw for a body that is not an object. */
export function unstored(body, refuse) {
  const reader = body.getReader();
  const setter = new StoreSetter();
  const isWrong = () => {
    reader.cancel().catch(() => {});
    return refuse(new Refusal(400, "INVALID_ARGUMENT", "The request must be one JSON object."));
  };
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const { done, value } = await reader.read();
        if (done && setter.isWhole) return controller.close();
        const chunk = done ? undefined : setter.push(value);
        if (!chunk) throw isWrong();
        if (chunk.length > 0) return controller.enqueue(chunk);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}

/**
 * A streaming rewriter that sets the member `store` of a JSON object to false. It replaces an existing member, even if
 * the name is escaped, or else appends one. Only the outermost object is parsed, so images are skipped without parsing.
 */
export class StoreSetter {
  #depth = 0;
  /** The expected token of the outermost object: start, name, colon, value (or its terminator), end. */
  #expects = "start";
  #isInString = false;
  #isEscaped = false;
  /** The bytes of a name that may be `store`. */
  #name;
  #isDropping = false;
  #hasMembers = false;
  #hasStore = false;
  #bytes;
  #from = 0;
  #out = [];

  get isWhole() {
    return this.#expects === "end";
  }

  /** Returns the bytes to pass on for a chunk, or undefined if the body is not a JSON object. */
  push(bytes) {
    [this.#bytes, this.#from, this.#out] = [bytes, 0, []];
    for (let at = 0; at < bytes.length;) {
      if (this.#isInString) at = this.#string(at);
      else if (this.#structure(bytes[at], at)) at += 1;
      else return undefined;
    }
    this.#emit(bytes.length);
    return joined(this.#out);
  }

  #emit(to) {
    if (!this.#isDropping && to > this.#from) this.#out.push(this.#bytes.subarray(this.#from, to));
    this.#from = to;
  }

  /** Skips to the end of a string, and returns the index after it. */
  #string(at) {
    const end = this.#endOfString(at);
    if (this.#name) {
      this.#name = joined([this.#name, this.#bytes.subarray(at, end)]);
      this.#from = end;
      if (!this.#isInString || this.#name.length > MAX_NAME_LENGTH) this.#settleName();
    }
    if (!this.#isInString && this.#expects === "name") this.#expects = "colon";
    return end;
  }

  #endOfString(at) {
    const bytes = this.#bytes;
    for (let next = at; next < bytes.length;) {
      if (this.#isEscaped) {
        this.#isEscaped = false;
        next += 1;
        continue;
      }
      const quote = bytes.indexOf(QUOTE, next);
      const end = quote < 0 ? bytes.length : quote;
      const escape = bytes.subarray(next, end).indexOf(BACKSLASH);
      if (escape >= 0) {
        this.#isEscaped = true;
        next += escape + 1;
      } else {
        this.#isInString = quote < 0;
        return quote < 0 ? end : quote + 1;
      }
    }
    return bytes.length;
  }

  #settleName() {
    const name = this.#name;
    this.#name = undefined;
    if (!isStore(name)) return this.#out.push(name);
    this.#out.push(UNSTORED);
    this.#hasStore = true;
    this.#isDropping = true;
  }

  /** Handles a byte outside of strings. Returns false for a syntax error. */
  #structure(byte, at) {
    if (byte === 32 || byte === 10 || byte === 13 || byte === 9) return true;
    if (this.#depth > 1) return this.#nested(byte);
    if (this.#depth === 1) return this.#member(byte, at);
    if (this.#expects !== "start" || byte !== OPEN_OBJECT) return false;
    this.#depth = 1;
    this.#expects = "name";
    return true;
  }

  #nested(byte) {
    if (byte === QUOTE) this.#isInString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#depth -= 1;
    return true;
  }

  #member(byte, at) {
    const isEmpty = this.#expects === "name" && !this.#hasMembers;
    if (byte === CLOSE_OBJECT) return (isEmpty || this.#expects === "value") && this.#close(at);
    if (this.#expects === "name") return byte === QUOTE && this.#openName(at);
    if (this.#expects === "colon") {
      this.#expects = "value";
      return byte === COLON;
    }
    if (byte === COMMA) return this.#next(at);
    return byte !== COLON && byte !== CLOSE_ARRAY && this.#nested(byte);
  }

  #openName(at) {
    this.#emit(at);
    this.#name = new Uint8Array([QUOTE]);
    this.#from = at + 1;
    this.#isInString = true;
    this.#hasMembers = true;
    return true;
  }

  #next(at) {
    this.#emit(at);
    this.#isDropping = false;
    this.#expects = "name";
    return true;
  }

  #close(at) {
    this.#emit(at);
    this.#isDropping = false;
    if (!this.#hasStore) this.#out.push(...(this.#hasMembers ? [COMMA_BEFORE, UNSTORED] : [UNSTORED]));
    this.#depth = 0;
    this.#expects = "end";
    return true;
  }
}

function isStore(name) {
  try {
    return JSON.parse(new TextDecoder().decode(name)) === "store";
  } catch {
    return false;
  }
}
