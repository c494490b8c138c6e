// The outcomes of calls: images, text, counts, progress, events.

import type { FinishReason, ImageExtension, ImageMimeType } from "./names.d.ts";
import type { TintypeError } from "./types.d.ts";

/** Declarations of TypeScript's libraries that a project need not have. */
declare global {
  /** Of the library `esnext.disposable` of TypeScript 5.2. */
  interface SymbolConstructor {
    /** The method that `using` calls. */
    readonly dispose: unique symbol;
  }
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
  finishReason: FinishReason | "" | (string & {});
  /** Token counts of all `n` requests. */
  usage: Usage;
  /** The model that answered, by its own word. */
  model?: string;
  /** The service's id of the answer. */
  responseId?: string;
  /** The searches that the answer rests on, where the model made any. */
  grounding?: Grounding;
  /** The HTTP response that it came in; of `n` requests, the last. */
  response: ResponseHead;
  /** A warning about a success. */
  warnings: Warning[];
  /** Of `n` requests, those that failed while others succeeded. */
  failures: TintypeError[];
  /** Revokes the address of every image. Calling it twice is fine. */
  dispose(): void;
  /** Calls `dispose()` at the end of a `using` block. */
  [Symbol.dispose](): void;
}

/** An image with its address, which lives until `dispose()` or until the page goes. */
export interface GeneratedImage extends ImageInfo {
  /** A `blob:` address. Dead after `dispose()`; the `blob` lives on. Empty in a service worker. */
  url: string;
  /** The bytes, typed by what they are. */
  blob: Blob;
  /** False for what the model marked as a draft. */
  final: boolean;
  /** Revokes `url`. Calling it twice is fine. */
  dispose(): void;
  /** Calls `dispose()` at the end of a `using` block. */
  [Symbol.dispose](): void;
}

/** Type and size of an image, read from its bytes. */
export interface ImageInfo {
  /** By the bytes. */
  mimeType: ImageMimeType;
  /** In pixels, as a browser shows it; 0 when the file does not say. */
  width: number;
  /** In pixels, as a browser shows it; 0 when the file does not say. */
  height: number;
  /** Of the file. */
  byteLength: number;
  /** For a file name, without the dot. */
  extension: ImageExtension;
}

/** One part of an answer. `thoughtSignature` is to be sent back on this very part. */
export type Part = { thoughtSignature?: string } & (
  | { type: "text"; text: string }
  | { type: "thought"; text: string }
  | { type: "image"; image: GeneratedImage }
  | { type: "remote-image"; url: string; mimeType?: string }
  /** A signed part of another kind, such as a function call, as on the wire. */
  | { type: "other"; json: Record<string, unknown> }
);

/** The head of the HTTP response that an answer came in. */
export interface ResponseHead {
  /** HTTP status. */
  status: number;
  /** The service's name for the request, to be quoted in a report. */
  requestId?: string;
  /** Those that the page may see: a service of another origin lists the others in `Access-Control-Expose-Headers`. */
  headers: Headers;
}

/** The searches behind an answer. */
export interface Grounding {
  /** The search queries, for pages and for images. */
  queries: string[];
  /** The sources. */
  sources: GroundingSource[];
  /** The search suggestions that Google's terms ask to show. Untrusted HTML: for a sandboxed frame alone. */
  suggestionsHtml?: string;
}

/** A page, or a picture on a page. */
export interface GroundingSource {
  /** Of the page: `https:` or `http:`. */
  url: string;
  /** Of the page, or of the picture. */
  title?: string;
  /** The host, where the service names it. */
  domain?: string;
  /** Of the picture itself. */
  imageUrl?: string;
}

/** Something worth knowing about a success. */
export interface Warning {
  /** Which kind. */
  code: WarningCode;
  /** One plain sentence. */
  message: string;
}

/** The kinds of warning. */
export type WarningCode =
  /** The image is not of the ratio or size that was asked for. */
  | "size-mismatch"
  /** The bytes are not of the type on the label, or no image at all. */
  | "type-mismatch"
  /** The model gave nothing but a draft. */
  | "draft-only"
  /** The answer ended early; what came whole is here. */
  | "partial"
  /** The model stopped for another reason than being done. */
  | "stopped-early"
  /** Older images of a conversation were left out, to keep the request within its limit. */
  | "history-trimmed"
  /** The model is to end; the message names its replacement. */
  | "model-deprecated"
  /** Another model answered than the one that was asked for. */
  | "model-rerouted";

/** Token counts; what the service left out is missing. */
export interface Usage {
  /** Of the request, images included. */
  promptTokens?: number;
  /** Of the images that came. */
  imageTokens?: number;
  /** Of the text that came. */
  textTokens?: number;
  /** Of the thinking. */
  thoughtTokens?: number;
  /** Of everything. */
  totalTokens?: number;
  /** At Google's list price; only for models in this version's table. */
  estimatedCostUsd?: number;
  /** As the service sent it. */
  raw: Record<string, unknown>;
}

/** Where a call stands. */
export interface Progress {
  /**
   * `"retrying"` is the wait before the next attempt; `"done"` comes once, however the call ended, but not after an abort
   * and not when options or inputs were refused.
   */
  phase: "preparing" | "sending" | "waiting" | "receiving" | "retrying" | "done";
  /** The running attempt, from 1. */
  attempt: number;
  /** Since the call began. */
  elapsedMs: number;
  /** Of the answer, after decompression. */
  receivedBytes: number;
  /** While retrying: until the next attempt. */
  retryInMs?: number;
  /** Whole images so far. */
  imagesDone: number;
}

/** An event of a stream. */
export type StreamEvent =
  | { type: "text"; text: string }
  | { type: "thought"; text: string }
  | { type: "image"; image: GeneratedImage }
  | { type: "progress"; progress: Progress };

/** A running call. The request starts at once; leaving the loop aborts it. */
export interface GenerationStream extends AsyncIterable<StreamEvent> {
  /**
   * The whole outcome, with the very images that the events brought, and those of `followRemoteImages`, which have no
   * event.
   * @throws {TintypeError} Of any `ErrorCode`; `aborted` after the loop was left.
   */
  result(): Promise<Generation>;
}
