//! The fields of `GenerateContentRequest` as data, following the service's own definition.

/// One field of a message.
#[derive(Debug)]
pub struct Field {
    /// The camelCase name; the snake_case one is accepted too.
    pub name: &'static str,
    /// The type of the field.
    pub kind: Kind,
    /// Whether the field is a list. A single value is accepted as a list.
    pub repeated: bool,
}

/// The type of a field.
#[derive(Debug)]
pub enum Kind {
    /// A string.
    Text,
    /// A number.
    Float,
    /// A 32-bit integer.
    Integer,
    /// A boolean.
    Flag,
    /// Base64.
    Bytes,
    /// An enum: its name, and its values.
    Choice(&'static str, &'static [&'static str]),
    /// Another message.
    Message(&'static [Field]),
    /// Any value. The emulator accepts the field and ignores it.
    Anything,
}

use Kind::{Anything, Bytes, Choice, Flag, Float, Integer, Message, Text};

const fn one(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, repeated: false }
}

const fn many(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, repeated: true }
}

/// The body of `generateContent`.
pub const REQUEST: &[Field] = &[
    one("model", Text),
    many("contents", Message(CONTENT)),
    one("systemInstruction", Message(CONTENT)),
    one("generationConfig", Message(GENERATION_CONFIG)),
    many("safetySettings", Message(SAFETY_SETTING)),
    many("tools", Message(TOOL)),
    one("toolConfig", Anything),
    one("cachedContent", Text),
    one("serviceTier", Text),
    one("store", Flag),
];

/// The body of `countTokens`.
pub const COUNT_TOKENS: &[Field] = &[
    one("model", Text),
    many("contents", Message(CONTENT)),
    one("generateContentRequest", Message(REQUEST)),
];

const CONTENT: &[Field] = &[one("role", Text), many("parts", Message(PART))];

const PART: &[Field] = &[
    one("text", Text),
    one("inlineData", Message(BLOB)),
    one("fileData", Message(FILE)),
    one("thought", Flag),
    one("thoughtSignature", Bytes),
    one("mediaResolution", Anything),
    one("functionCall", Anything),
    one("functionResponse", Anything),
    one("executableCode", Anything),
    one("codeExecutionResult", Anything),
    one("toolCall", Anything),
    one("toolResponse", Anything),
    one("videoMetadata", Anything),
    one("partMetadata", Anything),
];

const BLOB: &[Field] = &[one("mimeType", Text), one("data", Bytes)];

const FILE: &[Field] = &[one("mimeType", Text), one("fileUri", Text)];

const GENERATION_CONFIG: &[Field] = &[
    one("candidateCount", Integer),
    many("stopSequences", Text),
    one("maxOutputTokens", Integer),
    one("temperature", Float),
    one("topP", Float),
    one("topK", Integer),
    one("seed", Integer),
    one("presencePenalty", Float),
    one("frequencyPenalty", Float),
    one("responseMimeType", Text),
    one("responseSchema", Anything),
    one("responseJsonSchema", Anything),
    one("responseLogprobs", Flag),
    one("logprobs", Integer),
    many("responseModalities", Choice("GenerationConfig.Modality", MODALITIES)),
    one("imageConfig", Message(IMAGE_CONFIG)),
    one("mediaResolution", Choice("GenerationConfig.MediaResolution", MEDIA_RESOLUTIONS)),
    one("thinkingConfig", Message(THINKING_CONFIG)),
    one("speechConfig", Anything),
    one("enableEnhancedCivicAnswers", Flag),
];

const IMAGE_CONFIG: &[Field] =
    &[one("aspectRatio", Text), one("imageSize", Text), one("personGeneration", Text)];

const THINKING_CONFIG: &[Field] = &[
    one("includeThoughts", Flag),
    one("thinkingBudget", Integer),
    one("thinkingLevel", Choice("ThinkingConfig.ThinkingLevel", THINKING_LEVELS)),
];

const SAFETY_SETTING: &[Field] = &[
    one("category", Choice("HarmCategory", CATEGORIES)),
    one("threshold", Choice("SafetySetting.HarmBlockThreshold", THRESHOLDS)),
];

const TOOL: &[Field] = &[
    many("functionDeclarations", Anything),
    one("googleSearch", Anything),
    one("googleSearchRetrieval", Anything),
    one("codeExecution", Anything),
    one("urlContext", Anything),
    one("googleMaps", Anything),
    one("fileSearch", Anything),
];

const MODALITIES: &[&str] = &["MODALITY_UNSPECIFIED", "TEXT", "IMAGE", "AUDIO", "VIDEO"];

const MEDIA_RESOLUTIONS: &[&str] = &[
    "MEDIA_RESOLUTION_UNSPECIFIED",
    "MEDIA_RESOLUTION_LOW",
    "MEDIA_RESOLUTION_MEDIUM",
    "MEDIA_RESOLUTION_HIGH",
];

const THINKING_LEVELS: &[&str] = &["THINKING_LEVEL_UNSPECIFIED", "MINIMAL", "LOW", "MEDIUM", "HIGH"];

const CATEGORIES: &[&str] = &[
    "HARM_CATEGORY_UNSPECIFIED",
    "HARM_CATEGORY_HARASSMENT",
    "HARM_CATEGORY_HATE_SPEECH",
    "HARM_CATEGORY_SEXUALLY_EXPLICIT",
    "HARM_CATEGORY_DANGEROUS_CONTENT",
    "HARM_CATEGORY_CIVIC_INTEGRITY",
    "HARM_CATEGORY_JAILBREAK",
];

const THRESHOLDS: &[&str] = &[
    "HARM_BLOCK_THRESHOLD_UNSPECIFIED",
    "BLOCK_LOW_AND_ABOVE",
    "BLOCK_MEDIUM_AND_ABOVE",
    "BLOCK_ONLY_HIGH",
    "BLOCK_NONE",
    "OFF",
];
