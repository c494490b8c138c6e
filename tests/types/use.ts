// All public types of the package, as a strict TypeScript project uses them. Compiled, never run.

import {
  Chat,
  Client,
  TintypeError,
  compose,
  generate,
  init,
  inspect,
  isTintypeError,
  stream,
  version,
  type AspectRatio,
  type ChatJson,
  type ClientOptions,
  type ComposeOptions,
  type Content,
  type ContentPart,
  type ErrorCode,
  type GenerateOptions,
  type GeneratedImage,
  type Generation,
  type GenerationStream,
  type ImageInfo,
  type ImageInput,
  type ImageSize,
  type InputOptions,
  type ModelInfo,
  type Part,
  type Progress,
  type RetryOptions,
  type StreamEvent,
  type Turn,
  type Usage,
  type Warning,
} from "tintype";
import { sandboxFetch } from "tintype/sandbox";

/** Compiles only for identical types. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

const retry: RetryOptions = { attempts: 2, baseDelayMs: 10, maxDelayMs: 100 };
const defaults: ClientOptions = {
  baseUrl: new URL("https://example.com/prefix"),
  apiKey: async () => "sk-key",
  auth: "x-goog-api-key",
  headers: { "x-team": "pictures" },
  model: "gemini-2.5-flash-image",
  timeoutMs: 1_000,
  retry,
  fetch: sandboxFetch({ scenario: "cut", latencyMs: 0 }),
};
const plain: ClientOptions[] = [
  { baseUrl: "/api", apiKey: "sk-key", retry: false },
  { apiKey: () => "sk-key", headers: [["a", "b"]], fetch },
  { headers: new Headers(), fetch: sandboxFetch() },
  { worker: true, followRemoteImages: true },
];
for (const auth of ["bearer", "x-goog-api-key", "query", "none"] as const) plain.push({ auth });

declare const blob: Blob;
declare const file: File;
declare const buffer: ArrayBuffer;
declare const view: DataView;
declare const made: GeneratedImage;
declare const drawn: [HTMLImageElement, HTMLCanvasElement, OffscreenCanvas, ImageBitmap, ImageData];
const inputs: ImageInput[] = [blob, file, buffer, view, new Uint8Array(1), new URL("https://a.b"), "data:,", made];
inputs.push(...drawn);

const part: ContentPart = { inlineData: { mimeType: "image/png", data: blob }, thoughtSignature: "c2ln" };
const contents: Content[] = [
  { role: "user", parts: [{ text: "a lighthouse" }, part, { fileData: { fileUri: "https://a.b" } }] },
  { role: "model", parts: [{ inlineData: { data: "aGVsbG8=" } }] },
];

const input: InputOptions = { maxBytes: 1_000_000, maxSidePx: 2_048, convert: false, keepMetadata: true };
const ratio: AspectRatio = "21:9";
const size: ImageSize = "4K";
const options: GenerateOptions = {
  ...defaults,
  prompt: "a lighthouse",
  images: inputs,
  aspectRatio: ratio,
  imageSize: size,
  modalities: ["TEXT", "IMAGE"],
  n: 2,
  systemInstruction: "Be brief.",
  temperature: 1,
  topP: 0.9,
  topK: 40,
  seed: 7,
  maxOutputTokens: 2_000,
  stopSequences: ["END"],
  candidateCount: 1,
  safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
  tools: [{ googleSearch: {} }],
  thinking: { thinkingLevel: "HIGH" },
  extra: { serviceTier: "flex" },
  input,
  signal: new AbortController().signal,
  onProgress(progress) {
    same<typeof progress, Progress>(true);
    same<typeof progress.phase, "preparing" | "sending" | "waiting" | "receiving" | "retrying" | "done">(true);
    const numbers: number[] = [progress.attempt, progress.elapsedMs, progress.receivedBytes, progress.imagesDone];
    const retryInMs: number | undefined = progress.retryInMs;
    void [numbers, retryInMs];
  },
};
const oneImage: GenerateOptions = { prompt: "an edit", images: blob, aspectRatio: "7:5", imageSize: "8K" };
const conversation: GenerateOptions = { contents };

function lookAt(image: GeneratedImage): void {
  const texts: string[] = [image.url, image.mimeType, image.extension];
  const numbers: number[] = [image.width, image.height, image.byteLength];
  const final: boolean = image.final;
  const info: ImageInfo = image;
  same<typeof image.blob, Blob>(true);
  image.dispose();
  image[Symbol.dispose]();
  void [texts, numbers, final, info];
}

function partText(part: Part): string {
  const signature: string | undefined = part.thoughtSignature;
  switch (part.type) {
    case "text":
    case "thought":
      return part.text + signature;
    case "image":
      return part.image.url;
    case "remote-image":
      return part.url + part.mimeType;
    case "other":
      return JSON.stringify(part.json);
    default:
      same<typeof part, never>(true);
      return "";
  }
}

function count(usage: Usage): number {
  const tokens = [usage.promptTokens, usage.imageTokens, usage.textTokens, usage.thoughtTokens, usage.totalTokens];
  const raw: Record<string, unknown> = usage.raw;
  const cost: number | undefined = usage.estimatedCostUsd;
  return tokens.reduce<number>((sum, some) => sum + (some ?? 0), cost ?? 0) + Object.keys(raw).length;
}

function warn(warning: Warning): string {
  const codes = ["size-mismatch", "type-mismatch", "draft-only", "partial", "stopped-early", "history-trimmed", "model-deprecated", "model-rerouted"] as const;
  same<Warning["code"], (typeof codes)[number]>(true);
  return `${warning.code} ${warning.message}`;
}

function read(generation: Generation): void {
  [...generation.images, generation.image, ...generation.drafts].forEach(lookAt);
  const texts: (string | undefined)[] = [generation.text, generation.finishReason, generation.model];
  texts.push(generation.responseId, ...generation.warnings.map(warn), ...generation.parts.map(partText));
  const failures: TintypeError[] = generation.failures;
  void [texts, failures.map(explain), count(generation.usage)];
  generation.dispose();
  generation[Symbol.dispose]();
}

function onEvent(event: StreamEvent): void {
  switch (event.type) {
    case "text":
    case "thought":
      return void event.text.trim();
    case "image":
      return lookAt(event.image);
    case "progress":
      return void (event.progress.phase === "done");
    default:
      same<typeof event, never>(true);
  }
}

async function talk(client: Client): Promise<void> {
  const chat: Chat = client.chat({ model: "gemini-3-pro-image" });
  read(await chat.send({ prompt: "a lighthouse" }));
  const other: Chat = chat.fork(1);
  read(await other.send(oneImage));
  const turns: readonly Turn[] = chat.turns;
  const pairs: [Content, Content, string][] = turns.map(({ user, answer, model }) => [user, answer, model]);
  const json: ChatJson = await chat.toJSON();
  same<typeof json.format, "tintype-chat-1">(true);
  read(await Chat.from(json).fork().send(conversation));
  read(await Chat.from(JSON.parse(JSON.stringify(json)) as ChatJson, client).send(oneImage));
  void [pairs, json.turns];
}

function label(model: ModelInfo): string {
  const lists: (string[] | undefined)[] = [model.aspectRatios, model.imageSizes];
  const makesImages: boolean = model.makesImages;
  const maxImages: number | undefined = model.maxImages;
  const life = [model.state, model.replacement, model.prices?.flexImage, model.thinkingLevels, model.grounding, model.otherInputs, model.maxOutputTokens];
  return [model.id, model.displayName, lists, makesImages, maxImages, life].join(" ");
}

const put: ComposeOptions = { base: blob, edit: made, mask: drawn[1] };
const softly: ComposeOptions = { ...put, featherPx: 4, type: "image/webp", signal: AbortSignal.timeout(1_000) };

export async function use(): Promise<void> {
  await init();
  await init(new URL("https://example.com/tintype_bg.wasm"));
  await init(new Uint8Array(8));
  same<typeof version, string>(true);

  read(await generate(options));
  const client = new Client(defaults);
  read(await client.generate(oneImage));
  read(await new Client().generate(conversation));

  const running: GenerationStream = stream(options);
  for await (const event of running) onEvent(event);
  read(await running.result());
  for await (const event of client.stream(oneImage)) onEvent(event);

  await talk(client);
  const models: ModelInfo[] = [...(await client.models()), ...(await client.models({ signal: AbortSignal.abort() }))];
  [await compose(put), await compose(softly)].forEach(lookAt);
  client.dispose();

  const info: ImageInfo = await inspect(blob);
  void models.map(label);
  void [info.mimeType, info.width, info.height, info.byteLength, info.extension, plain];
}

export function explain(error: unknown): string {
  if (!isTintypeError(error)) return "not ours";
  same<typeof error, TintypeError>(true);
  same<typeof error.code, ErrorCode>(true);
  same<typeof error.name, "TintypeError">(true);
  const numbers: (number | undefined)[] = [error.status, error.retryAfterMs, error.attempts];
  const texts: (string | undefined)[] = [error.requestId, error.finishReason, error.blockReason, error.finishMessage];
  texts.push(error.text, error.field);
  const retryable: boolean = error.retryable;
  const ratings: unknown[] | undefined = error.safetyRatings;
  void [numbers, texts, retryable, ratings, error.details, error.cause, error instanceof Error];
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
      // Every code is handled above, so none remains here.
      same<typeof error.code, never>(true);
      return "";
  }
}
