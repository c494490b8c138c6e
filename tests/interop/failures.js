// The failures of a service that every client here has to handle, by scenario.

/** Responses with an error status, and text in their body. */
export const REFUSALS = [
  ["bad-key", 400, "API_KEY_INVALID"],
  ["bad-request", 400, "fieldViolations"],
  ["region", 400, "FAILED_PRECONDITION"],
  ["relay-blocked", 400, "prompt_blocked"],
  ["billing", 402, "top up"],
  ["permission", 403, "SERVICE_DISABLED"],
  ["relay-no-quota", 403, "insufficient_user_quota"],
  ["empty-404", 404, ""],
  ["not-allowed", 405, ""],
  ["too-large", 413, "413 Request Entity Too Large"],
  ["rate-limited", 429, "RetryInfo"],
  ["retry-after", 429, "RESOURCE_EXHAUSTED"],
  ["retry-in-message", 429, "Please retry in 0.25s"],
  ["quota-day", 429, "PerDay"],
  ["saturated", 429, "请稍后再试"],
  ["empty-429", 429, ""],
  ["server-error", 500, "INTERNAL"],
  ["relay-upstream", 500, "bad_response_status_code"],
  ["html-502", 502, "502 Bad Gateway"],
  ["overloaded", 503, "The model is overloaded"],
  ["model-not-found", 503, "model_not_found"],
  ["relay-nested", 503, "Deadline expired"],
  ["deadline", 504, "DEADLINE_EXCEEDED"],
  ["html-524", 524, "A timeout occurred"],
  ["anthropic-error", 529, "Overloaded"],
];

/** Broken connections and bodies, each a failure of a single response. */
export const BREAKS = [
  "reset",
  "close",
  "cut",
  "cut;at=1",
  "cut;at=-1",
  "reset-in-body",
  "short",
  "html-login",
  "broken-json",
  "glued-errors",
];

/** The finish reasons of responses without a picture. */
export const ENDINGS = [
  ["text-only", "STOP"],
  ["refused", "IMAGE_SAFETY"],
  ["refused;reason=PROHIBITED_CONTENT", "PROHIBITED_CONTENT"],
  ["refused;reason=IMAGE_RECITATION", "IMAGE_RECITATION"],
  ["no-image", "NO_IMAGE"],
  ["max-tokens", "MAX_TOKENS"],
];
