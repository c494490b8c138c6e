// What a page does with the package, as functions that tests call: each gives plain data back.

import { Chat, Client, compose, generate, isTintypeError, stream } from "tintype";

const PROMPT = "a lighthouse at dusk";

/** The image as the browser shows it beside what the package says of it. */
async function describe(image) {
  const shown = new Image();
  shown.src = image.url;
  await shown.decode();
  return {
    scheme: new URL(image.url).protocol,
    shown: [shown.naturalWidth, shown.naturalHeight],
    reported: [image.width, image.height],
    mime: [image.blob.type, image.mimeType],
    bytes: [image.blob.size, image.byteLength],
    final: image.final,
  };
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

export async function edited(options) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [300, 200];
  const context = canvas.getContext("2d");
  context.fillStyle = "rgb(180, 40, 20)";
  context.fillRect(0, 0, 300, 200);
  const picture = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const result = await generate({ prompt: "make it blue", images: picture, ...options });
  return describe(result.image);
}

/** Two turns: the picture of the first is the input of the second. */
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

/** Network, parsing and encoding in the package's own worker. */
export async function generatedByWorker(options) {
  const client = new Client({ ...options, worker: true });
  const { image } = await client.generate({ prompt: PROMPT, aspectRatio: "16:9" });
  const described = await describe(image);
  client.dispose();
  return described;
}

/** A conversation of two turns, saved and taken up again for a third. */
export async function conversed(options) {
  const client = new Client(options);
  const chat = client.chat();
  await chat.send({ prompt: PROMPT });
  await chat.send({ prompt: "at night" });
  const restored = Chat.from(JSON.parse(JSON.stringify(await chat.toJSON())), client);
  const { image } = await restored.send({ prompt: "in fog" });
  return { image: await describe(image), turns: [chat.turns.length, restored.turns.length] };
}

/** A red edit of a blue picture, let through by a mask in the left half: the colours on both sides. */
export async function composed() {
  const [base, edit, mask] = [plain("blue"), plain("red"), plain("black")];
  const pen = mask.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, 20, 20);
  const image = await compose({ base, edit, mask });
  const canvas = plain("black");
  canvas.getContext("2d").drawImage(await createImageBitmap(image.blob), 0, 0);
  const colourAt = (x) => [...canvas.getContext("2d").getImageData(x, 10, 1, 1).data];
  return { image: await describe(image), left: colourAt(5), right: colourAt(35) };
}

function plain(colour) {
  const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 20 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 40, 20);
  return canvas;
}

/** What a failed call rejects with. `abortWhen` names the phase in which the caller gives up. */
export async function failed({ abortWhen, ...options }) {
  const controller = new AbortController();
  const reason = { said: "enough" };
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
      isError: error instanceof Error && isTintypeError(error),
      said: [String(error), error.stack, JSON.stringify(error)].join("\n"),
      keepsReason: error.cause === reason,
    };
  }
}

/** A disposed image: its address is dead, its blob lives. */
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

/** The whole library with no server: the sandbox answers. */
export async function sandboxed() {
  const { sandboxFetch } = await import("tintype/sandbox");
  const client = new Client({ fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox" });
  const made = await client.generate({ prompt: PROMPT, aspectRatio: "1:1" });
  const changed = await client.generate({ prompt: "make it blue", images: made.image });
  const images = [await describe(made.image), await describe(changed.image)];
  return images;
}

/** The same call in a dedicated worker. */
export function inWorker(options) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || "the worker did not load"));
    worker.postMessage(options);
  }).finally(() => worker.terminate());
}
