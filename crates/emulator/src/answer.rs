//! The service's answer to a valid request, before it becomes JSON.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use tintype_painter::seed::{Rng, hash};

use crate::content::{Blob, Document, PLACEHOLDER};
use crate::painter::{Format, ImageSpec, Painter};
use crate::render_cache::RenderCache;
use crate::wire::parsed_request::ParsedRequest;

/// An answer as parts that a scenario may change.
#[derive(Debug)]
pub struct Answer {
    /// The text and images of the model, in order.
    pub parts: Vec<Part>,
    /// The finish reason.
    pub finish_reason: Option<String>,
    /// A message about the finish reason.
    pub finish_message: Option<&'static str>,
    /// The reason that the prompt was blocked.
    pub block_reason: Option<String>,
    /// Ratings that accompany a refusal.
    pub safety_ratings: Vec<Value>,
    /// The model that the answer names.
    pub model: &'static str,
    /// The metadata of a web search.
    grounding: Option<Value>,
    response_id: String,
    text_tokens: u32,
    image_tokens: u32,
    output_tokens_per_image: u32,
    thought_tokens: u32,
}

/// One part of an answer.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text.
    Text(String),
    /// A picture.
    Image {
        /// The format of its `mimeType`.
        label: Format,
        /// The bytes of its file.
        data: Arc<Vec<u8>>,
        /// Whether the picture is a draft, which the model marks as a thought.
        draft: bool,
        /// The signature that the next turn has to return.
        signature: Option<String>,
    },
    /// Any other part: JSON, with a placeholder for the base64 of a picture, if any.
    Other(Value, Option<Blob>),
}

impl Answer {
    /// Answers a request with a drawn or edited picture.
    pub fn to(parsed: &ParsedRequest, painter: &dyn Painter, render_cache: &RenderCache) -> Self {
        let seed = hash(&[parsed.prompt.as_bytes(), &parsed.seed.unwrap_or_default().to_le_bytes()]);
        let mut parts = Vec::new();
        if parsed.wants_text || !parsed.wants_image {
            parts.push(Part::Text(words(parsed, painter)));
        }
        let per_image = parsed.model.image_tokens(parsed.size.as_deref());
        // A picture is never truncated: below its number of tokens there is no output at all.
        let is_cut_off = parsed.wants_image && parsed.max_output.is_some_and(|most| most < per_image);
        if is_cut_off {
            parts.clear();
        } else if parsed.wants_image {
            parts.push(image(parsed, seed, painter, render_cache));
        }
        Self {
            parts,
            finish_reason: Some(if is_cut_off { "MAX_TOKENS" } else { "STOP" }.to_owned()),
            finish_message: None,
            block_reason: None,
            safety_ratings: Vec::new(),
            model: parsed.model.id,
            grounding: parsed.searches.then(|| grounding(&parsed.prompt)),
            response_id: response_id(seed),
            text_tokens: parsed.text_tokens,
            image_tokens: parsed.image_tokens,
            output_tokens_per_image: per_image,
            thought_tokens: if parsed.model.signs { 180 } else { 0 },
        }
    }

    /// Builds the single document of a unary answer.
    pub fn document(&self) -> Document {
        self.wrap(&self.parts, self.finish_reason.as_deref())
    }

    /// Builds the documents of a stream: text in two deltas, each picture whole. The last one has the finish reason.
    pub fn documents(&self) -> Vec<Document> {
        let reason = self.finish_reason.as_deref();
        let deltas: Vec<Part> = self.parts.iter().flat_map(Part::deltas).collect();
        let Some((last, before)) = deltas.split_last() else { return vec![self.wrap(&[], reason)] };
        let one = |part, reason| self.wrap(std::slice::from_ref(part), reason);
        let mut documents: Vec<Document> = before.iter().map(|part| one(part, None)).collect();
        documents.push(one(last, reason));
        documents
    }

    fn wrap(&self, parts: &[Part], finish_reason: Option<&str>) -> Document {
        let mut blobs = Vec::new();
        let mut value = json!({ "modelVersion": self.model, "responseId": self.response_id, "usageMetadata": self.usage() });
        match &self.block_reason {
            Some(reason) => value["promptFeedback"] = json!({ "blockReason": reason }),
            None => value["candidates"] = json!([self.candidate(parts, finish_reason, &mut blobs)]),
        }
        Document { value, blobs }
    }

    fn candidate(&self, parts: &[Part], finish_reason: Option<&str>, blobs: &mut Vec<Blob>) -> Value {
        let mut content = Map::from_iter([("role".to_owned(), json!("model"))]);
        if !parts.is_empty() {
            content.insert("parts".to_owned(), parts.iter().map(|part| part.to_json(blobs)).collect());
        }
        let mut candidate = json!({ "content": content, "index": 0 });
        if let Some(reason) = finish_reason {
            candidate["finishReason"] = json!(reason);
            if let Some(message) = self.finish_message {
                candidate["finishMessage"] = json!(message);
            }
            if !self.safety_ratings.is_empty() {
                candidate["safetyRatings"] = json!(self.safety_ratings);
            }
            if let Some(grounding) = &self.grounding {
                candidate["groundingMetadata"] = grounding.clone();
            }
        }
        candidate
    }

    fn usage(&self) -> Value {
        let prompt = self.text_tokens + self.image_tokens;
        let mut details = vec![json!({ "modality": "TEXT", "tokenCount": self.text_tokens })];
        if self.image_tokens > 0 {
            details.push(json!({ "modality": "IMAGE", "tokenCount": self.image_tokens }));
        }
        let images = self.parts.iter().filter(|part| !matches!(part, Part::Text(_))).count() as u32;
        let letters: usize = self.parts.iter().map(Part::letters).sum();
        let image_tokens = images * self.output_tokens_per_image;
        let candidates = image_tokens + (letters as u32).div_ceil(4);
        let mut usage = json!({
            "promptTokenCount": prompt,
            "totalTokenCount": prompt + candidates + self.thought_tokens,
            "promptTokensDetails": details
        });
        if candidates > 0 {
            usage["candidatesTokenCount"] = json!(candidates);
        }
        if image_tokens > 0 {
            usage["candidatesTokensDetails"] = json!([{ "modality": "IMAGE", "tokenCount": image_tokens }]);
        }
        if self.thought_tokens > 0 {
            usage["thoughtsTokenCount"] = json!(self.thought_tokens);
        }
        usage
    }
}

impl Part {
    fn deltas(&self) -> Vec<Self> {
        let Self::Text(text) = self else { return vec![self.clone()] };
        let (first, second) = split_in_two(text);
        vec![Self::Text(first.to_owned()), Self::Text(second.to_owned())]
    }

    fn letters(&self) -> usize {
        if let Self::Text(text) = self { text.chars().count() } else { 0 }
    }

    fn to_json(&self, blobs: &mut Vec<Blob>) -> Value {
        match self {
            Self::Text(text) => json!({ "text": text }),
            Self::Other(value, blob) => {
                blobs.extend(blob.clone());
                value.clone()
            }
            Self::Image { label, data, draft, signature } => {
                blobs.push(Blob::new(Arc::clone(data)));
                let mut part =
                    json!({ "inlineData": { "mimeType": label.mime(), "data": PLACEHOLDER.to_string() } });
                if *draft {
                    part["thought"] = json!(true);
                }
                if let Some(signature) = signature {
                    part["thoughtSignature"] = json!(signature);
                }
                part
            }
        }
    }
}

fn image(parsed: &ParsedRequest, seed: u64, painter: &dyn Painter, render_cache: &RenderCache) -> Part {
    let image = ImageSpec {
        prompt: parsed.prompt.clone(),
        seed,
        size: parsed.model.pixels(&parsed.ratio, parsed.size.as_deref()),
        is_heavy: parsed.is_heavy,
        format: parsed.format,
    };
    let data = if parsed.images.is_empty() {
        render_cache.get(image, |image| painter.draw(image))
    } else {
        Arc::new(painter.edit(&parsed.images, &image))
    };
    let signature = parsed.model.signs.then(|| signature(seed));
    Part::Image { label: parsed.format, data, draft: false, signature }
}

/// Returns the metadata of a search that was never made. Its pages use domains reserved for examples.
fn grounding(prompt: &str) -> Value {
    let page = |host: &str, title: &str| json!({ "web": { "uri": format!("https://{host}/"), "title": title, "domain": host } });
    let shown: String =
        prompt.chars().filter(|letter| !matches!(letter, '<' | '>' | '&' | '"')).take(80).collect();
    json!({
        "webSearchQueries": [prompt],
        "groundingChunks": [page("example.com", "Example Domain"), page("example.org", "Example Domain")],
        "searchEntryPoint": { "renderedContent": format!("<div class=\"container\"><a class=\"chip\" href=\"https://www.google.com/search\">{shown}</a></div>") }
    })
}

fn words(parsed: &ParsedRequest, painter: &dyn Painter) -> String {
    let prompt = if parsed.prompt.is_empty() { "no words" } else { &parsed.prompt.replace(PLACEHOLDER, "") };
    let words = match (parsed.wants_image, parsed.images.len()) {
        (false, _) => {
            format!("This is the sandbox: it draws and does not write. It read: \u{201c}{prompt}\u{201d}.")
        }
        (true, 0) => format!("Here is a sandbox drawing for \u{201c}{prompt}\u{201d}."),
        (true, 1) if !painter.understands(&parsed.prompt) => format!(
            "The sandbox knows only simple edits, such as sepia, blur, rotate, border or add text; \
             it tinted your picture for \u{201c}{prompt}\u{201d}. A real key asks a real model."
        ),
        (true, 1) => format!("Here is your picture, edited in the sandbox: \u{201c}{prompt}\u{201d}."),
        (true, count) => {
            format!("Here are your {count} pictures in one, made in the sandbox: \u{201c}{prompt}\u{201d}.")
        }
    };
    let has_heic = parsed.images.iter().any(|image| image.is_heic);
    let heic = has_heic
        .then(|| "The sandbox cannot open HEIC: a placeholder of its size stands in for it.".to_owned());
    let letters = painter.missing_glyphs(&parsed.prompt).filter(|_| parsed.wants_image);
    [Some(words), heic, letters].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn split_in_two(text: &str) -> (&str, &str) {
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or(0);
    text.split_at(middle)
}

/// Returns an id of 16 URL-safe characters, like the service's own.
fn response_id(seed: u64) -> String {
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes::<12>(seed))
}

fn signature(seed: u64) -> String {
    STANDARD.encode(bytes::<96>(seed ^ 1))
}

fn bytes<const N: usize>(seed: u64) -> [u8; N] {
    let mut rng = Rng::new(seed);
    std::array::from_fn(|_| (rng.bits() >> 56) as u8)
}
