//! Serialization of outcomes and events, which `npm/call-outcome.js` converts to classes. The text refers to an image
//! by its index among the Blobs of the call. Each Blob is sent once.

use super::host::Host;
use crate::raw::Event;
use crate::{
    GeneratedImage, Generation, Grounding, ModelInfo, Part, PartBody, Progress, UploadedFile, Usage,
};
use js_sys::Array;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use tintype_protocol::json::{Map, Number, Value, array};
use tintype_protocol::model::{self, FLEX_SHARE, Price};
use tintype_protocol::response::generation::ResponseHead;
use web_sys::Blob;

/// The images of a call that have been sent to the page.
#[derive(Default)]
pub struct Outcome {
    images: RefCell<Vec<GeneratedImage>>,
    /// The index at which the search for the next image starts, because images repeatedly occur in the same order.
    next: Cell<usize>,
    /// The Blobs to send with the text that is being written.
    pub(super) blobs: Array,
    /// The records of the images among those Blobs.
    pub(super) records: RefCell<Vec<Value>>,
}

impl Outcome {
    /// Emits an event of a stream.
    pub fn emit(&self, event: &Event, host: &Host) {
        let mut record = Map::new();
        match event {
            Event::Text(text) => add_text(&mut record, "text", text),
            Event::Thought(text) => add_text(&mut record, "thought", text),
            Event::Image(image) => {
                let mut image_record = info_record(image);
                image_record.push("place", self.new_place(image));
                record.push("type", "image");
                record.push("image", image_record);
                // An exception in the page's observer must not end the call.
                let _ = host.emit(&record.text(), Some(image.blob()));
                return;
            }
            Event::Progress(_) => return,
        }
        let _ = host.emit(&record.text(), None);
    }

    pub(super) fn generation(&self, generation: &Generation) -> Map {
        let places = |images: &[GeneratedImage]| array(images.iter().map(|image| self.place(image)));
        let mut record = Map::new();
        record.push("parts", array(generation.parts.iter().map(|part| self.part(part))));
        record.push("images", places(&generation.images));
        record.push("drafts", places(&generation.drafts));
        record.push("text", generation.text.as_str());
        record.push("finishReason", generation.finish_reason.as_str());
        record.push("usage", usage(&generation.usage));
        add(&mut record, "model", generation.model.as_deref());
        add(&mut record, "responseId", generation.response_id.as_deref());
        add(&mut record, "grounding", generation.grounding.as_ref().map(grounding));
        add(&mut record, "response", generation.response.as_ref().map(response));
        let warnings = generation.warnings.iter();
        record.push(
            "warnings",
            array(warnings.map(|warning| pair("code", warning.code.name(), "message", &warning.message))),
        );
        record.push("failures", array(generation.failures.iter().map(|failure| failure.to_record())));
        record
    }

    fn part(&self, part: &Part) -> Value {
        let mut record = Map::new();
        match &part.body {
            PartBody::Text(text) => add_text(&mut record, "text", text),
            PartBody::Thought(text) => add_text(&mut record, "thought", text),
            PartBody::Image(image) => {
                record.push("type", "image");
                record.push("image", self.place(image));
            }
            PartBody::RemoteImage { url, mime_type } => {
                record.push("type", "remote-image");
                record.push("url", url.as_str());
                add(&mut record, "mimeType", mime_type.as_deref());
            }
            PartBody::Other(fields) => {
                record.push("type", "other");
                record.push("json", fields.clone());
            }
        }
        add(&mut record, "thoughtSignature", part.thought_signature.as_deref());
        Value::Object(record)
    }

    /// Returns the index of an image, and adds the image if it is new.
    fn place(&self, image: &GeneratedImage) -> u32 {
        if let Some(place) = self.known_place(image) {
            return place;
        }
        let place = self.new_place(image);
        let mut record = info_record(image);
        record.push("place", place);
        self.records.borrow_mut().push(Value::Object(record));
        self.blobs.push(image.blob());
        place
    }

    fn known_place(&self, image: &GeneratedImage) -> Option<u32> {
        let images = self.images.borrow();
        let count = images.len();
        let at = (0..count).map(|step| (self.next.get() + step) % count).find(|at| images[*at] == *image)?;
        self.next.set(at + 1);
        Some(at as u32)
    }

    fn new_place(&self, image: &GeneratedImage) -> u32 {
        let mut images = self.images.borrow_mut();
        images.push(image.clone());
        images.len() as u32 - 1
    }

    /// Adds a Blob that is not an image of the response, and returns its index.
    pub fn place_of_blob(&self, blob: &Blob) -> u32 {
        self.blobs.push(blob);
        self.blobs.length() - 1
    }
}

impl Host {
    /// Reports progress.
    pub fn emit_progress(&self, progress: &Progress) {
        // An exception in the page's listener must not end the call.
        let _ = self.emit(&record_of(progress), None);
    }
}

/// Serializes progress as an event.
fn record_of(progress: &Progress) -> String {
    let mut fields = Map::new();
    fields.push("phase", progress.phase.name());
    fields.push("attempt", progress.attempt);
    fields.push("elapsedMs", milliseconds(progress.elapsed));
    fields.push("receivedBytes", progress.received_bytes);
    add(&mut fields, "retryInMs", progress.retry_in.map(milliseconds));
    fields.push("imagesDone", progress.images_done);
    let mut record = Map::new();
    record.push("type", "progress");
    record.push("progress", fields);
    record.text()
}

/// Serializes the models of an endpoint.
pub fn of_models(models: &[ModelInfo]) -> Array {
    Array::of1(&array(models.iter().map(model_record)).text().into())
}

/// Serializes the record of an uploaded file.
pub fn of_upload(file: &UploadedFile) -> Array {
    let mut record = Map::new();
    record.push("name", file.name.as_str());
    record.push("uri", file.uri.as_str());
    record.push("mimeType", file.mime_type.as_str());
    add(&mut record, "expiresAt", file.expires_at.as_deref());
    Array::of1(&record.text().into())
}

fn model_record(info: &ModelInfo) -> Value {
    let mut record = Map::new();
    record.push("id", info.id.as_str());
    add(&mut record, "displayName", info.display_name.as_deref());
    record.push("makesImages", info.makes_images);
    if let Some(model) = info.known {
        record.push("aspectRatios", array(model.ratios.iter().copied()));
        record.push("imageSizes", array(model.sizes.iter().copied()));
        record.push("maxImages", model.max_images as u64);
        record.push("thinkingLevels", array(model.thinking_levels.iter().copied()));
        record.push("grounding", array(model.grounding.iter().copied()));
        record.push("otherInputs", array(model.other_inputs.iter().copied()));
        record.push("maxOutputTokens", model.max_output_tokens);
        record.push("prices", prices(model.price));
        record.push("state", model.state.name());
    }
    add(&mut record, "replacement", model::replacement(&info.id, false));
    Value::Object(record)
}

/// Serializes prices in US dollars.
fn prices(price: Price) -> Map {
    let mut record = Map::new();
    for (name, usd) in [
        ("input", price.input),
        ("text", price.text),
        ("image", price.image),
        ("flexImage", price.image * FLEX_SHARE),
        ("query", price.query),
    ] {
        record.push(name, dollars(usd));
    }
    record
}

fn info_record(image: &GeneratedImage) -> Map {
    let info = image.info();
    let mut record = info.to_record();
    record.push("final", image.is_final());
    record
}

fn grounding(grounding: &Grounding) -> Value {
    let mut record = Map::new();
    record.push("queries", array(grounding.queries.iter().map(String::as_str)));
    let sources = grounding.sources.iter().map(|source| {
        let mut record = Map::new();
        record.push("url", source.url.as_str());
        add(&mut record, "title", source.title.as_deref());
        add(&mut record, "domain", source.domain.as_deref());
        add(&mut record, "imageUrl", source.image_url.as_deref());
        record
    });
    record.push("sources", array(sources));
    add(&mut record, "suggestionsHtml", grounding.suggestions_html.as_deref());
    Value::Object(record)
}

fn response(head: &ResponseHead) -> Value {
    let mut record = Map::new();
    record.push("status", u32::from(head.status));
    add(&mut record, "requestId", head.request_id.as_deref());
    record.push("headers", array(head.headers.iter().map(|(name, value)| array([name.as_str(), value]))));
    Value::Object(record)
}

fn usage(usage: &Usage) -> Value {
    let mut record = Map::new();
    for (name, tokens) in [
        ("promptTokens", usage.prompt_tokens),
        ("imageTokens", usage.image_tokens),
        ("textTokens", usage.text_tokens),
        ("thoughtTokens", usage.thought_tokens),
        ("totalTokens", usage.total_tokens),
    ] {
        add(&mut record, name, tokens);
    }
    add(&mut record, "estimatedCostUsd", usage.estimated_cost_usd.map(dollars));
    let raw = if usage.raw.is_null() { Map::new().into() } else { usage.raw.clone() };
    record.push("raw", raw);
    Value::Object(record)
}

/// Rounds to a billionth, because the sum of a few prices has rounding errors in its last digits.
fn dollars(usd: f64) -> Number {
    Number::with_places((usd * 1e9 + 0.5) as u64, 9)
}

fn add_text(record: &mut Map, kind: &str, text: &str) {
    record.push("type", kind);
    record.push("text", text);
}

fn add(record: &mut Map, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        record.push(name, value);
    }
}

fn pair(name: &str, value: &str, other: &str, text: &str) -> Map {
    let mut record = Map::new();
    record.push(name, value);
    record.push(other, text);
    record
}

fn milliseconds(duration: Duration) -> Number {
    Number::with_places(duration.as_micros() as u64, 3)
}
