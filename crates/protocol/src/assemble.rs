//! From documents to an outcome: parts in order, finish reason, usage, refusals.

use crate::data_url::{self, Span};
use crate::decode::Arrival;
use crate::error::{self, Error};
use crate::field;
use crate::generation::{Event, Generation, Part, PartBody, Warning, WarningCode};
use crate::model::{self, Model};
use crate::platform::ImageSink;
use crate::request::Asked;
use crate::usage::Usage;
use serde_json::Value;

mod outcome;
mod size;

use outcome::Ending;

/// Gathers the documents of one answer.
pub struct Assembler<'a, S: ImageSink> {
    model: Option<&'static Model>,
    asked: &'a Asked,
    generation: Generation<S::Image>,
    ending: Ending,
    /// Images that were none, or whose base64 was broken.
    broken_images: usize,
}

impl<'a, S: ImageSink> Assembler<'a, S> {
    /// For the answer to a request that asked for `asked`.
    pub fn new(model: &str, asked: &'a Asked) -> Self {
        Self {
            model: model::find(model),
            asked,
            generation: Generation::default(),
            ending: Ending::default(),
            broken_images: 0,
        }
    }

    /// Whole final images so far.
    pub fn images_done(&self) -> usize {
        self.generation.images.len()
    }

    /// Takes one document and the images that were hoisted out of it.
    pub fn push(
        &mut self,
        document: &Value,
        status: u16,
        images: Vec<Arrival<S>>,
        events: &mut Vec<Event<S::Image>>,
    ) {
        if field::get(document, "error").is_some() {
            self.ending.failure.get_or_insert_with(|| error::from_document(status, document));
        }
        let mut images: Vec<_> = images.into_iter().map(Some).collect();
        self.read_head(document);
        for candidate in field::list(document, "candidates") {
            self.ending.read_candidate(candidate);
            let parts =
                field::get(candidate, "content").map_or(&[][..], |content| field::list(content, "parts"));
            for part in parts {
                self.read_part(part, &mut images, events);
            }
        }
        self.ending.has_content |= !field::list(document, "candidates").is_empty();
    }

    /// The outcome, or why there is none. `cut` is what ended the body early.
    pub fn finish(
        mut self,
        cut: Option<Error>,
        needs_finish_reason: bool,
    ) -> Result<Generation<S::Image>, Error> {
        self.generation.finish_reason = self.ending.finish_reason.clone().unwrap_or_default();
        let cut = cut.or_else(|| self.ending.missing_end(needs_finish_reason));
        if self.generation.images.is_empty() && cut.is_none() && self.ending.failure.is_none() {
            self.promote_draft();
        }
        if self.generation.images.is_empty() {
            let has_remote = self.remote_image().is_some();
            let ending = self.ending;
            ending.without_image(self.generation, self.asked.image, cut, self.broken_images, has_remote)
        } else {
            self.warn_of_early_end(cut);
            Ok(self.generation)
        }
    }

    fn read_head(&mut self, document: &Value) {
        self.ending.read_prompt_feedback(document);
        if let Some(usage) = field::get(document, "usageMetadata") {
            self.generation.usage = Usage::read(usage, self.model);
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
        images: &mut [Option<Arrival<S>>],
        events: &mut Vec<Event<S::Image>>,
    ) {
        let is_thought = field::flag(part, "thought");
        let before = self.generation.parts.len();
        if let Some(text) = field::text(part, "text") {
            self.read_text(text, is_thought, images, events);
        }
        let inline = field::get(part, "inlineData").or_else(|| field::get(part, "fileData"));
        let number = inline.and_then(|inline| field::text(inline, "data")?.parse().ok());
        if let Some(number) = number {
            let label = inline.and_then(|inline| field::text(inline, "mimeType"));
            self.take_image(number, label, is_thought, images, events);
        } else if let Some(url) = remote_address(part, inline) {
            let mime_type = inline.and_then(|inline| field::text(inline, "mimeType")).map(str::to_owned);
            self.add(PartBody::RemoteImage { url: url.to_owned(), mime_type });
        }
        if let Some(signature) = field::text(part, "thoughtSignature") {
            if let Some(part) = self.generation.parts[before..].first_mut() {
                part.thought_signature = Some(signature.to_owned());
            }
        }
    }

    fn read_text(
        &mut self,
        text: &str,
        is_thought: bool,
        images: &mut [Option<Arrival<S>>],
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
                Span::Remote(url) => {
                    // Kept in the text as well: a caller who shows only that loses nothing.
                    self.generation.text.push_str(url);
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
        images: &mut [Option<Arrival<S>>],
        events: &mut Vec<Event<S::Image>>,
    ) {
        let Some(arrival) = images.get_mut(number).and_then(Option::take) else { return };
        let Some(info) = arrival.info() else {
            self.broken_images += 1;
            self.warn(
                WarningCode::TypeMismatch,
                "A part that was labelled as an image holds none and was left out.",
            );
            return;
        };
        let actual = info.image_type.mime_type();
        if label.is_some_and(|label| !label.eq_ignore_ascii_case(actual)) {
            let message = format!("The image was labelled {} but is {actual}.", label.unwrap_or_default());
            self.warn(WarningCode::TypeMismatch, message);
        }
        if let Some(message) = size::mismatch(self.asked, &info).filter(|_| !is_thought) {
            self.warn(WarningCode::SizeMismatch, message);
        }
        let image = arrival.finish(info, !is_thought);
        let list = if is_thought { &mut self.generation.drafts } else { &mut self.generation.images };
        list.push(image.clone());
        events.push(Event::Image(image.clone()));
        self.add(PartBody::Image(image));
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
        if let Some(reason) = cut.or(self.ending.failure.take()) {
            let message = format!("The answer ended early; this is what came whole. {}", reason.message());
            self.warn(WarningCode::Partial, message);
        }
        let reason = self.generation.finish_reason.as_str();
        if !matches!(reason, "" | "STOP" | "FINISH_REASON_UNSPECIFIED") {
            let message = format!("The model stopped for the reason {reason}.");
            self.warn(WarningCode::StoppedEarly, message);
        }
    }

    fn remote_image(&self) -> Option<&Part<S::Image>> {
        self.generation.parts.iter().find(|part| matches!(part.body, PartBody::RemoteImage { .. }))
    }

    fn add(&mut self, body: PartBody<S::Image>) {
        self.generation.parts.push(Part { body, thought_signature: None });
    }

    fn warn(&mut self, code: WarningCode, message: impl Into<String>) {
        self.generation.warnings.push(Warning { code, message: message.into() });
    }
}

/// An image as an address: `fileData.fileUri`, or a `url` beside an empty `inlineData`.
fn remote_address<'a>(part: &'a Value, inline: Option<&'a Value>) -> Option<&'a str> {
    let inline = inline?;
    let url = field::text(inline, "fileUri")
        .or_else(|| field::text(inline, "url"))
        .or_else(|| field::text(part, "url"))?;
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}
