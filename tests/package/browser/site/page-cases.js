// Calls that need a page: elements, canvases, and the page's own workers.

import { Client, compose, generate } from "tintype";

import { describe, drawnBy } from "./cases.js";

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

/** Composes a red edit over a blue picture with a mask of the left half. Returns the colours on both sides. */
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

/** Generates a picture with the sandbox instead of a server. The sandbox is only loaded when it is imported. */
export async function sandboxed() {
  const { sandboxFetch } = await import("tintype/sandbox");
  return drawnBy(sandboxFetch({ latencyMs: 0 }));
}

/** Edits a picture without a server. */
export async function editedInSandbox() {
  const { sandboxFetch } = await import("tintype/sandbox");
  const client = new Client({ fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox" });
  const { image } = await client.generate({ prompt: "a boat" });
  return describe((await client.generate({ prompt: "make it blue", images: image })).image);
}

/** Runs a case in a dedicated worker of the page. */
export function inWorker({ work, ...options }) {
  const worker = new Worker(new URL("./own-worker.js", import.meta.url), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message || "the worker did not load"));
    worker.postMessage({ work, options });
  }).finally(() => worker.terminate());
}
