// A program that makes every call of the package, as a strict TypeScript project would.

import {
  Chat,
  Client,
  compose,
  generate,
  init,
  inspect,
  isTintypeError,
  stream,
  type ClientOptions,
  type ErrorCode,
  type GenerateOptions,
  type GeneratedImage,
} from "tintype";
import { sandboxFetch } from "tintype/sandbox";

type Size = [width: number, height: number];

const sandbox: ClientOptions = { fetch: sandboxFetch({ latencyMs: 0 }), apiKey: "sandbox" };

const sizeOf = ({ width, height }: GeneratedImage): Size => [width, height];

/** @param canDraw False in Node, which has no canvas, no elements and no `Worker`. */
export async function everyCall(baseUrl: string, canDraw: boolean) {
  await init();
  const service: ClientOptions = { baseUrl, apiKey: async () => "sk-test", retry: { attempts: 1 } };
  const client = new Client(service);
  using picture = await client.generate({ prompt: "a lighthouse", aspectRatio: "16:9" });
  const { mimeType, width, height, extension } = await inspect(picture.image);
  const models = await client.models({ signal: new AbortController().signal });
  const report = {
    generated: sizeOf(picture.image),
    shown: canDraw ? await sizeShown(picture.image) : undefined,
    inspected: [mimeType, width, height, extension],
    streamed: await kinds({ ...service, prompt: "a boat" }),
    edited: (await generate({ ...service, prompt: "at night", images: await bytesOf(picture.image) })).image.final,
    several: (await client.generate({ prompt: "two of them", n: 2 })).images.length,
    turns: await conversation(client),
    modelsWithImages: models.some(({ id, makesImages }) => makesImages && id.length > 0),
    composed: canDraw ? await masked(picture.image) : undefined,
    byWorker: await byWorker(service),
    fromSandbox: sizeOf((await generate({ ...sandbox, prompt: "a boat" })).image),
    codes: await Promise.all(failures(service).map(codeOf)),
    message: explain((await codeOf({ ...service, prompt: "a boat", apiKey: "sk-bad-key" })) ?? "network"),
  };
  client.dispose();
  return report;
}

async function sizeShown({ url }: GeneratedImage): Promise<Size> {
  const shown = new Image();
  shown.src = url;
  await shown.decode();
  return [shown.naturalWidth, shown.naturalHeight];
}

const bytesOf = async ({ blob }: GeneratedImage): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** Returns the distinct types of a stream's events, except for progress. */
async function kinds(options: GenerateOptions): Promise<string[]> {
  const seen = new Set<string>();
  const running = stream(options);
  for await (const event of running) {
    if (event.type === "image") seen.add(event.image.blob.size > 0 ? event.type : "an empty image");
    else if (event.type !== "progress") seen.add(event.text.length > 0 ? event.type : "an empty text");
  }
  const { parts } = await running.result();
  return [...seen].filter((type) => parts.some((part) => part.type === type));
}

/** Returns the number of turns of a chat, of its fork after the first turn, and of its copy through JSON. */
async function conversation(client: Client): Promise<number[]> {
  const chat: Chat = client.chat({ aspectRatio: "1:1" });
  await chat.send({ prompt: "a house" });
  await chat.send({ prompt: "at night" });
  const restored = Chat.from(await chat.toJSON(), client);
  return [chat, chat.fork(1), restored].map(({ turns }) => turns.length);
}

/** Composes a picture with itself through a completely white mask. */
async function masked(image: GeneratedImage): Promise<Size> {
  const mask = new OffscreenCanvas(8, 8);
  const pen = mask.getContext("2d");
  if (!pen) throw new Error("no canvas");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, 8, 8);
  return sizeOf(await compose({ base: image, edit: image.blob, mask, featherPx: 1 }));
}

/** Generates a picture in a worker, or returns the error code where workers are unavailable. */
async function byWorker(service: ClientOptions): Promise<Size | ErrorCode> {
  const client = new Client({ ...service, worker: true });
  try {
    return sizeOf((await client.generate({ prompt: "a boat" })).image);
  } catch (error) {
    if (isTintypeError(error)) return error.code;
    throw error;
  } finally {
    client.dispose();
  }
}

function failures(service: ClientOptions): GenerateOptions[] {
  return [
    { ...service, prompt: "a boat", apiKey: "sk-bad-key" },
    { ...service, prompt: "a boat", aspectRatio: "17:3" },
    { ...service, prompt: "a boat", signal: AbortSignal.abort() },
    { ...service, prompt: "a boat", baseUrl: new URL(`${String(service.baseUrl)}/scenario/text-only`) },
  ];
}

async function codeOf(options: GenerateOptions): Promise<ErrorCode | undefined> {
  try {
    await generate(options);
    return undefined;
  } catch (error) {
    if (isTintypeError(error)) return error.code;
    throw error;
  }
}

function explain(code: ErrorCode): string {
  return code === "auth" ? "the key is refused" : `something else: ${code}`;
}
