// Each public type, verbatim, so that no type is loosened or tightened unnoticed. options.test.js compares the options
// with the option table. Compiled, never run.

import type {
  AddressedCall,
  AspectRatio,
  BlockReason,
  Chat,
  ChatJson,
  ChatOptions,
  Client,
  ClientOptions,
  ComposeOptions,
  Content,
  ContentPart,
  ErrorCode,
  FileReference,
  FinishReason,
  GenerateOptions,
  GeneratedImage,
  Generation,
  GenerationStream,
  Grounding,
  GroundingSource,
  HarmCategory,
  HarmThreshold,
  HookRequest,
  HookResponse,
  Hooks,
  ImageExtension,
  ImageInfo,
  ImageInput,
  ImageMimeType,
  ImageSize,
  InputOptions,
  ModelInfo,
  ModelName,
  ModelPrices,
  Part,
  Progress,
  ResponseHead,
  RetryOptions,
  SafetySetting,
  StreamEvent,
  ThinkingLevel,
  ThinkingOptions,
  TintypeError,
  Turn,
  UploadOptions,
  UploadProgress,
  UploadedFile,
  Usage,
  Warning,
  WarningCode,
  WasmSource,
  WasmSources,
} from "tintype";
import type { SandboxOptions, sandboxFetch } from "tintype/sandbox";
import type * as tintype from "tintype";

/** Compiles only for identical types; `any` is identical only to itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type All<Checks extends Record<string, true>> = Checks;

/** A union of known names that also accepts other strings. */
type Open<Known> = Known | (string & {});

type Headers = ClientOptions["headers"];

export type Clients = All<{
  baseUrl: Same<ClientOptions["baseUrl"], string | URL | ((call: AddressedCall) => string | URL | Promise<string | URL>) | undefined>;
  addressed: Same<AddressedCall, { model: string; method: "generateContent" | "streamGenerateContent" | "models" | "upload" }>;
  apiKey: Same<ClientOptions["apiKey"], string | (() => string | Promise<string>) | undefined>;
  auth: Same<ClientOptions["auth"], "bearer" | "x-goog-api-key" | "query" | "none" | undefined>;
  headers: Same<Headers, HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined>;
  model: Same<ClientOptions["model"], Open<ModelName> | undefined>;
  timeoutMs: Same<ClientOptions["timeoutMs"], number | undefined>;
  retry: Same<ClientOptions["retry"], false | RetryOptions | undefined>;
  fetch: Same<ClientOptions["fetch"], ((request: Request) => Promise<Response>) | undefined>;
  flags: Same<ClientOptions["worker"] | ClientOptions["followRemoteImages"], boolean | undefined>;
  hooks: Same<ClientOptions["hooks"], Hooks | undefined>;
  ofHooks: Same<Hooks, {
    beforeRequest?: ((request: HookRequest) => void | Promise<void>) | undefined;
    afterResponse?: ((response: HookResponse) => void | Promise<void>) | undefined;
    beforeRetry?: ((retry: { error: TintypeError; attempt: number }) => void | boolean | Promise<void | boolean>) | undefined;
  }>;
  hookRequest: Same<Omit<HookRequest, "apiKey">, { url: string; method: string; headers: globalThis.Headers }>;
  hookKey: Same<HookRequest["apiKey"], () => string | undefined>;
  hookResponse: Same<HookResponse, { url: string; status: number; headers: globalThis.Headers }>;
  retries: Same<RetryOptions, { attempts?: number | undefined; baseDelayMs?: number | undefined; maxDelayMs?: number | undefined }>;
  members: Same<keyof Client, "generate" | "stream" | "chat" | "models" | "upload" | "dispose">;
  chat: Same<Client["chat"], (defaults?: ChatOptions) => Chat>;
  chatOptions: Same<Omit<ChatOptions, keyof GenerateOptions>, { uploads?: boolean | undefined }>;
  upload: Same<Client["upload"], (file: ImageInput, options?: UploadOptions) => Promise<UploadedFile>>;
  uploadOptions: Same<UploadOptions, { signal?: AbortSignal | undefined; onProgress?: ((progress: UploadProgress) => void) | undefined }>;
  uploadProgress: Same<UploadProgress, { sentBytes: number; totalBytes: number }>;
  uploaded: Same<UploadedFile, { name: string; uri: string; mimeType: string; expiresAt?: string }>;
  reference: Same<FileReference, { uri: string; mimeType?: string | undefined }>;
  models: Same<Client["models"], (options?: { signal?: AbortSignal }) => Promise<ModelInfo[]>>;
  dispose: Same<Client["dispose"], () => void>;
  made: Same<ConstructorParameters<typeof Client>, [defaults?: ClientOptions]>;
}>;

export type Calls = All<{
  generate: Same<typeof tintype.generate, (options: GenerateOptions) => Promise<Generation>>;
  ofClient: Same<Client["generate"], typeof tintype.generate>;
  stream: Same<typeof tintype.stream, (options: GenerateOptions) => GenerationStream>;
  streamOfClient: Same<Client["stream"], typeof tintype.stream>;
  inspect: Same<typeof tintype.inspect, (input: ImageInput) => Promise<ImageInfo>>;
  compose: Same<typeof tintype.compose, (options: ComposeOptions) => Promise<GeneratedImage>>;
  guard: Same<typeof tintype.isTintypeError, (value: unknown) => value is TintypeError>;
  init: Same<Parameters<typeof tintype.init>[0], WasmSource | WasmSources | undefined>;
  source: Same<WasmSource, string | URL | Request | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module>;
  sources: Same<WasmSources, { module?: WasmSource | undefined; images?: WasmSource | undefined; worker?: string | URL | undefined }>;
  initialised: Same<ReturnType<typeof tintype.init>, Promise<void>>;
  version: Same<typeof tintype.version, string>;
  sandbox: Same<typeof sandboxFetch, (options?: SandboxOptions) => typeof fetch>;
  sandboxOptions: Same<SandboxOptions, { scenario?: string; latencyMs?: number }>;
}>;

/** The options that the option table does not cover; options.test.js compares all others with it. */
export type Options = All<{
  prompt: Same<GenerateOptions["prompt"], string | undefined>;
  images: Same<GenerateOptions["images"], ImageInput | FileReference | readonly (ImageInput | FileReference)[] | undefined>;
  contents: Same<GenerateOptions["contents"], readonly Content[] | undefined>;
  safety: Same<GenerateOptions["safetySettings"], readonly SafetySetting[] | undefined>;
  safetySetting: Same<SafetySetting, { category: Open<HarmCategory>; threshold: Open<HarmThreshold> }>;
  tools: Same<GenerateOptions["tools"], readonly Record<string, unknown>[] | undefined>;
  thinking: Same<GenerateOptions["thinking"], ThinkingOptions | undefined>;
  thinkingLevel: Same<ThinkingOptions["thinkingLevel"], Open<ThinkingLevel> | undefined>;
  thinkingBudget: Same<ThinkingOptions["thinkingBudget"], number | undefined>;
  includeThoughts: Same<ThinkingOptions["includeThoughts"], boolean | undefined>;
  thinkingOthers: Same<ThinkingOptions["newerThanThis"], unknown>;
  serviceTier: Same<GenerateOptions["serviceTier"], Open<"flex" | "standard" | "priority"> | undefined>;
  extra: Same<GenerateOptions["extra"], Record<string, unknown> | undefined>;
  input: Same<GenerateOptions["input"], InputOptions | undefined>;
  inputs: Same<InputOptions,
    { maxBytes?: number | undefined; maxSidePx?: number | undefined; convert?: boolean | undefined; keepMetadata?: boolean | undefined }>;
  signal: Same<GenerateOptions["signal"], AbortSignal | undefined>;
  onProgress: Same<GenerateOptions["onProgress"], ((progress: Progress) => void) | undefined>;
  image: Same<ImageInput,
    | Blob | ArrayBuffer | ArrayBufferView | URL | string | GeneratedImage
    | HTMLImageElement | HTMLCanvasElement | OffscreenCanvas | ImageBitmap | ImageData>;
  content: Same<Content, { role?: "user" | "model"; parts: readonly ContentPart[] }>;
  inlineData: Same<ContentPart["inlineData"], { mimeType?: string; data: ImageInput } | undefined>;
  partTexts: Same<ContentPart["text"] | ContentPart["thoughtSignature"], string | undefined>;
  partOthers: Same<ContentPart["newerThanThis"], unknown>;
  compose: Same<Omit<ComposeOptions, "type">,
    { base: ImageInput; edit: ImageInput; mask: ImageInput; featherPx?: number | undefined; signal?: AbortSignal | undefined }>;
  composeType: Same<ComposeOptions["type"], Open<"image/png" | "image/jpeg" | "image/webp"> | undefined>;
}>;

type Disposal = { dispose(): void; [Symbol.dispose](): void };

export type Outcomes = All<{
  names: Same<keyof Generation,
    | "images" | "image" | "drafts" | "text" | "parts" | "finishReason" | "usage" | "model" | "responseId" | "grounding"
    | "response" | "warnings" | "failures" | keyof Disposal>;
  lists: Same<Generation["images" | "drafts"], GeneratedImage[]>;
  last: Same<Generation["image"], GeneratedImage>;
  text: Same<Generation["text"], string>;
  finishReason: Same<Generation["finishReason"], Open<FinishReason | "">>;
  whose: Same<Generation["model" | "responseId"], string | undefined>;
  grounding: Same<Generation["grounding"], Grounding | undefined>;
  grounded: Same<Grounding, { queries: string[]; sources: GroundingSource[]; suggestionsHtml?: string }>;
  groundedOn: Same<GroundingSource, { url: string; title?: string; domain?: string; imageUrl?: string }>;
  response: Same<Generation["response"], ResponseHead>;
  head: Same<ResponseHead, { status: number; requestId?: string; headers: globalThis.Headers }>;
  parts: Same<Generation["parts"], Part[]>;
  warnings: Same<Generation["warnings"], Warning[]>;
  failures: Same<Generation["failures"], TintypeError[]>;
  counted: Same<Generation["usage"], Usage>;
  disposal: Same<Pick<Generation, keyof Disposal>, Disposal>;
  info: Same<ImageInfo,
    { mimeType: ImageMimeType; width: number; height: number; byteLength: number; extension: ImageExtension }>;
  image: Same<Omit<GeneratedImage, keyof ImageInfo | keyof Disposal>, { url: string; blob: Blob; final: boolean }>;
  imageDisposal: Same<Pick<GeneratedImage, keyof Disposal>, Disposal>;
  warning: Same<Warning, { code: WarningCode; message: string }>;
  usage: Same<Usage, {
    promptTokens?: number; imageTokens?: number; textTokens?: number; thoughtTokens?: number; totalTokens?: number;
    estimatedCostUsd?: number; raw: Record<string, unknown>;
  }>;
  progress: Same<Progress, {
    phase: "preparing" | "sending" | "waiting" | "receiving" | "retrying" | "done";
    attempt: number; elapsedMs: number; receivedBytes: number; retryInMs?: number; imagesDone: number;
  }>;
}>;

export type Unions = All<{
  part: Same<Part["type"], "text" | "thought" | "image" | "remote-image" | "other">;
  partText: Same<Extract<Part, { type: "text" | "thought" }>["text"], string>;
  partImage: Same<Extract<Part, { type: "image" }>["image"], GeneratedImage>;
  partRemote: Same<Pick<Extract<Part, { type: "remote-image" }>, "url" | "mimeType">, { url: string; mimeType?: string }>;
  signature: Same<Part["thoughtSignature"], string | undefined>;
  event: Same<StreamEvent,
    | { type: "text"; text: string } | { type: "thought"; text: string }
    | { type: "image"; image: GeneratedImage } | { type: "progress"; progress: Progress }>;
  result: Same<GenerationStream["result"], () => Promise<Generation>>;
  looped: Same<GenerationStream extends AsyncIterable<infer Event> ? Event : never, StreamEvent>;
}>;

export type Conversations = All<{
  members: Same<keyof Chat, "send" | "stream" | "fork" | "turns" | "toJSON">;
  send: Same<Chat["send"], (options: GenerateOptions) => Promise<Generation>>;
  stream: Same<Chat["stream"], (options: GenerateOptions) => GenerationStream>;
  fork: Same<Chat["fork"], (turn?: number) => Chat>;
  turns: Same<Pick<Chat, "turns">, { readonly turns: readonly Turn[] }>;
  turn: Same<Turn, { readonly user: Content; readonly answer: Content; readonly model: string }>;
  toJSON: Same<Chat["toJSON"], () => Promise<ChatJson>>;
  from: Same<typeof Chat.from, (json: ChatJson, client?: Client) => Chat>;
  json: Same<ChatJson, { format: "tintype-chat-1"; turns: unknown[] }>;
  model: Same<ModelInfo, {
    id: string; displayName?: string; makesImages: boolean;
    aspectRatios?: AspectRatio[]; imageSizes?: ImageSize[]; maxImages?: number;
    thinkingLevels?: ThinkingLevel[]; grounding?: ("web" | "image")[]; otherInputs?: string[]; maxOutputTokens?: number;
    prices?: ModelPrices; state?: "current" | "closed" | "deprecated"; replacement?: ModelName;
  }>;
  prices: Same<ModelPrices, { input: number; text: number; image: number; flexImage: number; query: number }>;
}>;

export type Errors = All<{
  own: Same<Omit<TintypeError, keyof Error>, {
    readonly code: ErrorCode; readonly status?: number; readonly retryable: boolean; readonly retryAfterMs?: number;
    readonly requestId?: string; readonly finishReason?: Open<FinishReason>; readonly blockReason?: Open<BlockReason>;
    readonly finishMessage?: string; readonly safetyRatings?: unknown[]; readonly text?: string; readonly field?: string;
    readonly details?: unknown; readonly attempts: number;
  }>;
  name: Same<TintypeError["name"], "TintypeError">;
  cause: Same<TintypeError["cause"], unknown>;
}>;
