// Each set of known names, verbatim, and code that must not compile. Compiled, never run.

import {
  Chat,
  Client,
  TintypeError,
  compose,
  generate,
  isTintypeError,
  type AspectRatio,
  type BlockReason,
  type Content,
  type ErrorCode,
  type FinishReason,
  type GeneratedImage,
  type HarmCategory,
  type HarmThreshold,
  type ImageExtension,
  type ImageMimeType,
  type ImageSize,
  type ModelName,
  type Part,
  type StreamEvent,
  type ThinkingLevel,
  type Turn,
  type WarningCode,
} from "tintype";
import { sandboxFetch } from "tintype/sandbox";

/** Compiles only if the keys are exactly the names of the union; a plain `string` is not accepted as a union. */
const exactly = <Name extends string>(_: string extends Name ? never : Record<Name, 0>): void => {};

exactly<ModelName>({
  "gemini-2.5-flash-image": 0, "gemini-3.1-flash-image": 0, "gemini-3.1-flash-lite-image": 0, "gemini-3-pro-image": 0,
  "gemini-nano-banana-2.1": 0,
});
exactly<AspectRatio>({
  "1:1": 0, "2:3": 0, "3:2": 0, "3:4": 0, "4:3": 0, "4:5": 0, "5:4": 0, "9:16": 0, "16:9": 0, "21:9": 0,
  "1:4": 0, "4:1": 0, "1:8": 0, "8:1": 0,
});
exactly<ImageSize>({ "512": 0, "1K": 0, "2K": 0, "4K": 0 });
exactly<ImageMimeType>({
  "image/png": 0, "image/jpeg": 0, "image/webp": 0, "image/gif": 0, "image/bmp": 0, "image/avif": 0, "image/heic": 0,
  "image/heif": 0,
});
exactly<ImageExtension>({ png: 0, jpg: 0, webp: 0, gif: 0, bmp: 0, avif: 0, heic: 0, heif: 0 });
exactly<FinishReason>({
  FINISH_REASON_UNSPECIFIED: 0, STOP: 0, MAX_TOKENS: 0, SAFETY: 0, RECITATION: 0, OTHER: 0, LANGUAGE: 0, BLOCKLIST: 0,
  PROHIBITED_CONTENT: 0, SPII: 0, MALFORMED_FUNCTION_CALL: 0, UNEXPECTED_TOOL_CALL: 0, TOO_MANY_TOOL_CALLS: 0,
  IMAGE_SAFETY: 0, IMAGE_PROHIBITED_CONTENT: 0, IMAGE_RECITATION: 0, IMAGE_OTHER: 0, NO_IMAGE: 0, JAILBREAK: 0,
  ESCALATION: 0, MODEL_ARMOR: 0, PUP_LIMITED_DISABLED: 0, MALFORMED_RESPONSE: 0, MISSING_THOUGHT_SIGNATURE: 0,
  CONTINUATION: 0,
});
exactly<BlockReason>({
  BLOCK_REASON_UNSPECIFIED: 0, SAFETY: 0, OTHER: 0, BLOCKLIST: 0, PROHIBITED_CONTENT: 0, IMAGE_SAFETY: 0,
});
exactly<HarmCategory>({
  HARM_CATEGORY_HARASSMENT: 0, HARM_CATEGORY_HATE_SPEECH: 0, HARM_CATEGORY_SEXUALLY_EXPLICIT: 0,
  HARM_CATEGORY_DANGEROUS_CONTENT: 0, HARM_CATEGORY_CIVIC_INTEGRITY: 0, HARM_CATEGORY_JAILBREAK: 0,
});
exactly<HarmThreshold>({
  HARM_BLOCK_THRESHOLD_UNSPECIFIED: 0, BLOCK_LOW_AND_ABOVE: 0, BLOCK_MEDIUM_AND_ABOVE: 0, BLOCK_ONLY_HIGH: 0,
  BLOCK_NONE: 0, OFF: 0,
});
exactly<ThinkingLevel>({ MINIMAL: 0, LOW: 0, MEDIUM: 0, HIGH: 0 });
exactly<WarningCode>({
  "size-mismatch": 0, "type-mismatch": 0, "draft-only": 0, partial: 0, "stopped-early": 0, "history-trimmed": 0,
  "model-deprecated": 0, "model-rerouted": 0,
});
exactly<ErrorCode>({
  "invalid-options": 0, "unsupported-input": 0, network: 0, aborted: 0, timeout: 0, auth: 0, permission: 0, billing: 0,
  "rate-limited": 0, quota: 0, region: 0, "model-not-found": 0, "invalid-request": 0, "too-large": 0, unavailable: 0,
  server: 0, "not-the-api": 0, "malformed-response": 0, "truncated-response": 0, "prompt-blocked": 0, refused: 0,
  "max-tokens": 0, "no-image": 0, "empty-response": 0,
});

declare const blob: Blob;
declare const image: GeneratedImage;
declare const turn: Turn;
declare const part: Part;
declare const event: StreamEvent;
declare const thrown: unknown;
declare const client: Client;

// Names newer than this version are accepted where the service decides, and lists may be constants.
void generate({ model: "gemini-9", aspectRatio: "7:5", imageSize: "8K", images: [blob, image] as const });
void generate({ safetySettings: [{ category: "HARM_CATEGORY_NEW", threshold: "OFF" }], modalities: ["IMAGE"] as const });
void generate({ thinking: { thinkingLevel: "ULTRA", somethingNew: true }, extra: { serviceTier: "flex" } });

// None of the following lines may compile.
// @ts-expect-error: no such option
void generate({ promt: "a typing slip" });
// @ts-expect-error: options are needed
void generate();
// @ts-expect-error: no such auth mode
void new Client({ auth: "basic" });
// @ts-expect-error: true is no retry policy
void new Client({ retry: true });
// @ts-expect-error: a retry has no such option
void new Client({ retry: { tries: 2 } });
// @ts-expect-error: a key is text
void new Client({ apiKey: () => 7 });
// @ts-expect-error: a number is no image
void generate({ images: 7 });
// @ts-expect-error: no such modality
void generate({ modalities: ["AUDIO"] });
// @ts-expect-error: a setting has a threshold
void generate({ safetySettings: [{ category: "HARM_CATEGORY_JAILBREAK" }] });
// @ts-expect-error: a level is a name
void generate({ thinking: { thinkingLevel: 3 } });
// @ts-expect-error: an input has no such option
void generate({ input: { quality: 1 } });
// @ts-expect-error: no such role
void ({ role: "system", parts: [] } satisfies Content);
// @ts-expect-error: a turn has parts
void ({ role: "user" } satisfies Content);
// @ts-expect-error: no such code
void ((error: TintypeError) => error.code === "unknown-code");
// @ts-expect-error: no such warning
void ((code: WarningCode) => code === "unknown-code");
// @ts-expect-error: no such type of an image
void (image.mimeType === "image/svg+xml");
// @ts-expect-error: only the package makes its errors
void new TintypeError();
// @ts-expect-error: a conversation comes from a client
void new Chat();
// @ts-expect-error: a mask is needed
void compose({ base: blob, edit: blob });
// @ts-expect-error: members of an error are read-only
void ((error: TintypeError) => (error.status = 500));
// @ts-expect-error: turns are read-only
void (turn.model = "another");
// @ts-expect-error: turns are added by send alone
void client.chat().turns.push(turn);
// @ts-expect-error: another format is another package's
void Chat.from({ format: "chat-2", turns: [] });
// @ts-expect-error: only some parts have text
void part.text;
// @ts-expect-error: only some events have an image
void event.image;
// @ts-expect-error: nothing is known of what was thrown before it was looked at
void thrown.code;
void (isTintypeError(thrown) && thrown.code);
// @ts-expect-error: no such option of the sandbox
void sandboxFetch({ latency: 1 });
