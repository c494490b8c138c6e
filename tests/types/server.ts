// The types in a project without the DOM library, as for Node or Bun. Compiled, never run.

import { Client, generate, init, type ImageInput } from "tintype";
import { createProxy } from "tintype/proxy";

const inputs: ImageInput[] = [new Uint8Array(4), new ArrayBuffer(4), new Blob([]), new URL("https://example.com/a.png"), "data:,"];
// @ts-expect-error: a number is no image, with any library
const number: ImageInput = 4;

export const maybe: { apiKey?: string | undefined } = {};
export const client = new Client({
  ...maybe,
  apiKey: maybe.apiKey,
  headers: { "x-team": "pictures" },
  fetch: (request: Request) => fetch(request),
});
export const plain = new Client({ fetch });

export async function draw(): Promise<number> {
  await init(new Uint8Array(4));
  const { image } = await generate({ prompt: "a boat", images: inputs, signal: AbortSignal.timeout(1000) });
  const bytes: ArrayBuffer = await image.blob.arrayBuffer();
  return bytes.byteLength + Number(number);
}

export const proxy = createProxy({ apiKey: () => "sk-key", authorize: (request) => request.headers.has("cookie") });
