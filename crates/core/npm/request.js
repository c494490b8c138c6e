// The options of a call as JSON text, with a number in place of each image. All checks are made where the text is read,
// so that every problem is named at once.

/** JSON for a value that JSON cannot hold: a number that no reader takes for one. */
const UNREADABLE = "1e999";
/** As JSON has no infinity, and each limit that may be infinite is as good with this. */
const ENDLESS = "1e308";
/** Deeper than any option; a cycle is deeper than that. */
const MAX_DEPTH = 64;

/** The text of options and the images in it. `marks` are members that no caller sets. */
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
  // A polyfill or another realm's signal is no instance of ours and as good.
  signal: (value) => String(typeof value.aborted === "boolean"),
  worker: String,
  retry: limits,
  input: limits,
};

/** Headers in any form that `new Headers()` takes; undefined for what cannot be headers. */
export function headerPairs(headers) {
  try {
    return [...new Headers(headers)];
  } catch {
    return undefined;
  }
}

/** A file by its address, which the service fetches itself. */
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

/** An object whose numbers may be infinite. */
function limits(value) {
  if (typeof value !== "object" || Array.isArray(value)) return json(value);
  return object(value, (found) => number(found) ?? json(found));
}

/** The members of an object that are set. */
function object(value, write) {
  const members = Object.entries(value).filter(([, found]) => found !== undefined);
  return `{${members.map(([name, found]) => `${JSON.stringify(name)}:${write(found, name)}`)}}`;
}

/** A turn as on the wire, but that `inlineData.data` may be an image in any form. */
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
  // The wire's own form is bare base64.
  return slot(typeof data === "string" && !data.includes(":") ? `data:;base64,${data}` : data);
}

const kept = (turn, slot) => content(turn, ({ mimeType, data }) => `{"mimeType":${json(mimeType)},"data":${slot(data)}}`);

/** JSON of a value, or an exception: what JSON would leave out in silence is refused by name. */
function json(value, depth = MAX_DEPTH) {
  if (depth === 0) throw new TypeError("too deep");
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
  if (typeof value !== "object") throw new TypeError("no JSON");
  if (Array.isArray(value)) return list([...value], (item) => json(item, depth - 1));
  return object(value, (found) => json(found, depth - 1));
}
