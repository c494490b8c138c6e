//! Assembles JSON documents into an outcome: parts in order, finish reason, usage, refusals.

use crate::decimal::whole;
use crate::error::{self, Error};
use crate::field;
use crate::json::{Map, Value};
use crate::request::Expected;
use crate::response::data_url::{self, Span};
use crate::response::generation::{Event, Generation, Part, PartBody, Warning, WarningCode};
use crate::response::grounding::Grounding;
use crate::response::incoming::IncomingImage;
use crate::response::sink::ImageSink;
use crate::response::usage::Usage;

mod answered_by;
mod envelope;
mod outcome;
mod reason;
mod size;

use outcome::{FinishState, MissingImage};

/// State of one answer while its documents arrive.
pub struct Assembler<'a, S: ImageSink> {
    model: &'a str,
    expected: &'a Expected,
    generation: Generation<S::Image>,
    finish_state: FinishState,
    /// The number of images that were cut off, had broken base64, or were not images at all.
    broken_images: usize,
}

impl<'a, S: ImageSink> Assembler<'a, S> {
    /// Creates an assembler for the answer to a request for `expected` from `model`.
    pub fn new(model: &'a str, expected: &'a Expected) -> Self {
        Self {
            model,
            expected,
            generation: Generation::default(),
            finish_state: FinishState::default(),
            broken_images: 0,
        }
    }

    /// Returns the number of complete final images so far.
    pub fn images_done(&self) -> usize {
        self.generation.images.len()
    }

    /// Adds one document and the images that were extracted from it.
    pub fn push(
        &mut self,
        document: &Value,
        status: u16,
        images: Vec<IncomingImage<S>>,
        events: &mut Vec<Event<S::Image>>,
    ) {
        let mut images: Vec<_> = images.into_iter().map(Some).collect();
        let enclosed = envelope::opened(document);
        if enclosed.is_empty() {
            self.read_answer(document, status, &mut images, events);
        }
        for answer in enclosed {
            self.read_answer(answer, status, &mut images, events);
        }
    }

    fn read_answer(
        &mut self,
        document: &Value,
        status: u16,
        images: &mut [Option<IncomingImage<S>>],
        events: &mut Vec<Event<S::Image>>,
    ) {
        if has_error(document) {
            self.finish_state.failure.get_or_insert_with(|| error::from_document(status, document));
        }
        self.read_metadata(document);
        for candidate in field::list(document, "candidates") {
            self.finish_state.read_candidate(candidate);
            self.generation.add_grounding(Grounding::read(candidate));
            let parts =
                field::get(candidate, "content").map_or(&[][..], |content| field::list(content, "parts"));
            for part in parts {
                self.read_part(part, images, events);
            }
        }
        self.finish_state.has_content |= !field::list(document, "candidates").is_empty();
        self.finish_state.has_other_document |= is_other_document(document);
    }

    /// Returns the outcome, or the error. `cut` is the error that ended the body early.
    pub fn finish(mut self, cut: Option<Error>, is_stream: bool) -> Result<Generation<S::Image>, Error> {
        self.generation.finish_reason = self.finish_state.finish_reason.clone().unwrap_or_default();
        let cut = cut.or_else(|| self.finish_state.missing_end(is_stream));
        if self.generation.images.is_empty() && cut.is_none() && self.finish_state.lets_drafts_stand() {
            self.promote_draft();
        }
        if self.generation.images.is_empty() {
            self.look_across_parts();
            let address = self.remote_address();
            // The host will fetch the image, so its URL counts as an image.
            let is_answered = self.expected.follows_remote_images && address.is_some();
            let is_expected = self.expected.image && !is_answered;
            let missing = MissingImage { is_expected, broken: self.broken_images, address };
            if let Some(error) = self.finish_state.without_image(&self.generation, missing, cut) {
                return Err(error);
            }
            self.warn_of_early_end(None);
        } else {
            self.warn_of_early_end(cut);
        }
        answered_by::check(self.model, &mut self.generation);
        let is_flex = self.expected.service_tier.as_deref() == Some("flex");
        answered_by::estimate(self.model, is_flex, &mut self.generation);
        Ok(self.generation)
    }

    fn read_metadata(&mut self, document: &Value) {
        self.finish_state.read_prompt_feedback(document);
        // Counts are cumulative, and an empty object at the end of a stream must not reset them.
        if let Some(usage) = field::get(document, "usageMetadata").filter(|usage| !is_blank(usage)) {
            self.generation.usage = Usage::read(usage);
        }
        for (name, slot) in
            [("modelVersion", &mut self.generation.model), ("responseId", &mut self.generation.response_id)]
        {
            if let Some(text) = field::text(document, name) {
                *slot = Some(text.to_owned());
            }
        }
    }

    fn read_part(
        &mut self,
        part: &Value,
        images: &mut [Option<IncomingImage<S>>],
        events: &mut Vec<Event<S::Image>>,
    ) {
        let is_thought = field::flag(part, "thought");
        let before = self.generation.parts.len();
        if let Some(text) = field::text(part, "text") {
            self.read_text(text, is_thought, images, events);
        }
        let inline = field::get(part, "inlineData");
        let label = inline.and_then(|inline| field::text(inline, "mimeType"));
        let number = inline.and_then(|inline| usize::try_from(whole(field::text(inline, "data")?)?).ok());
        let address = remote_address(part);
        match number {
            // Some relays leave `data` empty and put the URL beside it.
            Some(number) if address.is_none() || !is_empty(images, number) => {
                self.take_image(number, label, is_thought, images, events);
            }
            _ => self.generation.parts.extend(address.map(|body| Part { body, thought_signature: None })),
        }
        if let Some(signature) = field::text(part, "thoughtSignature") {
            self.sign(part, before, signature, is_thought);
        }
    }

    /// Stores a signature on the part that carried it. A part that is sent back needs content beside its signature, so
    /// a part with nothing else becomes an empty text.
    fn sign(&mut self, part: &Value, before: usize, signature: &str, is_thought: bool) {
        if self.generation.parts.len() == before {
            let nothing = String::new();
            self.add(match other_kind(part) {
                Some(fields) => PartBody::Other(fields),
                None if is_thought => PartBody::Thought(nothing),
                None => PartBody::Text(nothing),
            });
        }
        if let Some(part) = self.generation.parts[before..].first_mut() {
            part.thought_signature = Some(signature.to_owned());
        }
    }

    fn read_text(
        &mut self,
        text: &str,
        is_thought: bool,
        images: &mut [Option<IncomingImage<S>>],
        events: &mut Vec<Event<S::Image>>,
    ) {
        for span in data_url::split(text) {
            match span {
                Span::Text(text) if is_thought => {
                    events.push(Event::Thought(text.to_owned()));
                    self.add(PartBody::Thought(text.to_owned()));
                }
                Span::Text(text) => {
                    events.push(Event::Text(text.to_owned()));
                    self.generation.text.push_str(text);
                    self.add(PartBody::Text(text.to_owned()));
                }
                Span::Image(number) => self.take_image(number, None, is_thought, images, events),
                Span::Cut(_) => self.omit("An image within the text broke off and was left out."),
                Span::Remote(url) => {
                    // The URL stays in the text as well, for callers that show only the text.
                    if !is_thought {
                        self.generation.text.push_str(url);
                    }
                    self.add(PartBody::RemoteImage { url: url.to_owned(), mime_type: None });
                }
            }
        }
    }

    fn take_image(
        &mut self,
        number: usize,
        label: Option<&str>,
        is_thought: bool,
        images: &mut [Option<IncomingImage<S>>],
        events: &mut Vec<Event<S::Image>>,
    ) {
        let Some(incoming) = images.get_mut(number).and_then(Option::take) else { return };
        let (sealed, info) = match incoming.into_image() {
            Ok(Some(image_and_info)) => image_and_info,
            Ok(None) => {
                self.omit("A part that was labelled as an image holds none and was left out.");
                return;
            }
            Err(error) => {
                self.finish_state.failure.get_or_insert(error);
                return;
            }
        };
        if let Some(label) = label.filter(|label| !info.image_type.is_labelled(label)) {
            let actual = info.image_type.mime_type();
            self.warn(
                WarningCode::TypeMismatch,
                ["The image was labelled ", label, " but is ", actual, "."].concat(),
            );
        }
        if let Some(message) = size::mismatch(self.expected, &info).filter(|_| !is_thought) {
            self.warn(WarningCode::SizeMismatch, message);
        }
        let image = S::label(sealed, info, !is_thought);
        let list = if is_thought { &mut self.generation.drafts } else { &mut self.generation.images };
        list.push(image.clone());
        events.push(Event::Image(image.clone()));
        self.add(PartBody::Image(image));
    }

    fn omit(&mut self, why: &str) {
        self.broken_images += 1;
        self.warn(WarningCode::TypeMismatch, why);
    }

    fn promote_draft(&mut self) {
        if let Some(draft) = self.generation.drafts.last().cloned() {
            self.generation.images.push(draft);
            self.warn(
                WarningCode::DraftOnly,
                "The model gave a draft and no final image; this is the last draft.",
            );
        }
    }

    fn warn_of_early_end(&mut self, cut: Option<Error>) {
        if let Some(reason) = cut.or(self.finish_state.failure.take()) {
            let message = ["The answer ended early; this is what came whole. ", reason.message()].concat();
            self.warn(WarningCode::Partial, message);
        }
        let reason = self.generation.finish_reason.as_str();
        if !matches!(reason, "" | "STOP" | "FINISH_REASON_UNSPECIFIED") {
            let message = ["The model stopped for the reason ", reason, "."].concat();
            self.warn(WarningCode::StoppedEarly, message);
        }
    }

    /// Searches the joined text for an image URL, because a stream may split the URL across several parts.
    fn look_across_parts(&mut self) {
        if self.remote_address().is_some() {
            return;
        }
        let text = std::mem::take(&mut self.generation.text);
        for span in data_url::split(&text) {
            if let Span::Remote(url) = span {
                self.add(PartBody::RemoteImage { url: url.to_owned(), mime_type: None });
            }
        }
        self.generation.text = text;
    }

    fn remote_address(&self) -> Option<String> {
        self.generation.parts.iter().find_map(|part| match &part.body {
            PartBody::RemoteImage { url, .. } => Some(url.clone()),
            _ => None,
        })
    }

    fn add(&mut self, body: PartBody<S::Image>) {
        self.generation.parts.push(Part { body, thought_signature: None });
    }

    fn warn(&mut self, code: WarningCode, message: impl Into<String>) {
        self.generation.warnings.push(Warning { code, message: message.into() });
    }
}

/// Returns the fields, without the signature, of a part that is neither text nor image, such as a function call.
fn other_kind(part: &Value) -> Option<Map> {
    const OWN: &[&str] = &["thoughtSignature", "thought_signature", "text"];
    const ABOUT: &[&str] =
        &["partMetadata", "part_metadata", "videoMetadata", "video_metadata", "mediaResolution"];
    let is_media = ["inlineData", "fileData"].iter().any(|name| field::get(part, name).is_some());
    let fields = part.as_object()?.iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let holds_kind = fields.clone().any(|(name, value)| value.is_object() && !ABOUT.contains(&name.as_str()));
    (holds_kind && !is_media).then(|| fields.map(|(name, value)| (name.clone(), value.clone())).collect())
}

/// Reads the URL of a remote image: `fileData.fileUri`, or a `url` in or beside an empty `inlineData`.
fn remote_address<Img>(part: &Value) -> Option<PartBody<Img>> {
    let file = field::get(part, "fileData");
    let inline = field::get(part, "inlineData");
    let holder = inline.or(file)?;
    let url = file
        .and_then(|file| field::text(file, "fileUri"))
        .or_else(|| field::text(holder, "fileUri"))
        .or_else(|| field::text(holder, "url"))
        .or_else(|| field::text(part, "url"))
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"))?;
    let mime_type = field::text(holder, "mimeType").map(str::to_owned);
    Some(PartBody::RemoteImage { url: url.to_owned(), mime_type })
}

fn is_empty<S: ImageSink>(images: &[Option<IncomingImage<S>>], number: usize) -> bool {
    images.get(number).and_then(Option::as_ref).is_none_or(IncomingImage::is_empty)
}

/// Returns `true` for a non-empty `error`, or for a bare message from a relay's own interface.
fn has_error(document: &Value) -> bool {
    match field::get(document, "error") {
        Some(error) => !is_blank(error),
        None => is_other_document(document) && error::has_message(document),
    }
}

/// Returns `true` for JSON without any field of this API.
fn is_other_document(document: &Value) -> bool {
    !is_blank(document) && !field::has(document, "error") && !envelope::is_answer(document)
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}
