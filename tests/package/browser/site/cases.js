// Calls of the package in a page or a worker, as functions for tests. Each returns plain data.

import { Chat, Client, generate, isTintypeError, stream } from "tintype";

const PROMPT = "a lighthouse at dusk";

/** Describes an image: how the browser decodes it, and the properties that the package reports. */
export async function describe(image) {
  return {
    scheme: /^\w+:/.exec(image.url)?.[0] ?? "",
    shown: await (globalThis.Image ? sizeShown(image.url) : sizeDecoded(image.blob)),
    reported: [image.width, image.height],
    mime: [image.blob.type, image.mimeType],
    bytes: [image.blob.size, image.byteLength],
    final: image.final,
  };
}

async function sizeShown(url) {
  const shown = new Image();
  shown.src = url;
  await shown.decode();
  return [shown.naturalWidth, shown.naturalHeight];
}

/** Decodes with `createImageBitmap`, because workers have no elements. */
async function sizeDecoded(blob) {
  const { width, height } = await createImageBitmap(blob);
  return [width, height];
}

export async function generated(options) {
  const result = await generate({ prompt: PROMPT, aspectRatio: "16:9", ...options });
  const image = await describe(result.image);
  result.dispose();
  return image;
}

export async function streamed(options) {
  const events = [];
  const running = stream({ prompt: PROMPT, aspectRatio: "3:4", ...options });
  for await (const event of running) {
    events.push(event.type === "image" ? { type: "image", ...(await describe(event.image)) } : { type: event.type });
  }
  const result = await running.result();
  return { events, image: await describe(result.image), finishReason: result.finishReason };
}

/** Runs two turns; the picture of the first is the input of the second. */
export async function continued(options) {
  const client = new Client(options);
  const first = await client.generate({ prompt: PROMPT });
  const second = await client.generate({ prompt: "at night", images: first.image });
  const [before, after] = await Promise.all([first, second].map(({ image }) => image.blob.arrayBuffer()));
  const image = await describe(second.image);
  const same = before.byteLength === after.byteLength && isSame(new Uint8Array(before), new Uint8Array(after));
  return { image, same };
}

function isSame(one, other) {
  return one.every((byte, place) => byte === other[place]);
}

/** Generates a picture with network, parsing and encoding in the package's own worker. */
export async function generatedByWorker(options) {
  const client = new Client({ ...options, worker: true });
  const { image } = await client.generate({ prompt: PROMPT, aspectRatio: "16:9" });
  const described = await describe(image);
  client.dispose();
  return described;
}

/** Calls hooks in the page while the call runs in the worker. One of them aborts a second call. */
export async function hookedInWorker(options) {
  const seen = [];
  const note = (name) => (about) => void seen.push([name, about.status ?? about.attempt ?? about.method, about.apiKey?.()]);
  const hooks = { beforeRequest: note("request"), afterResponse: note("response"), beforeRetry: note("retry") };
  const client = new Client({ ...options, worker: true, hooks });
  const { response } = await client.generate({ prompt: PROMPT, aspectRatio: "16:9" });
  const stopped = new Error("not now");
  const refused = await client.generate({ prompt: PROMPT, hooks: { beforeRequest: () => Promise.reject(stopped) } }).catch((error) => error);
  client.dispose();
  return { seen, status: response.status, headers: response.headers instanceof Headers, refused: [refused.code, refused.cause === stopped] };
}

/** Runs a conversation of two turns, saves and restores it, and continues with a third. */
export async function conversed(options) {
  const client = new Client(options);
  const chat = client.chat();
  await chat.send({ prompt: PROMPT });
  await chat.send({ prompt: "at night" });
  const restored = Chat.from(JSON.parse(JSON.stringify(await chat.toJSON())), client);
  const { image } = await restored.send({ prompt: "in fog" });
  return { image: await describe(image), turns: [chat.turns.length, restored.turns.length] };
}

/** Returns the error of a failed call. `abortWhen` is the phase in which the caller aborts. */
export async function failed({ abortWhen, ...options }) {
  const controller = new AbortController();
  const reason = { reason: "enough" };
  const onProgress = ({ phase }) => phase === abortWhen && controller.abort(reason);
  if (abortWhen === "before") controller.abort(reason);
  try {
    const retry = { attempts: 1 };
    await generate({ prompt: PROMPT, retry, signal: controller.signal, onProgress, ...options });
    return { code: "nothing failed" };
  } catch (error) {
    return {
      code: error.code,
      name: error.name,
      message: error.message,
      retryable: error.retryable,
      isError: error instanceof Error && isTintypeError(error),
      texts: [String(error), error.stack, JSON.stringify(error)].join("\n"),
      keepsReason: error.cause === reason,
    };
  }
}

/** Uploads to a service that reads the rest of a file only after the page has reported progress. */
export async function uploaded({ bytes, abortsWithin, ...options }) {
  const reports = [];
  const controller = new AbortController();
  const client = new Client(options);
  let isReleased = false;
  const onProgress = ({ sentBytes, totalBytes }) => {
    reports.push([sentBytes, totalBytes]);
    if (isReleased || sentBytes === 0 || sentBytes === totalBytes) return;
    isReleased = true;
    if (abortsWithin) controller.abort();
    else fetch(`${options.baseUrl}/release`);
  };
  try {
    const file = new Blob([new Uint8Array(bytes)], { type: "video/mp4" });
    const { uri } = await client.upload(file, { signal: controller.signal, onProgress });
    return { reports, uri };
  } catch ({ code }) {
    return { reports, code };
  } finally {
    client.dispose();
  }
}

/** Disposes an image: its URL is revoked, while its Blob remains usable. */
export async function disposed(options) {
  const { image } = await generate({ prompt: PROMPT, ...options });
  image.dispose();
  image.dispose();
  const alive = await fetch(image.url).then(
    () => true,
    () => false,
  );
  return { alive, bytes: (await image.blob.arrayBuffer()).byteLength, byteLength: image.byteLength };
}

/** Runs the library with the caller's own `fetch`. */
export async function drawnBy(fetch) {
  const client = new Client({ fetch, apiKey: "sandbox", model: "gemini-3.1-flash-image" });
  const { image } = await client.generate({ prompt: PROMPT, aspectRatio: "1:1", imageSize: "512" });
  return describe(image);
}
