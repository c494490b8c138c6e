// Every part of the package's public types, as a strict TypeScript project uses them. It is compiled, never run.

import {
  Client,
  TintypeError,
  generate,
  init,
  inspect,
  isTintypeError,
  stream,
  version,
  type ClientOptions,
  type GenerateOptions,
  type GeneratedImage,
  type Generation,
  type GenerationStream,
  type ImageInfo,
  type ImageInput,
  type Part,
  type Progress,
  type StreamEvent,
  type Usage,
  type Warning,
} from "tintype";
import { sandboxFetch } from "tintype/sandbox";

/** Fails to compile unless both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

const defaults: ClientOptions = {
  baseUrl: new URL("https://example.com/prefix"),
  apiKey: async () => "sk-key",
  auth: "x-goog-api-key",
  headers: { "x-team": "pictures" },
  model: "gemini-2.5-flash-image",
  timeoutMs: 1_000,
  retry: { attempts: 2, baseDelayMs: 10, maxDelayMs: 100 },
  fetch: sandboxFetch({ scenario: "cut", latencyMs: 0 }),
};
const plain: ClientOptions[] = [{ baseUrl: "/api", apiKey: "sk-key", retry: false }, { headers: [["a", "b"]] }, {}];
for (const auth of ["bearer", "x-goog-api-key", "query", "none"] as const) plain.push({ auth });

declare const blob: Blob;
declare const file: File;
declare const buffer: ArrayBuffer;
declare const view: DataView;
declare const bitmap: ImageBitmap;
declare const made: GeneratedImage;
const inputs: ImageInput[] = [blob, file, buffer, view, new Uint8Array(1), new URL("https://a.b"), "data:,", bitmap, made];
declare const elements: [HTMLImageElement, HTMLCanvasElement, OffscreenCanvas, ImageData];
inputs.push(...elements);

const options: GenerateOptions = {
  ...defaults,
  prompt: "a lighthouse",
  images: inputs,
  aspectRatio: "16:9",
  imageSize: "1K",
  modalities: ["TEXT", "IMAGE"],
  systemInstruction: "Be brief.",
  temperature: 1,
  topP: 0.9,
  topK: 40,
  seed: 7,
  maxOutputTokens: 2_000,
  stopSequences: ["END"],
  safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
  extra: { serviceTier: "flex" },
  signal: new AbortController().signal,
  onProgress(progress) {
    same<typeof progress, Progress>(true);
    const phase: "preparing" | "sending" | "waiting" | "receiving" | "retrying" | "done" = progress.phase;
    const numbers: number[] = [progress.attempt, progress.elapsedMs, progress.receivedBytes, progress.imagesDone];
    const retryInMs: number | undefined = progress.retryInMs;
    void [phase, numbers, retryInMs];
  },
};
const oneImage: GenerateOptions = { prompt: "an edit", images: blob };

function read(generation: Generation): void {
  const images: GeneratedImage[] = [...generation.images, generation.image, ...generation.drafts];
  for (const image of images) {
    const texts: string[] = [image.url, image.mimeType, image.extension];
    const numbers: number[] = [image.width, image.height, image.byteLength];
    const final: boolean = image.final;
    same<typeof image.blob, Blob>(true);
    image.dispose();
    void [texts, numbers, final];
  }
  const texts: (string | undefined)[] = [generation.text, generation.finishReason, generation.model, generation.responseId];
  const usage: Usage = generation.usage;
  const tokens: (number | undefined)[] = [usage.promptTokens, usage.imageTokens, usage.textTokens, usage.totalTokens];
  tokens.push(usage.thoughtTokens, usage.estimatedCostUsd);
  const warnings: Warning[] = generation.warnings;
  const failures: TintypeError[] = generation.failures;
  const kinds: Part["type"][] = generation.parts.map((part) => part.type);
  void [texts, tokens, warnings.map(({ code, message }) => `${code} ${message}`), failures, kinds];
  generation.dispose();
}

export async function use(): Promise<void> {
  await init();
  await init(new URL("https://example.com/tintype_bg.wasm"));
  same<typeof version, string>(true);

  read(await generate(options));
  const client = new Client(defaults);
  read(await client.generate(oneImage));

  const running: GenerationStream = stream(options);
  for await (const event of running) {
    same<typeof event, StreamEvent>(true);
    if (event.type === "text") event.text.trim();
    if (event.type === "image") event.image.dispose();
    if (event.type === "progress") event.progress.phase;
  }
  read(await running.result());
  for await (const event of client.stream(oneImage)) void event.type;
  client.dispose();

  const info: ImageInfo = await inspect(blob);
  const facts: [string, number, number, number, string] = [
    info.mimeType,
    info.width,
    info.height,
    info.byteLength,
    info.extension,
  ];
  void [facts, plain];
}

export function explain(error: unknown): string {
  if (!isTintypeError(error)) return "not ours";
  same<typeof error, TintypeError>(true);
  const numbers: (number | undefined)[] = [error.status, error.retryAfterMs, error.attempts];
  const texts: (string | undefined)[] = [error.requestId, error.finishReason, error.blockReason, error.finishMessage];
  texts.push(error.text, error.field);
  const retryable: boolean = error.retryable;
  void [numbers, texts, retryable, error.details, error.safetyRatings, error.cause];
  switch (error.code) {
    case "invalid-options":
    case "unsupported-input":
    case "network":
    case "aborted":
    case "timeout":
    case "auth":
    case "permission":
    case "billing":
    case "rate-limited":
    case "quota":
    case "region":
    case "model-not-found":
    case "invalid-request":
    case "too-large":
    case "unavailable":
    case "server":
    case "not-the-api":
    case "malformed-response":
    case "truncated-response":
    case "prompt-blocked":
    case "refused":
    case "max-tokens":
    case "no-image":
    case "empty-response":
      return error.message;
    default:
      // Every code is named above: nothing is left here.
      same<typeof error.code, never>(true);
      return "";
  }
}

// What must not compile.
// @ts-expect-error: no such option
void generate({ promt: "a typing slip" });
// @ts-expect-error: no such auth mode
void new Client({ auth: "basic" });
// @ts-expect-error: a number is no image
void generate({ images: 7 });
// @ts-expect-error: no such code
void ((error: TintypeError) => error.code === "unknown-code");
