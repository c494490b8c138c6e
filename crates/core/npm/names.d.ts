// The names that this version knows: of models, of what they make, and of the reasons the service gives.

/** A model in this version's table, whose options are checked before anything is sent. Others are passed through. */
export type ModelName =
  | "gemini-2.5-flash-image"
  | "gemini-3.1-flash-image"
  | "gemini-3.1-flash-lite-image"
  | "gemini-3-pro-image"
  | "gemini-nano-banana-2.1";

/** Width to height. Those from `"1:4"` on are for the models of 3.1 and later alone. */
export type AspectRatio =
  | "1:1" | "2:3" | "3:2" | "3:4" | "4:3" | "4:5" | "5:4" | "9:16" | "16:9" | "21:9"
  | "1:4" | "4:1" | "1:8" | "8:1";

/** About the longer side in pixels; which ones a model makes, `client.models()` says. */
export type ImageSize = "512" | "1K" | "2K" | "4K";

/** Every type that is detected from the bytes of an image. */
export type ImageMimeType =
  | "image/png" | "image/jpeg" | "image/webp" | "image/gif" | "image/bmp" | "image/avif" | "image/heic" | "image/heif";

/** The ending of a file of such a type. */
export type ImageExtension = "png" | "jpg" | "webp" | "gif" | "bmp" | "avif" | "heic" | "heif";

/** Why a model stopped, in the service's words. Newer ones are passed through. */
export type FinishReason =
  | "FINISH_REASON_UNSPECIFIED" | "STOP" | "MAX_TOKENS" | "SAFETY" | "RECITATION" | "OTHER" | "LANGUAGE" | "BLOCKLIST"
  | "PROHIBITED_CONTENT" | "SPII" | "MALFORMED_FUNCTION_CALL" | "UNEXPECTED_TOOL_CALL" | "TOO_MANY_TOOL_CALLS"
  | "IMAGE_SAFETY" | "IMAGE_PROHIBITED_CONTENT" | "IMAGE_RECITATION" | "IMAGE_OTHER" | "NO_IMAGE" | "JAILBREAK"
  | "ESCALATION" | "MODEL_ARMOR" | "PUP_LIMITED_DISABLED" | "MALFORMED_RESPONSE" | "MISSING_THOUGHT_SIGNATURE"
  | "CONTINUATION";

/** Why a prompt was refused, in the service's words. Newer ones are passed through. */
export type BlockReason =
  | "BLOCK_REASON_UNSPECIFIED" | "SAFETY" | "OTHER" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "IMAGE_SAFETY";

/** The categories of safety settings. */
export type HarmCategory =
  | "HARM_CATEGORY_HARASSMENT" | "HARM_CATEGORY_HATE_SPEECH" | "HARM_CATEGORY_SEXUALLY_EXPLICIT"
  | "HARM_CATEGORY_DANGEROUS_CONTENT" | "HARM_CATEGORY_CIVIC_INTEGRITY" | "HARM_CATEGORY_JAILBREAK";

/** From where on a safety setting blocks. */
export type HarmThreshold =
  | "HARM_BLOCK_THRESHOLD_UNSPECIFIED" | "BLOCK_LOW_AND_ABOVE" | "BLOCK_MEDIUM_AND_ABOVE" | "BLOCK_ONLY_HIGH"
  | "BLOCK_NONE" | "OFF";

/** How much a model thinks; which ones it takes depends on the model. */
export type ThinkingLevel = "MINIMAL" | "LOW" | "MEDIUM" | "HIGH";
