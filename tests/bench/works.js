// The contestants and the works (measured tasks) of the benchmark, as data.

/** The contestants by name: a label, and the bundle that contains them. */
export const CONTESTANTS = {
  floor: { label: "the floor: raw PNG", bundle: "plain" },
  tintype: { label: "tintype", bundle: "tintype" },
  "tintype-worker": { label: "tintype, worker: true", bundle: "tintype" },
  "genai-data": { label: "@google/genai, data: URL", bundle: "google-genai" },
  "genai-blob": { label: "@google/genai, atob and Blob", bundle: "google-genai" },
  "ai-sdk": { label: "AI SDK, generateText", bundle: "ai-sdk" },
  "by-hand": { label: "by hand: json(), fromBase64, Blob", bundle: "plain" },
};

const ALL = Object.keys(CONTESTANTS);
const STREAMING = ["floor", "tintype", "tintype-worker", "genai-data"];
const SENDING = ["floor", "tintype", "tintype-worker", "genai-data", "ai-sdk", "by-hand"];
const CHATTING = SENDING.slice(1);
const FIRST = ["by-hand", "tintype", "tintype-worker", "genai-data", "ai-sdk"];
const LIBRARIES = ["tintype", "genai-data", "ai-sdk"];

const SPEEDS = { full: "at full speed", "100mbit": "at 100 Mbit/s" };
const BROWSERS = { chromium: "", firefox: ", Firefox" };
const FORMS = { unary: { what: "in one answer", contestants: ALL }, sse: { what: "streamed", contestants: STREAMING } };

function receiving(size, form, speed, browser = "chromium") {
  const { what, contestants } = FORMS[form];
  return {
    id: ["receive", size, form, speed, ...(browser === "firefox" ? [browser] : [])].join(" "),
    title: `A picture of ${size.replace("mb", " MB")} ${what}, ${SPEEDS[speed]}${BROWSERS[browser]}`,
    contestants,
    browser,
    answer: { size, speed },
    task: { kind: "receive", form },
  };
}

/** Defines a work whose response is sent at full speed. */
const work = (id, title, contestants, size, task, browser = "chromium") => {
  return { id, title, contestants, browser, answer: { size, speed: "full" }, task };
};

const sending = (id, title, inputs, browser) => work(id, title, SENDING, "tiny", { kind: "send", inputs }, browser);

export const WORKS = [
  work("load", "From import to ready, cold and from cache", LIBRARIES, "tiny", { kind: "load" }),
  ...Object.keys(SPEEDS).flatMap((speed) =>
    ["2mb", "20mb"].flatMap((size) => Object.keys(FORMS).map((form) => receiving(size, form, speed))),
  ),
  work("first 2mb", "The first call of a fresh page, a picture of 2 MB", FIRST, "2mb", { kind: "first", form: "unary" }),
  sending("send 1x12mb", "A request with one picture of 12 MB", ["12mb"]),
  sending("send 10x1mb", "A request with ten pictures of 1 MB", Array(10).fill("1mb")),
  work("chat 5x2mb", "A chat of five turns of 2 MB", CHATTING, "2mb", { kind: "chat", count: 5 }),
  work("many 16x2mb", "Sixteen pictures of 2 MB at once", ALL, "2mb", { kind: "many", count: 16 }),
  ...Object.keys(FORMS).map((form) => receiving("20mb", form, "full", "firefox")),
  sending("send 1x12mb firefox", "A request with one picture of 12 MB, Firefox", ["12mb"], "firefox"),
];

/** Filters works and contestants. Each word of the filter is a part of a work's id, a browser or a contestant. */
export function chosenWorks(filter = "") {
  const words = filter.split(/\s+/).filter(Boolean);
  const names = words.filter((word) => word in CONTESTANTS);
  const rest = words.filter((word) => !(word in CONTESTANTS));
  return WORKS.filter(({ id, browser }) => rest.every((word) => [...id.split(" "), browser].includes(word)))
    .map((one) => ({ ...one, contestants: one.contestants.filter((name) => !names.length || names.includes(name)) }))
    .filter(({ contestants }) => contestants.length > 0);
}

/** Rotates the contestants by one each round, so that none is always measured first. */
export function inOrderOf(round, contestants) {
  const first = round % contestants.length;
  return [...contestants.slice(first), ...contestants.slice(0, first)];
}
