// The public types of the package, kept by hand. They say what the modules beside them do.

import type {
  AspectRatio, BlockReason, FinishReason, HarmCategory, HarmThreshold, ImageSize, ModelName, ThinkingLevel,
} from "./names.d.ts";
import type { AddressedCall, FileReference, Hooks, ModelInfo, RetryOptions, UploadOptions, UploadedFile } from "./service.d.ts";
import type { GeneratedImage, Generation, GenerationStream, ImageInfo, Progress } from "./outcome.d.ts";

export type * from "./names.d.ts";
export type * from "./outcome.d.ts";
export type * from "./service.d.ts";

/** A wasm module: its address, its bytes, or the module as it was compiled. */
export type WasmSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | CompiledModule;

/** `WebAssembly.Module`, or any object in a project without the library that declares it. */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object;

/** `HeadersInit`, which not every project declares. */
type HeadersOption = [string, string][] | Record<string, string> | Headers;

/** The places of the package's files, where they are not beside its script. */
export interface WasmSources {
  /** Makes calls. Default: `tintype_bg.wasm` beside the package's script. */
  module?: WasmSource | undefined;
  /** Reads image files: for input images, `inspect` and `compose`. Default: `tintype-images_bg.wasm` beside the script. */
  images?: WasmSource | undefined;
  /** Runs calls with `worker: true`. Default: `worker.js` beside the script. One file, without imports. */
  worker?: string | URL | undefined;
}

/**
 * Loads a wasm module ahead of the first call that needs it, or from another place than beside the script.
 * Later calls change nothing, for workers either; theirs are the modules of the page.
 * @param source The module that makes calls, or both. The one for images is loaded here only when it is named, and otherwise
 * with the first image.
 * @throws {TintypeError} `network`: a module could not be loaded, or is of another build than the script. The next call
 * tries again.
 */
export function init(source?: WasmSource | WasmSources): Promise<void>;

/**
 * Generates an image, or edits the ones given.
 * @throws {TintypeError} Of any {@link ErrorCode}.
 * @example
 * const { image } = await generate({ apiKey: "sk-…", prompt: "a lighthouse at dusk" });
 * document.querySelector("img").src = image.url;
 */
export function generate(options: GenerateOptions): Promise<Generation>;

/**
 * Like {@link generate}, but yields text and images as they arrive. Leaving the loop aborts the request.
 * Throws nothing itself: the loop and `result()` reject, with the errors of {@link generate}.
 * @example
 * for await (const event of stream({ apiKey: "sk-…", prompt: "a comic in three panels" })) {
 *   if (event.type === "image") show(event.image.url);
 * }
 */
export function stream(options: GenerateOptions): GenerationStream;

/**
 * Type and size of an image, from its bytes and never from its label.
 * @throws {TintypeError} `invalid-options`: not one of the forms of {@link ImageInput}. `unsupported-input`: no image,
 * empty, or an address that cannot be read. `network`: the wasm module could not be loaded.
 */
export function inspect(input: ImageInput): Promise<ImageInfo>;

/**
 * Puts an edit into its original: outside the mask every opaque pixel is the original's. (The colours of half-transparent
 * ones may differ by what a canvas rounds.)
 * The service itself changes whole pictures; this is how an edit stays local. Needs a canvas, which Node has not.
 * @throws {TintypeError} `invalid-options`: an image is missing or of no known form, or `featherPx` is too large. `unsupported-input`: one cannot be
 * read or decoded. `aborted`: by the signal. `network`: the wasm module could not be loaded.
 */
export function compose(options: ComposeOptions): Promise<GeneratedImage>;

/** True for the errors of this package, also of another copy or realm. */
export function isTintypeError(value: unknown): value is TintypeError;

/** The version of this package. */
export const version: string;

/** A client with default options. Options of a call replace those of the client, one by one. */
export class Client {
  /**
   * Sends, loads and checks nothing: wrong defaults are refused by the calls.
   * @param defaults Default: none.
   */
  constructor(defaults?: ClientOptions);
  /** As the function {@link generate}. @throws {TintypeError} Of any {@link ErrorCode}. */
  generate(options: GenerateOptions): Promise<Generation>;
  /** As the function {@link stream}. Throws nothing itself: the loop and `result()` reject. */
  stream(options: GenerateOptions): GenerationStream;
  /** A conversation of several turns, each call with these defaults. @param defaults Default: those of the client. */
  chat(defaults?: ChatOptions): Chat;
  /**
   * The models of the endpoint.
   * @throws {TintypeError} Those of {@link generate} that have no image to do with, such as `auth`, `network`,
   * `not-the-api` and `aborted`.
   */
  models(options?: { signal?: AbortSignal }): Promise<ModelInfo[]>;
  /**
   * Sends a file to Google's Files API, which keeps it for two days, to be among the `images` of calls from then on. An
   * image is fitted as for a call; a video or a PDF goes as it is, for models that take one. Only Google's own host has this.
   * @throws {TintypeError} `not-the-api` where the service takes no files, and those of {@link generate}.
   * @example
   * const photo = await client.upload(file);
   * const night = await client.generate({ prompt: "make it night", images: photo });
   */
  upload(file: ImageInput, options?: UploadOptions): Promise<UploadedFile>;
  /** Aborts what runs, which rejects with `aborted`, and ends the worker. The client can be used again. */
  dispose(): void;
}

/** The defaults of a conversation. */
export interface ChatOptions extends Partial<GenerateOptions> {
  /**
   * Sends each image of earlier turns once, to Google's Files API, and by its address from then on; a file that is about
   * to be forgotten is sent again. Only Google's own host has this, and keeps the files for two days.
   * @default false: every turn carries all images before it
   */
  uploads?: boolean | undefined;
}

/** A conversation. A call that fails leaves no turn behind. */
export class Chat {
  /** Comes from {@link Client.chat} or {@link Chat.from}. */
  private constructor();
  /**
   * `prompt` and `images` of these options, after all turns so far. One call after the other.
   * @throws {TintypeError} Of any {@link ErrorCode}.
   */
  send(options: GenerateOptions): Promise<Generation>;
  /**
   * Like {@link Chat.send}, but yields text and images as they arrive. The turn belongs to the conversation once the answer has ended well; a
   * stream that is left before leaves no turn behind. Throws nothing itself: the loop and `result()` reject, with the
   * errors of {@link generate}.
   */
  stream(options: GenerateOptions): GenerationStream;
  /** A conversation that goes on from after the first `turn` turns; default all of them. */
  fork(turn?: number): Chat;
  /** All so far; a copy that does not change. */
  readonly turns: readonly Turn[];
  /** Everything but the key and the client, as plain JSON. @throws Only what reading a Blob throws. */
  toJSON(): Promise<ChatJson>;
  /**
   * Goes on where `toJSON()` left off.
   * @param client Default: one without any defaults.
   * @throws {TypeError} When this is no chat of this package.
   */
  static from(json: ChatJson, client?: Client): Chat;
}

/** One turn: request and response, as they are sent again. */
export interface Turn {
  /** The request, with images as Blobs. */
  readonly user: Content;
  /** The parts of the response, with images as Blobs. */
  readonly answer: Content;
  /** Which model answered: its signatures are of no use to another. */
  readonly model: string;
}

/** A conversation that survives a reload. */
export interface ChatJson {
  /** Another one is refused by {@link Chat.from}. */
  format: "tintype-chat-1";
  /** Of use to {@link Chat.from} alone. */
  turns: unknown[];
}

/** The inputs of `compose`. */
export interface ComposeOptions {
  /** The outcome has its size as it is shown, and its colours: Display P3 where the browser has such canvases. */
  base: ImageInput;
  /** Scaled to the size of `base`. */
  edit: ImageInput;
  /** Where the edit shows: opaque, or white where the mask has no transparency. */
  mask: ImageInput;
  /** Width of the soft edge, inside the mask; at most 256. @default 0 */
  featherPx?: number | undefined;
  /** Of the outcome; what the browser cannot write becomes PNG, and only PNG keeps every pixel. @default "image/png" */
  type?: "image/png" | "image/jpeg" | "image/webp" | (string & {}) | undefined;
  /** Ends the work; the promise rejects with code `aborted` and the signal's reason as `cause`. @default none */
  signal?: AbortSignal | undefined;
}

/**
 * How to reach the service. What is wrong here is refused by the call, with code `invalid-options` and `field`, before
 * anything is sent.
 */
export interface ClientOptions {
  /**
   * Any path prefix is kept, and a version such as `/v1` at its end; a relative address such as `"/api"` is fine. Where
   * the path is another one, a template says where model and method go:
   * `"https://host/v1beta/projects/p/models/{model}:{method}"`. A function gives either of these, or the complete
   * address of a method, for each call; one that throws is code `invalid-options`.
   * @default "https://api.tokaify.com"
   */
  baseUrl?: string | URL | ((call: AddressedCall) => string | URL | Promise<string | URL>) | undefined;
  /**
   * The key, or a function that gives it; the function is asked again for every attempt. A key that is missing, or a
   * function that throws, is code `auth`.
   * @default none
   */
  apiKey?: string | (() => string | Promise<string>) | undefined;
  /**
   * How the key is sent. With `"none"` a proxy of yours adds it.
   * @default "bearer"
   */
  auth?: "bearer" | "x-goog-api-key" | "query" | "none" | undefined;
  /**
   * Sent as they are, or a function that gives them; the function is asked again for every attempt, for tokens that run
   * out. Every further header is one more thing that a CORS preflight can refuse. A function that throws, or gives
   * what cannot be headers, is code `invalid-options`.
   * @default none
   */
  headers?: HeadersOption | (() => HeadersOption | Promise<HeadersOption>) | undefined;
  /**
   * Any name is passed through; known models are checked.
   * @default "gemini-2.5-flash-image"
   */
  model?: ModelName | (string & {}) | undefined;
  /**
   * For one attempt, in milliseconds; 0 is none. When it passes: code `timeout`, and no further attempt. Images that
   * `followRemoteImages` fetches have as long once more, all together.
   * @default 300_000
   */
  timeoutMs?: number | undefined;
  /**
   * `false`: one attempt. Tried again is only what cost nothing: what the service refused with 429 or 503, and what is
   * known not to have been sent. A request whose connection died may have been billed, and is not sent again.
   * @default { attempts: 3, baseDelayMs: 1_000, maxDelayMs: 60_000 }
   */
  retry?: false | RetryOptions | undefined;
  /**
   * A transport of your own; it is called with one `Request`. What it throws is code `network`.
   * @default the global one
   */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Functions around every attempt, for logs, limits and sessions. They are waited for, on the page's own thread, within
   * the time of the attempt. One that throws ends the call: code `aborted`, with what it threw as `cause`.
   * @default none
   */
  hooks?: Hooks | undefined;
  /**
   * Network, parsing and encoding in a dedicated worker. Together with `fetch`, where there are no workers, or where the
   * page may not start one (the package lies on another origin): code `invalid-options`.
   * @default false
   */
  worker?: boolean | undefined;
  /**
   * Some relays answer with the address of an image. With true it is fetched and becomes a normal image,
   * unless the address is in a private network (and not of the origin of `baseUrl`) or redirects, or the image has more
   * than 128 MB. When none can be had: code `no-image`, or `timeout`.
   * @default false
   */
  followRemoteImages?: boolean | undefined;
}

/**
 * The options of a call. Invalid options are refused with code `invalid-options` before anything is sent, all problems at once
 * in `details`, the first one in `field`.
 */
export interface GenerateOptions extends ClientOptions {
  /** The text: a description of the image, or of the change to `images`. @default none */
  prompt?: string | undefined;
  /**
   * Sent after the prompt, in this order; a file by reference is fetched by the service itself. Types that the service does not take are converted; what cannot be read or
   * made small enough is code `unsupported-input`, as is what has more than 128 MB (or `input.maxBytes`, if that is
   * more): fitting takes a file's length in memory. Large buffers are copied in pieces while the call is `preparing`.
   * @default none
   */
  images?: ImageInput | FileReference | readonly (ImageInput | FileReference)[] | undefined;
  /** The whole conversation, instead of `prompt` and `images`. @default none */
  contents?: readonly Content[] | undefined;
  /** A system prompt. @default none */
  systemInstruction?: string | undefined;
  /**
   * Such as `"16:9"`. One that a known model does not make is refused.
   * @default the last input's, else "1:1"
   */
  aspectRatio?: AspectRatio | (string & {}) | undefined;
  /**
   * As the model allows; `gemini-2.5-flash-image` has one fixed size and takes none.
   * @default the model's
   */
  imageSize?: ImageSize | (string & {}) | undefined;
  /** `["IMAGE"]` leaves the text out. @default ["TEXT", "IMAGE"] */
  modalities?: readonly ("TEXT" | "IMAGE")[] | undefined;
  /** The number of independent requests, an integer from 1 to 100; each settles on its own, see {@link Generation.failures}. @default 1 */
  n?: number | undefined;
  /** 0 to 2. @default the service's, 1 */
  temperature?: number | undefined;
  /** 0 to 1. @default the service's */
  topP?: number | undefined;
  /** An integer from 1. @default the service's */
  topK?: number | undefined;
  /** An integer of 32 bits. The service promises no reproducibility. @default random */
  seed?: number | undefined;
  /** An integer from 1. One image of the default model takes 1290 tokens. @default the model's */
  maxOutputTokens?: number | undefined;
  /** At most 5. @default none */
  stopSequences?: readonly string[] | undefined;
  /** Image models take 1 only; use `n`. @default 1 */
  candidateCount?: number | undefined;
  /** As on the wire. @default the service's */
  safetySettings?: readonly SafetySetting[] | undefined;
  /** As on the wire. @default none */
  tools?: readonly Record<string, unknown>[] | undefined;
  /** As on the wire: `generationConfig.thinkingConfig`. @default the model's */
  thinking?: ThinkingOptions | undefined;
  /**
   * Whether the service keeps the request. New paid projects at Google keep requests unless told not to; relays may drop
   * the field. @default the project's setting
   */
  store?: boolean | undefined;
  /** As on the wire: `"flex"` is cheaper and may wait, `"priority"` is the opposite. @default "standard" */
  serviceTier?: "flex" | "standard" | "priority" | (string & {}) | undefined;
  /** Merged into the body last: fields newer than this version. @default none */
  extra?: Record<string, unknown> | undefined;
  /** How input images are fitted to what the service takes. @default { maxSidePx: 3072, convert: true, keepMetadata: false } */
  input?: InputOptions | undefined;
  /**
   * Ends everything at once; the promise rejects with code `aborted` and the signal's reason as `cause`.
   * @default none
   */
  signal?: AbortSignal | undefined;
  /** At most once in 16 ms, and at every change of phase. @default none */
  onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * How input images are fitted. By default they are sent upright, of a sensible size and without metadata; the pixels of
 * one that needs neither turning nor scaling nor another type are not touched.
 */
export interface InputOptions {
  /** For a whole request with all its images. @default 100_000_000 at Google's own host, 20_971_520 elsewhere */
  maxBytes?: number | undefined;
  /**
   * Longer images are scaled down; 0 or `Infinity` is any length. The default applies to what may be converted and can
   * be decoded: in Node, and to HEIC in most browsers, it does nothing. What is asked for is done or refused.
   * @default 3072
   */
  maxSidePx?: number | undefined;
  /** With false, what would have to be converted, turned or scaled is refused. @default true */
  convert?: boolean | undefined;
  /**
   * Sends files with their metadata: where a photo was taken, with which camera, and its orientation too, which is
   * metadata then and no longer applied. What has to be converted or scaled has none in any case. @default false
   */
  keepMetadata?: boolean | undefined;
}

/** As on the wire. */
export interface SafetySetting {
  /** The category. */
  category: HarmCategory | (string & {});
  /** From where on it blocks. */
  threshold: HarmThreshold | (string & {});
}

/** As on the wire; what a model does not take it refuses, with code `invalid-request`. */
export interface ThinkingOptions {
  /** Not together with `thinkingBudget`. @default the model's */
  thinkingLevel?: ThinkingLevel | (string & {}) | undefined;
  /** In tokens. @default the model's */
  thinkingBudget?: number | undefined;
  /** Thoughts come as parts and events of type `"thought"`. @default false */
  includeThoughts?: boolean | undefined;
  /** Fields newer than this version. */
  [field: string]: unknown;
}

/** An image to start from. Strings are addresses: `http(s):`, `blob:` or `data:`. */
export type ImageInput =
  | Blob | ArrayBuffer | ArrayBufferView | URL | string | GeneratedImage
  | Global<"HTMLImageElement"> | Global<"HTMLCanvasElement"> | Global<"OffscreenCanvas"> | Global<"ImageBitmap"> | Global<"ImageData">;

/** A class of the browser's, or `never` in a project without the library that declares it, such as one for Node. */
type Global<Name extends string> = typeof globalThis extends { [name in Name]: { prototype: infer Instance } } ? Instance : never;

/** One turn, as on the wire. */
export interface Content {
  /** @default "user" */
  role?: "user" | "model";
  /** In order. */
  parts: readonly ContentPart[];
}

/** One part of a turn, as on the wire; `inlineData.data` may be an image in any form, or bare base64. */
export interface ContentPart {
  /** The text. */
  text?: string;
  /** An image. Its type is detected from the bytes; `mimeType` is ignored. */
  inlineData?: { mimeType?: string; data: ImageInput };
  /** The signature that the service requires on this part. */
  thoughtSignature?: string;
  /** Other fields of the wire. */
  [field: string]: unknown;
}

/** Why a call gave no image. `message` is one plain sentence that says what to do. */
export class TintypeError extends Error {
  /** Only the package makes its errors. */
  private constructor();
  /** By which {@link isTintypeError} knows it. */
  readonly name: "TintypeError";
  /** The error code. */
  readonly code: ErrorCode;
  /** HTTP status, or the status that the body of a 200 claims. */
  readonly status?: number;
  /** True when the same call may pass later and the failed one cost nothing. */
  readonly retryable: boolean;
  /** How long the service asks to wait. */
  readonly retryAfterMs?: number;
  /** The service's id of the request. */
  readonly requestId?: string;
  /** Why the model stopped, verbatim. */
  readonly finishReason?: FinishReason | (string & {});
  /** Why the prompt was refused, verbatim. */
  readonly blockReason?: BlockReason | (string & {});
  /** The service's own explanation. */
  readonly finishMessage?: string;
  /** As the service sent them. */
  readonly safetyRatings?: unknown[];
  /** The model's answer instead of an image. */
  readonly text?: string;
  /** The option that is wrong. */
  readonly field?: string;
  /** The service's own error body, or every problem with the options. */
  readonly details?: unknown;
  /** Requests that were sent. */
  readonly attempts: number;
  /**
   * With code `aborted`: the reason of the signal, whatever it is. With code `network`: the error below that of `fetch`,
   * such as `ECONNREFUSED`, where the runtime has one; browsers do not.
   */
  readonly cause?: unknown;
}

/** Every way to fail. */
export type ErrorCode =
  /** Refused before anything was sent; `field` names the option, `details` lists all problems. */
  | "invalid-options"
  /** An input that is no image, is empty, or cannot be read or made small enough. */
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
