/**
 * Loads the wasm module ahead of the first call, or from another place than beside the script.
 * Later calls change nothing.
 * @param source Default: `tintype_bg.wasm` beside the package's script.
 */
export function init(
  source?: string | URL | Request | Response | BufferSource | WebAssembly.Module,
): Promise<void>;

/**
 * Generates an image, or edits the ones given.
 * @throws {TintypeError} Always with a `code`; see {@link ErrorCode}.
 * @example
 * const { image } = await generate({ apiKey: "sk-…", prompt: "a lighthouse at dusk" });
 * document.querySelector("img").src = image.url;
 */
export function generate(options: GenerateOptions): Promise<Generation>;

/**
 * The same with text and images as they come. Leaving the loop aborts the request.
 * @example
 * for await (const event of stream({ apiKey: "sk-…", prompt: "a comic in three panels" })) {
 *   if (event.type === "image") show(event.image.url);
 * }
 */
export function stream(options: GenerateOptions): GenerationStream;

/** Type and size of an image, from its bytes and never from its label. */
export function inspect(input: ImageInput): Promise<ImageInfo>;

/**
 * Puts an edit into its original: outside the mask every pixel is the original's.
 * The service itself changes whole pictures; this is how an edit stays local.
 */
export function compose(options: ComposeOptions): Promise<GeneratedImage>;

/** True for the errors of this package, also of another copy or realm. */
export function isTintypeError(value: unknown): value is TintypeError;

/** The version of this package. */
export const version: string;

/** The same calls with defaults. Options of a call replace those of the client, one by one. */
export class Client {
  constructor(defaults?: ClientOptions);
  generate(options: GenerateOptions): Promise<Generation>;
  stream(options: GenerateOptions): GenerationStream;
  /** A conversation of several turns, each call with these defaults. */
  chat(defaults?: Partial<GenerateOptions>): Chat;
  /** The models of the endpoint. */
  models(options?: { signal?: AbortSignal }): Promise<ModelInfo[]>;
  /** Aborts what runs and ends the worker. The client can be used again. */
  dispose(): void;
}

/** A conversation. A call that fails leaves no turn behind. */
export class Chat {
  private constructor();
  /** `prompt` and `images` of these options, after all turns so far. */
  send(options: GenerateOptions): Promise<Generation>;
  /** A conversation that goes on from after the first `turn` turns; default all of them. */
  fork(turn?: number): Chat;
  readonly turns: readonly Turn[];
  /** Everything but the key and the client, as plain JSON. */
  toJSON(): Promise<ChatJson>;
  /** @param client Default: one without any defaults. */
  static from(json: ChatJson, client?: Client): Chat;
}

/** What was asked and what came, as it is sent back. */
export interface Turn {
  readonly user: Content;
  readonly answer: Content;
  /** Which model answered: its signatures are of no use to another. */
  readonly model: string;
}

/** A conversation that survives a reload. */
export interface ChatJson {
  format: "tintype-chat-1";
  turns: unknown[];
}

/** One model of an endpoint. */
export interface ModelInfo {
  /** For `model`. */
  id: string;
  displayName?: string;
  /** By this version's table or by the name: the service does not say. */
  makesImages: boolean;
  /** What this version knows of it. */
  aspectRatios?: string[];
  imageSizes?: string[];
  maxImages?: number;
}

/** What to put together. */
export interface ComposeOptions {
  /** The outcome has its size. */
  base: ImageInput;
  /** Scaled to the size of `base`. */
  edit: ImageInput;
  /** Where the edit shows: opaque, or white where the mask has no transparency. */
  mask: ImageInput;
  /** Width of the soft edge, inside the mask. @default 0 */
  featherPx?: number;
  /** The only lossless one is the default. @default "image/png" */
  type?: string;
  signal?: AbortSignal;
}

/** How to reach the service. */
export interface ClientOptions {
  /**
   * Any path prefix is kept; a relative address such as `"/api"` is fine.
   * @default "https://api.tokaify.com"
   */
  baseUrl?: string | URL;
  /** The key, or a function that gives it; the function is asked again for every attempt. */
  apiKey?: string | (() => string | Promise<string>);
  /**
   * How the key is sent. With `"none"` a proxy of yours adds it.
   * @default "bearer"
   */
  auth?: "bearer" | "x-goog-api-key" | "query" | "none";
  /** Sent as they are. Every further header is one more thing that a CORS preflight can refuse. */
  headers?: HeadersInit;
  /**
   * Any name is passed through; known models are checked.
   * @default "gemini-2.5-flash-image"
   */
  model?: string;
  /**
   * For one attempt, in milliseconds; 0 is none.
   * @default 300_000
   */
  timeoutMs?: number;
  /** `false`: one attempt. Only what the service turned away without cost is tried again. */
  retry?: false | RetryOptions;
  /** A transport of your own; it is called with one `Request`. */
  fetch?: typeof fetch;
  /**
   * Network, parsing and encoding in a dedicated worker. Not together with `fetch`.
   * @default false
   */
  worker?: boolean;
  /**
   * Some relays answer with the address of an image. With true it is fetched and becomes a normal image.
   * @default false
   */
  followRemoteImages?: boolean;
}

/** How often and how patiently to try again. A delay that the service names wins over these. */
export interface RetryOptions {
  /** Requests in all. @default 3 */
  attempts?: number;
  /** Before the second attempt, in milliseconds; doubles from there, with jitter. @default 1_000 */
  baseDelayMs?: number;
  /** No wait is longer; a service that asks for more ends the call. @default 60_000 */
  maxDelayMs?: number;
}

/** What to make. */
export interface GenerateOptions extends ClientOptions {
  /** What to draw, or what to change in `images`. */
  prompt?: string;
  /** Sent after the prompt, in this order. Types that the service does not take are converted. */
  images?: ImageInput | ImageInput[];
  /** The whole conversation, instead of `prompt` and `images`. */
  contents?: Content[];
  /** A system prompt. */
  systemInstruction?: string;
  /** Such as `"16:9"`. Left out, the service follows the last input image, else `"1:1"`. */
  aspectRatio?: AspectRatio | (string & {});
  /** As the model allows; `gemini-2.5-flash-image` has one fixed size and takes none. */
  imageSize?: ImageSize | (string & {});
  /** `["IMAGE"]` leaves the text out. @default ["TEXT", "IMAGE"] */
  modalities?: ("TEXT" | "IMAGE")[];
  /** Independent requests; each settles on its own, see {@link Generation.failures}. @default 1 */
  n?: number;
  /** 0 to 2. */
  temperature?: number;
  /** 0 to 1. */
  topP?: number;
  /** A whole number from 1. */
  topK?: number;
  /** A whole number of 32 bits. The service promises no reproducibility. */
  seed?: number;
  /** A whole number from 1. One image of the default model takes 1290 tokens. */
  maxOutputTokens?: number;
  /** At most five. */
  stopSequences?: string[];
  /** Image models take no more than 1; use `n`. */
  candidateCount?: number;
  /** As on the wire. */
  safetySettings?: { category: string; threshold: string }[];
  /** As on the wire. */
  tools?: Record<string, unknown>[];
  /** As on the wire: `generationConfig.thinkingConfig`. */
  thinking?: Record<string, unknown>;
  /** Merged into the body last: fields newer than this version. */
  extra?: Record<string, unknown>;
  /** How input images are fitted to what the service takes. */
  input?: InputOptions;
  /** Ends everything at once; the promise rejects with code `aborted` and the signal's reason as `cause`. */
  signal?: AbortSignal;
  /** At most once in 16 ms, and at every change of phase. */
  onProgress?: (progress: Progress) => void;
}

/** How input images are fitted. By default only what would be refused is changed. */
export interface InputOptions {
  /** For a whole request with all its images. @default 20_971_520 */
  maxBytes?: number;
  /** Longer images are scaled down. */
  maxSidePx?: number;
  /** With false, what would have to be converted or scaled is refused. @default true */
  convert?: boolean;
}

export type AspectRatio =
  | "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9"
  | "1:4" | "4:1" | "1:8" | "8:1";

export type ImageSize = "512" | "1K" | "2K" | "4K";

/** An image to start from. Strings are addresses: `http(s):`, `blob:` or `data:`. */
export type ImageInput =
  | Blob | ArrayBuffer | ArrayBufferView | URL | string | GeneratedImage
  | HTMLImageElement | HTMLCanvasElement | OffscreenCanvas | ImageBitmap | ImageData;

/** One turn, as on the wire. */
export interface Content {
  /** @default "user" */
  role?: "user" | "model";
  parts: ContentPart[];
}

/** One part of a turn, as on the wire; `inlineData.data` may be an image in any form, or bare base64. */
export interface ContentPart {
  text?: string;
  inlineData?: { mimeType?: string; data: ImageInput };
  thoughtSignature?: string;
  [field: string]: unknown;
}

/** The outcome of a call. */
export interface Generation {
  /** The final images, in order, of all `n` requests. */
  images: GeneratedImage[];
  /** The last final image. Missing only when `modalities` leaves `"IMAGE"` out. */
  image: GeneratedImage;
  /** Images that the model marked as thought. */
  drafts: GeneratedImage[];
  /** The text that is not thought, joined. */
  text: string;
  /** Everything, in order. */
  parts: Part[];
  /** Verbatim, such as `"STOP"`; empty when the service gave none. */
  finishReason: string;
  usage: Usage;
  /** The model that answered, by its own word. */
  model?: string;
  /** The service's id of the answer. */
  responseId?: string;
  /** What is worth knowing about a success. */
  warnings: Warning[];
  /** Of `n` requests, those that failed while others succeeded. */
  failures: TintypeError[];
  /** Revokes the address of every image. Calling it twice is fine. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** An image with its address, which lives until `dispose()` or until the page goes. */
export interface GeneratedImage extends ImageInfo {
  /** A `blob:` address. Dead after `dispose()`; the `blob` lives on. Empty in a service worker. */
  url: string;
  blob: Blob;
  /** False for what the model marked as a draft. */
  final: boolean;
  /** Revokes `url`. Calling it twice is fine. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** What the bytes of an image say. */
export interface ImageInfo {
  /** By the bytes. */
  mimeType: string;
  /** In pixels, as a browser shows it; 0 when the file does not say. */
  width: number;
  /** In pixels, as a browser shows it; 0 when the file does not say. */
  height: number;
  byteLength: number;
  /** For a file name, without the dot. */
  extension: string;
}

/** One part of an answer. `thoughtSignature` is to be sent back on this very part. */
export type Part = { thoughtSignature?: string } & (
  | { type: "text"; text: string }
  | { type: "thought"; text: string }
  | { type: "image"; image: GeneratedImage }
  | { type: "remote-image"; url: string; mimeType?: string }
);

export interface Warning {
  code: "size-mismatch" | "type-mismatch" | "draft-only" | "partial" | "stopped-early" | "history-trimmed";
  message: string;
}

/** Token counts; what the service left out is missing. */
export interface Usage {
  promptTokens?: number;
  imageTokens?: number;
  textTokens?: number;
  thoughtTokens?: number;
  totalTokens?: number;
  /** At Google's list price; only for models in this version's table. */
  estimatedCostUsd?: number;
  /** As the service sent it. */
  raw: Record<string, unknown>;
}

/** Where a call stands. */
export interface Progress {
  phase: "preparing" | "sending" | "waiting" | "receiving" | "retrying" | "done";
  /** The running attempt, from 1. */
  attempt: number;
  /** Since the call began. */
  elapsedMs: number;
  /** Of the answer, after decompression. */
  receivedBytes: number;
  /** While retrying: until the next attempt. */
  retryInMs?: number;
  imagesDone: number;
}

/** What a stream tells on the way. */
export type StreamEvent =
  | { type: "text"; text: string }
  | { type: "thought"; text: string }
  | { type: "image"; image: GeneratedImage }
  | { type: "progress"; progress: Progress };

/** A running call. The request starts at once; leaving the loop aborts it. */
export interface GenerationStream extends AsyncIterable<StreamEvent> {
  /** The whole outcome, with the very images that the events brought. */
  result(): Promise<Generation>;
}

/** Why a call gave no image. `message` is one plain sentence that says what to do. */
export class TintypeError extends Error {
  private constructor();
  readonly name: "TintypeError";
  readonly code: ErrorCode;
  /** HTTP status, or the status that the body of a 200 claims. */
  readonly status?: number;
  /** True when the same call may pass later and the failed one cost nothing. */
  readonly retryable: boolean;
  /** How long the service asks to wait. */
  readonly retryAfterMs?: number;
  /** The service's id of the request. */
  readonly requestId?: string;
  /** Verbatim. */
  readonly finishReason?: string;
  /** Why the prompt was refused, verbatim. */
  readonly blockReason?: string;
  /** The service's own explanation. */
  readonly finishMessage?: string;
  /** As the service sent them. */
  readonly safetyRatings?: unknown[];
  /** What the model said instead of a picture. */
  readonly text?: string;
  /** The option that is wrong. */
  readonly field?: string;
  /** The service's own error body, or every problem with the options. */
  readonly details?: unknown;
  /** Requests that were sent. */
  readonly attempts: number;
  /** With code `aborted`: the reason of the signal, whatever it is. */
  readonly cause?: unknown;
}

export type ErrorCode =
  /** Refused before anything was sent; `field` names the option, `details` lists all problems. */
  | "invalid-options"
  /** An input that is no image, is empty, or cannot be read. */
  | "unsupported-input"
  /** `fetch` itself failed: offline, DNS, TLS or CORS; a browser cannot tell these apart. */
  | "network"
  /** The caller's signal. */
  | "aborted"
  /** `timeoutMs` passed. */
  | "timeout"
  /** The key is missing or wrong. */
  | "auth"
  /** The key is good but may not do this. */
  | "permission"
  /** The balance or the plan is used up. */
  | "billing"
  /** Too many requests; passes with time, see `retryAfterMs`. */
  | "rate-limited"
  /** The day's quota is used up. */
  | "quota"
  /** Not offered at this location. */
  | "region"
  /** The endpoint does not serve this model. */
  | "model-not-found"
  /** Refused as malformed or unsupported. */
  | "invalid-request"
  /** Over the service's size limit. */
  | "too-large"
  /** Overloaded or down for the moment. */
  | "unavailable"
  /** The service failed. */
  | "server"
  /** An HTML page, or something else that is not this API. */
  | "not-the-api"
  /** Broken JSON, base64 or image bytes. */
  | "malformed-response"
  /** The answer ended early; never half an image. */
  | "truncated-response"
  /** The prompt was blocked, see `blockReason`. */
  | "prompt-blocked"
  /** The model refused, see `finishReason`. */
  | "refused"
  /** Cut off by `maxOutputTokens` before an image. */
  | "max-tokens"
  /** A good answer without a picture; `text` has what the model said. */
  | "no-image"
  /** Nothing at all. */
  | "empty-response";
