// Inputs that need decoding. Each case returns the type and size that the service would receive.

import { Client, generate, isTintypeError } from "tintype";

import { composed } from "./page-cases.js";

const INPUTS = { noise, canvas, bmp, avif: () => boxes("avif"), heic: () => photo("photo.heic") };

/** Fetches a photo written by a camera's software. */
const photo = async (name) => (await fetch(`./photos/${name}`)).blob();

/** Sends an input through a custom `fetch` that responds with an empty object. */
export async function fitted({ kind = "noise", baseUrl, ...options }) {
  let sent;
  const fetch = async (request) => {
    const { contents } = await request.json();
    const { mimeType, data } = contents[0].parts.find((part) => part.inlineData).inlineData;
    sent = { type: mimeType, bytes: (data.length * 3) / 4 };
    return new Response("{}", { headers: { "content-type": "application/json" } });
  };
  const client = new Client({ ...options, baseUrl, fetch, retry: false });
  const error = await client.generate({ prompt: "an edit", images: await INPUTS[kind]() }).catch((error) => error);
  return sent ? { sent } : plain(error);
}

/** Edits a canvas, which can only be transferred to a worker as a bitmap. */
export async function editedCanvas(options) {
  const error = await generate({ ...options, prompt: "an edit", images: canvas() }).catch((error) => error);
  return error.images ? {} : plain(error);
}

/** Calls `compose`, which may be rejected. */
export const composedOrNot = () => composed().catch(plain);

const plain = (error) => {
  const { code, name, message, stack } = error;
  return { code, name, message, stack, isError: isTintypeError(error) };
};

function canvas() {
  return Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
}

/** Draws an incompressible PNG with some transparency. */
function noise() {
  const drawn = canvas();
  const pen = drawn.getContext("2d");
  const pixels = pen.createImageData(300, 200);
  for (let at = 0; at < pixels.data.length; at += 65_536) crypto.getRandomValues(pixels.data.subarray(at, at + 65_536));
  pen.putImageData(pixels, 0, 0);
  return new Promise((resolve) => drawn.toBlob(resolve));
}

/** Builds a BMP of 2 by 2 pixels. */
function bmp() {
  const view = new DataView(new ArrayBuffer(70));
  const words = { 2: 70, 10: 54, 14: 40, 18: 2, 22: 2, 34: 16 };
  for (const [at, word] of Object.entries(words)) view.setUint32(Number(at), word, true);
  view.setUint16(0, 0x424d);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  return new Blob([view]);
}

/** Builds the boxes that contain a file's type and size, without image data. */
function boxes(brand) {
  const number = (value) => new Uint8Array([value >> 24, value >> 16, value >> 8, value]);
  const box = (kind, ...parts) => {
    const body = new Blob(parts);
    return new Blob([number(body.size + 8), kind, body]);
  };
  const size = box("ispe", number(0), number(40), number(30));
  return new Blob([box("ftyp", brand, number(0)), box("meta", number(0), box("iprp", box("ipco", size))), box("mdat", new Uint8Array(20))]);
}
