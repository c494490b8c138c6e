// Serialization of call options as JSON, with an index in place of each image. The wasm module makes all checks when it
// parses the text, so that one error lists every problem.

/** The placeholder for a value that JSON cannot represent, a number literal out of the range of a double. */
const UNREADABLE = "1e999";
/** The substitute for infinity, which JSON lacks. It is equivalent for every limit that may be infinite. */
const ENDLESS = "1e308";
/** The maximum nesting depth, which detects cycles. Valid options are never that deep. */
const MAX_DEPTH = 64;

/** Serializes options to text and a list of the images in it. `marks` are internal members that no caller sets. */
export function written(options, marks) {
  const values = [];
  const slot = (value) => values.push(value) - 1;
  const members = Object.entries({ __proto__: null, ...options, ...marks }).filter(([, value]) => value !== undefined && value !== null);
  const text = members.map(([name, value]) => `${JSON.stringify(name)}:${member(name, value, slot)}`);
  return { text: `{${text}}`, values };
}

function member(name, value, slot) {
  try {
    return Object.hasOwn(WRITERS, name) ? WRITERS[name](value, slot) : number(value) ?? json(value);
  } catch {
    return UNREADABLE;
  }
}

const HOOKS = ["beforeRequest", "afterResponse", "beforeRetry"];
const areHooks = (value) => typeof value === "object" && Object.entries(value).every(([name, hook]) => HOOKS.includes(name) && (hook === undefined || typeof hook === "function"));

const isFunction = (value) => String(typeof value === "function");

const WRITERS = {
  images: (value, slot) => list(listOf(value) ?? [value], (image) => reference(image) ?? slot(image)),
  contents: (value, slot) => (listOf(value) ? list(listOf(value), (turn) => content(turn, (inline) => inlineImage(inline, slot))) : json(value)),
  turns: (value, slot) => list(value, (turn) => `{"user":${kept(turn.user, slot)},"answer":${kept(turn.answer, slot)},"model":${json(turn.model)}}`),
  baseUrl: (value) => json(value instanceof URL ? value.href : value),
  headers: (value) => (typeof value === "function" ? "true" : json(headerPairs(value) ?? NaN)),
  apiKey: (value) => (typeof value === "string" ? json(value) : isFunction(value)),
  fetch: isFunction,
  hooks: (value) => String(areHooks(value)),
  onProgress: isFunction,
  // A signal of a polyfill or another realm is not an instance of this `AbortSignal`, but works as well.
  signal: (value) => String(typeof value.aborted === "boolean"),
  worker: String,
  retry: limits,
  input: limits,
};

/** Converts headers in any form that `new Headers()` accepts to pairs. Returns undefined for invalid headers. */
export function headerPairs(headers) {
  try {
    return [...new Headers(headers)];
  } catch {
    return undefined;
  }
}

/** Serializes a file given by its URL, which the service fetches itself. */
function reference(value) {
  if (typeof value?.uri !== "string") return undefined;
  const { mimeType, uri } = value;
  return `{"fileData":${object({ mimeType, fileUri: uri }, json)}}`;
}

const listOf = (value) => (Array.isArray(value) ? [...value] : undefined);
const list = (items, write) => `[${items.map(write)}]`;

function number(value) {
  if (typeof value !== "number" || Number.isFinite(value)) return undefined;
  if (Number.isNaN(value)) return UNREADABLE;
  return value > 0 ? ENDLESS : `-${ENDLESS}`;
}

/** Serializes an object whose numbers may be infinite. */
function limits(value) {
  if (typeof value !== "object" || Array.isArray(value)) return json(value);
  return object(value, (found) => number(found) ?? json(found));
}

/** Serializes the defined members of an object. */
function object(value, write) {
  const members = Object.entries(value).filter(([, found]) => found !== undefined);
  return `{${members.map(([name, found]) => `${JSON.stringify(name)}:${write(found, name)}`)}}`;
}

/** Serializes a turn in wire format, except that `inlineData.data` may be an image in any form. */
function content(turn, image) {
  const parts = listOf(turn?.parts)?.map((part) => partOf(part, image));
  return `{"role":${json(turn?.role)},"parts":[${parts ?? ""}]}`;
}

function partOf(part, image) {
  try {
    const { inline_data: inlineData = undefined, ...rest } = part;
    return object({ ...(inlineData !== undefined && { inlineData }), ...rest }, (value, name) => (name === "inlineData" ? image(value) : json(value)));
  } catch {
    return UNREADABLE;
  }
}

function inlineImage({ data }, slot) {
  // In wire format, the data is bare base64.
  return slot(typeof data === "string" && !data.includes(":") ? `data:;base64,${data}` : data);
}

const kept = (turn, slot) => content(turn, ({ mimeType, data }) => `{"mimeType":${json(mimeType)},"data":${slot(data)}}`);

/** Serializes a value. Throws if `JSON.stringify` would silently omit it, so that the module refuses it by name. */
function json(value, depth = MAX_DEPTH) {
  if (depth === 0) throw new TypeError("too deep");
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
  if (typeof value !== "object") throw new TypeError("no JSON");
  if (Array.isArray(value)) return list([...value], (item) => json(item, depth - 1));
  return object(value, (found) => json(found, depth - 1));
}
