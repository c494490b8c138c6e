// Photos as inputs, in the page and in the package's worker. Each call returns plain data.

import { Chat, Client, compose, inspect } from "tintype";

const clients = { page: new Client(), worker: new Client({ worker: true }) };
const file = (base64, type = "") => fetch(`data:${type};base64,${base64}`).then((answer) => answer.blob());

/** Functions that create an input from a base64 file, by form. */
const FORMS = {
  blob: (photo, type) => file(photo, type),
  bytes: async (photo) => new Uint8Array(await (await file(photo)).arrayBuffer()),
  "data: address": (photo, type) => `data:${type};base64,${photo}`,
  async "image element"(photo, type) {
    const image = Object.assign(new Image(), { src: `data:${type};base64,${photo}` });
    await image.decode();
    return image;
  },
};

/** Sends one photo in base64. Resolves to `"sent"` or to the failure. */
export async function send({ place, baseUrl, name, photo, input, form = "blob", type }) {
  const images = await FORMS[form](photo, type);
  const options = { apiKey: "sk-photos", prompt: "an edit", baseUrl, retry: false, headers: { "x-case": name }, images, input };
  return clients[place].generate(options).then(() => "sent", ({ code, message }) => ({ code, message }));
}

/** Sends the content of a canvas of this size as a file. */
export async function sendDrawn({ width, height, type, ...call }) {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  const shade = pen.createLinearGradient(0, 0, width, height);
  shade.addColorStop(0, "rgb(200 40 40)");
  shade.addColorStop(1, type === "image/png" ? "rgb(40 40 200 / 50%)" : "rgb(40 40 200)");
  pen.fillStyle = shade;
  pen.fillRect(0, 0, width, height);
  return send({ ...call, photo: await base64(await canvas.convertToBlob({ type })) });
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** Returns the type and size that `inspect` reports. */
export const look = async ({ photo }) => {
  const { mimeType, width, height } = await inspect(await file(photo));
  return { mimeType, width, height };
};

function canvasOf(width, height, colorSpace) {
  const canvas = new OffscreenCanvas(width, height);
  return [canvas, canvas.getContext("2d", { colorSpace, willReadFrequently: true })];
}

/** Whether the browser supports canvases in Display P3. */
export const hasWideCanvas = () => canvasOf(1, 1, "display-p3")[1].getContextAttributes?.().colorSpace === "display-p3";

/**
 * Returns the pixels of a file as the browser shows it: its size, and the colours in the middle of its quarters, or
 * all.
 */
export async function pixels({ photo, type, colorSpace = "srgb", isWhole = false }) {
  const bitmap = await createImageBitmap(await file(photo, type));
  const { width, height } = bitmap;
  const [, pen] = canvasOf(width, height, colorSpace);
  pen.drawImage(bitmap, 0, 0);
  if (isWhole) return { width, height, all: [...pen.getImageData(0, 0, width, height).data] };
  const at = (x, y) => [...pen.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data].slice(0, 3);
  return { width, height, quarters: [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)] };
}

/** Composes a black edit over the left half of a photo, and returns the file. */
export async function composed({ photo }) {
  const base = await file(photo);
  const { width, height } = await inspect(base);
  const filled = (color, share) => {
    const [canvas, pen] = canvasOf(width, height, "srgb");
    pen.fillStyle = color;
    pen.fillRect(0, 0, width * share, height);
    return canvas;
  };
  const image = await compose({ base, edit: filled("black", 1), mask: filled("white", 0.5) });
  return { type: image.mimeType, photo: await base64(image.blob) };
}

/** Continues a conversation that was saved as JSON. Resolves to `"sent"` or to the failure. */
export async function goOn({ place, baseUrl, name, saved, input }) {
  const chat = Chat.from(saved, clients[place]);
  const options = { apiKey: "sk-photos", prompt: "brighter", baseUrl, retry: false, headers: { "x-case": name }, input };
  return chat.send(options).then(() => "sent", ({ code, message }) => ({ code, message }));
}

/** Functions that create every form of input from the pixels of a canvas, which has a single colour. */
const DRAWN = {
  OffscreenCanvas: (canvas) => canvas,
  ImageBitmap: (canvas) => createImageBitmap(canvas),
  ImageData: (canvas, pen) => pen.getImageData(0, 0, canvas.width, canvas.height),
  HTMLCanvasElement(canvas, pen, colorSpace) {
    const element = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
    element.getContext("2d", { colorSpace }).drawImage(canvas, 0, 0);
    return element;
  },
  async HTMLImageElement(canvas) {
    const image = Object.assign(new Image(), { src: URL.createObjectURL(await canvas.convertToBlob()) });
    await image.decode();
    return image;
  },
  VideoFrame: (canvas) => new VideoFrame(canvas, { timestamp: 0 }),
};

/** Sends a canvas of one colour in this form. */
export async function sendForm({ place, baseUrl, name, form, colorSpace, color }) {
  const [canvas, pen] = canvasOf(16, 16, colorSpace);
  pen.fillStyle = color;
  pen.fillRect(0, 0, 16, 16);
  const images = await DRAWN[form](canvas, pen, colorSpace);
  const options = { apiKey: "sk-photos", prompt: "an edit", baseUrl, retry: false, headers: { "x-case": name }, images };
  const outcome = await clients[place].generate(options).then(() => "sent", ({ code, message }) => ({ code, message }));
  images.close?.();
  return outcome;
}

/** Returns the forms of drawn inputs that this browser supports. */
export const forms = () => Object.keys(DRAWN).filter((form) => form in globalThis);
