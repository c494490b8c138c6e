// The error class of the package. Its type guard compares names, so that it works across realms and package copies.

/** @import * as declared from "./types.d.ts" */
/**
 * The members that the package sets on an error.
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

/** Converts an error record from a wasm module, or its JSON text, to an error. Other values are returned unchanged. */
export function toError(thrown) {
  const record = typeof thrown === "string" && thrown.startsWith("{") ? parsed(thrown) : thrown;
  const isRecord = typeof record === "object" && record !== null && !(record instanceof Error) && "code" in record;
  if (!isRecord) return record;
  const { fetchError, ...members } = record;
  return new TintypeError(fetchError ? { ...members, cause: revived(fetchError) } : members);
}

/** Rebuilds an error of `fetch` from its record, which a worker can post without loss and which contains no key. */
function revived({ name, message, cause, errors, ...members }) {
  const options = cause && { cause: revived(cause) };
  const error = errors ? new AggregateError(errors.map(revived), message, options) : new Error(message, options);
  return Object.assign(error, name === error.name ? members : { name, ...members });
}

/**
 * Creates the error of a call that was aborted by its signal.
 * @param {unknown} cause the signal's reason
 */
export function aborted(cause, attempts = 0) {
  return new TintypeError({ code: "aborted", message: "The call was aborted by its signal.", retryable: false, attempts, cause });
}

/** Parses the JSON text of a wasm module. Throws an error with a code if memory runs out. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw typed(error);
  }
}

/**
 * Wraps an error that has no code, so that every error of the package has one.
 * @param {any} error as it was thrown
 * @param {declared.ErrorCode} code the code of an error that is not a `TintypeError`
 * @returns {declared.TintypeError}
 */
export function typed(error, code = "malformed-response", what = "The outcome cannot be handed over.") {
  if (isTintypeError(error)) return error;
  const message = `${what} ${error?.message ?? ""}`.trimEnd();
  return new TintypeError({ code, message, retryable: false, attempts: 0, cause: error });
}
