// The service: its models and files, and the hooks around its requests.

import type { AspectRatio, ImageSize, ModelName, ThinkingLevel } from "./names.d.ts";
import type { TintypeError } from "./types.d.ts";

/** One model of an endpoint. */
export interface ModelInfo {
  /** For `model`. */
  id: string;
  /** For people, when the endpoint has one. */
  displayName?: string;
  /** By this version's table or by the name: the service does not say. */
  makesImages: boolean;
  /** For `aspectRatio`; missing for a model that this version does not know. */
  aspectRatios?: AspectRatio[];
  /** For `imageSize`, empty when there is one fixed size; missing for a model that this version does not know. */
  imageSizes?: ImageSize[];
  /** How many input images it takes; missing for a model that this version does not know. */
  maxImages?: number;
  /** For `thinking.thinkingLevel`, empty when it takes none; missing for a model that this version does not know. */
  thinkingLevels?: ThinkingLevel[];
  /** The kinds of `googleSearch` that it can rest on; missing for a model that this version does not know. */
  grounding?: ("web" | "image")[];
  /** The inputs beside text and images, such as `"video/*"`; missing for a model that this version does not know. */
  otherInputs?: string[];
  /** Of one answer; missing for a model that this version does not know. */
  maxOutputTokens?: number;
  /** Google's list prices; missing for a model that this version does not know. */
  prices?: ModelPrices;
  /**
   * `"closed"`: served to accounts that used it before, refused to new keys. `"deprecated"`: to end. Missing for a model
   * that this version does not know.
   */
  state?: "current" | "closed" | "deprecated";
  /** The model that its maker recommends in its place, for one that is to end or has another name now. */
  replacement?: ModelName;
}

/** List prices in US dollars: for a million tokens, and for a search. */
export interface ModelPrices {
  /** Input, text and images alike. */
  input: number;
  /** Output text, thinking included. */
  text: number;
  /** Output images. */
  image: number;
  /** Output images with `serviceTier: "flex"`, and in a batch. */
  flexImage: number;
  /** One query of `googleSearch`; 0 where the model makes none. */
  query: number;
}

/** The functions of `ClientOptions.hooks`. */
export interface Hooks {
  /** Before the request of an attempt is sent. @default none */
  beforeRequest?: ((request: HookRequest) => void | Promise<void>) | undefined;
  /** When the head of an answer has come, of an error's too. @default none */
  afterResponse?: ((response: HookResponse) => void | Promise<void>) | undefined;
  /** After the wait and before another attempt; `false` ends the call with `error`. @default none */
  beforeRetry?: ((retry: { error: TintypeError; attempt: number }) => void | boolean | Promise<void | boolean>) | undefined;
}

/** A request as a hook sees it: without its key. */
export interface HookRequest {
  /** With `key=…` where the key is part of it. */
  url: string;
  /** Such as `"POST"`. */
  method: string;
  /** A copy, without those that carry a key. */
  headers: Headers;
  /** The key of this attempt, for a hook that has to sign the request or to count by key. */
  apiKey(): string | undefined;
}

/** The head of an answer as a hook sees it. */
export interface HookResponse {
  /** That of the request, without its key. */
  url: string;
  /** HTTP status. */
  status: number;
  /** Those that the page may see. */
  headers: Headers;
}

/** A file that the service fetches itself: one of its own Files API, or a public or signed `https:` address. */
export interface FileReference {
  /** Its address. */
  uri: string;
  /** Such as `"image/png"`; the service asks for it where the address does not tell. */
  mimeType?: string | undefined;
}

/** A file that `Client.upload` has sent. */
export interface UploadedFile {
  /** The service's name for it. */
  name: string;
  /** Its address. */
  uri: string;
  /** The type that was sent. */
  mimeType: string;
  /** The time at which the service forgets it, as an RFC 3339 text. */
  expiresAt?: string;
}

/** The options of `Client.upload`. */
export interface UploadOptions {
  /** Ends the upload. @default none */
  signal?: AbortSignal | undefined;
  /**
   * Called as the file leaves. Pages and dedicated workers report it by `XMLHttpRequest`; service workers, Node, Deno, Bun and
   * an own `fetch` have the beginning and the end alone, since `fetch` reports nothing while it sends a body.
   * @default none
   */
  onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** How much of a file has left. */
export interface UploadProgress {
  /** Bytes that the browser has sent. */
  sentBytes: number;
  /** Bytes of the file as it is sent: an image may have been scaled before. */
  totalBytes: number;
}

/** The argument of a function in `ClientOptions.baseUrl`. */
export interface AddressedCall {
  /** The model of the call. */
  model: string;
  /** `"models"` for the list of models, `"upload"` for a file. */
  method: "generateContent" | "streamGenerateContent" | "models" | "upload";
}

/** How often and how patiently to try again. A delay that the service names wins over these. */
export interface RetryOptions {
  /** Requests in all. @default 3 */
  attempts?: number | undefined;
  /** Before the second attempt, in milliseconds; doubles from there, with jitter. @default 1_000 */
  baseDelayMs?: number | undefined;
  /** No wait is longer; a service that asks for more ends the call. @default 60_000 */
  maxDelayMs?: number | undefined;
}
