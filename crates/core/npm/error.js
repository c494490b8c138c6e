// The one error class. Its guard goes by name, so that it works across realms and copies of the package.

/** @import * as declared from "./types.d.ts" */
/**
 * The members of an error, as the package writes them.
 * @typedef {{ code: declared.ErrorCode, message: string, retryable: boolean, attempts: number, field?: string, details?: unknown, cause?: unknown }} ErrorDetails
 */

export class TintypeError extends Error {
  /** @type {"TintypeError"} */
  name = "TintypeError";

  /** @param {ErrorDetails} details */
  constructor({ message, cause, ...members }) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, members);
  }
}

/**
 * @param {any} value
 * @returns {value is declared.TintypeError}
 */
export function isTintypeError(value) {
  return typeof value === "object" && value?.name === "TintypeError" && typeof value.code === "string";
}

/** The error of a record from a wasm module, or of its text; anything else is passed on as it is. */
export function toError(thrown) {
  const record = typeof thrown === "string" && thrown.startsWith("{") ? parsed(thrown) : thrown;
  const isRecord = typeof record === "object" && record !== null && !(record instanceof Error) && "code" in record;
  if (!isRecord) return record;
  const { fetchError, ...members } = record;
  return new TintypeError(fetchError ? { ...members, cause: revived(fetchError) } : members);
}

/** The error below one of `fetch`, from its record: a record can be sent out of a worker whole, and has no key in it. */
function revived({ name, message, cause, errors, ...members }) {
  const options = cause && { cause: revived(cause) };
  const error = errors ? new AggregateError(errors.map(revived), message, options) : new Error(message, options);
  return Object.assign(error, name === error.name ? members : { name, ...members });
}

/**
 * The error of a call that its signal ended.
 * @param {unknown} cause the signal's reason
 */
export function aborted(cause, attempts = 0) {
  return new TintypeError({ code: "aborted", message: "The call was aborted by its signal.", retryable: false, attempts, cause });
}

/** A text of a wasm module, read; an error with a code where there is no memory for it. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw typed(error);
  }
}

/**
 * No error leaves the package without a code.
 * @param {any} error as it was thrown
 * @param {declared.ErrorCode} code for an error of no class of the package
 * @returns {declared.TintypeError}
 */
export function typed(error, code = "malformed-response", what = "The outcome cannot be handed over.") {
  if (isTintypeError(error)) return error;
  const message = `${what} ${error?.message ?? ""}`.trimEnd();
  return new TintypeError({ code, message, retryable: false, attempts: 0, cause: error });
}
