//! Outcomes as plain JS records, which `npm/` makes into classes.

use super::turns;
use crate::chat::Reply;
use crate::clock::yield_if_due;
use crate::{
    Error, Event, GeneratedImage, Generation, Grounding, GroundingSource, ImageInfo, ModelInfo, Part,
    PartBody, Progress, Usage,
};
use js_sys::{Array, JSON, Object, Reflect};
use std::time::Duration;
use tintype_protocol::json::Value;
use wasm_bindgen::{JsCast, JsValue};

/// A plain object, member by member; what is `None` is left out.
pub struct Record(Object);

impl Record {
    /// An empty one.
    pub fn new() -> Self {
        Self(Object::new())
    }

    /// With the members of a plain object.
    pub fn of(object: JsValue) -> Self {
        Self(object.unchecked_into())
    }

    /// With one more member.
    pub fn with(self, name: &str, value: impl Into<JsValue>) -> Self {
        // Setting a member of a plain new object cannot fail.
        let _ = Reflect::set(&self.0, &name.into(), &value.into());
        self
    }

    /// With one more member, if there is one.
    pub fn maybe<T: Into<JsValue>>(self, name: &str, value: Option<T>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The object.
    pub fn done(self) -> JsValue {
        self.0.into()
    }
}

/// Plain JSON as a JS value. Parsed there, which makes a member of `__proto__` where setting would change the prototype.
pub fn js_of(value: &Value) -> JsValue {
    let mut json = String::new();
    value.write(&mut json);
    JSON::parse(&json).unwrap_or(JsValue::UNDEFINED)
}

/// The record of an error; `cause` is the caller's own abort reason.
pub fn error(error: &Error, cause: Option<&JsValue>) -> JsValue {
    let facts = error.facts();
    Record::new()
        .with("code", error.code())
        .with("message", error.message())
        .with("retryable", error.retryable())
        .with("attempts", facts.attempts)
        .maybe("status", facts.status)
        .maybe("retryAfterMs", facts.retry_after_ms.map(|ms| ms as f64))
        .maybe("requestId", facts.request_id.as_deref())
        .maybe("finishReason", facts.finish_reason.as_deref())
        .maybe("blockReason", facts.block_reason.as_deref())
        .maybe("finishMessage", facts.finish_message.as_deref())
        .maybe("safetyRatings", facts.safety_ratings.as_ref().map(js_of))
        .maybe("text", facts.text.as_deref())
        .maybe("field", facts.field.as_deref())
        .maybe("details", facts.details.as_ref().map(js_of))
        .maybe("cause", cause)
        .maybe("fetchError", facts.cause.as_ref().map(js_of))
        .done()
}

/// The record of a whole outcome. Images stand in it once, and elsewhere by reference. An answer may have a hundred
/// thousand parts, so the page gets its turn in between.
pub async fn generation(generation: &Generation) -> Record {
    let pool = ImageRecords::of(generation);
    let record = |image: &GeneratedImage| pool.record(image);
    Record::new()
        .with("images", list(generation.images.iter().map(record)).await)
        .with("drafts", list(generation.drafts.iter().map(record)).await)
        .with("text", generation.text.as_str())
        .with("parts", list(generation.parts.iter().map(|found| part(found, &record))).await)
        .with("finishReason", generation.finish_reason.as_str())
        .with("usage", usage(&generation.usage))
        .maybe("model", generation.model.as_deref())
        .maybe("responseId", generation.response_id.as_deref())
        .maybe("grounding", generation.grounding.as_ref().map(grounding))
        .with("warnings", list(generation.warnings.iter().map(warning)).await)
        .with("failures", list(generation.failures.iter().map(|failure| error(failure, None))).await)
}

async fn list(items: impl Iterator<Item = JsValue>) -> Array {
    let list = Array::new();
    for item in items {
        list.push(&item);
        yield_if_due().await;
    }
    list
}

/// The same with the turn that it is in a conversation.
pub async fn reply(reply: &Reply) -> JsValue {
    generation(&reply.generation).await.with("turn", turns::write(&reply.turn)).done()
}

/// One record for each image of an outcome, in the order of their identities.
struct ImageRecords(Vec<(usize, JsValue)>);

impl ImageRecords {
    fn of(generation: &Generation) -> Self {
        let mut records: Vec<_> =
            images_of(generation).map(|found| (found.identity(), image(found))).collect();
        records.sort_unstable_by_key(|(identity, _)| *identity);
        Self(records)
    }

    fn record(&self, wanted: &GeneratedImage) -> JsValue {
        let found = self.0.binary_search_by_key(&wanted.identity(), |(identity, _)| *identity);
        found.map_or_else(|_| image(wanted), |at| self.0[at].1.clone())
    }
}

fn grounding(grounding: &Grounding) -> JsValue {
    let source = |source: &GroundingSource| {
        Record::new()
            .with("url", source.url.as_str())
            .maybe("title", source.title.as_deref())
            .maybe("domain", source.domain.as_deref())
            .maybe("imageUrl", source.image_url.as_deref())
            .done()
    };
    let queries = grounding.queries.iter().map(|query| JsValue::from_str(query));
    Record::new()
        .with("queries", queries.collect::<Array>())
        .with("sources", grounding.sources.iter().map(source).collect::<Array>())
        .maybe("suggestionsHtml", grounding.suggestions_html.as_deref())
        .done()
}

fn images_of(generation: &Generation) -> impl Iterator<Item = &GeneratedImage> {
    generation.parts.iter().filter_map(|part| match &part.body {
        PartBody::Image(image) => Some(image),
        _ => None,
    })
}

fn part(part: &Part, image: &impl Fn(&GeneratedImage) -> JsValue) -> JsValue {
    let record = match &part.body {
        PartBody::Text(text) => Record::new().with("type", "text").with("text", text.as_str()),
        PartBody::Thought(text) => Record::new().with("type", "thought").with("text", text.as_str()),
        PartBody::Image(found) => Record::new().with("type", "image").with("image", image(found)),
        PartBody::RemoteImage { url, mime_type } => {
            let record = Record::new().with("type", "remote-image").with("url", url.as_str());
            record.maybe("mimeType", mime_type.as_deref())
        }
        PartBody::Other(fields) => {
            Record::new().with("type", "other").with("json", js_of(&Value::Object(fields.clone())))
        }
    };
    record.maybe("thoughtSignature", part.thought_signature.as_deref()).done()
}

/// The record of one image.
pub fn image(image: &GeneratedImage) -> JsValue {
    let blob = image.blob();
    let record = Record::new().with("blob", blob);
    with_info(record, &image.info()).with("final", image.is_final()).done()
}

/// The record of one entry of the endpoint's list.
pub fn model_info(info: &ModelInfo) -> JsValue {
    let names = |names: &[&str]| names.iter().map(|name| JsValue::from_str(name)).collect::<Array>();
    Record::new()
        .with("id", info.id.as_str())
        .maybe("displayName", info.display_name.as_deref())
        .with("makesImages", info.makes_images)
        .maybe("aspectRatios", info.known.map(|model| names(model.ratios)))
        .maybe("imageSizes", info.known.map(|model| names(model.sizes)))
        .maybe("maxImages", info.known.map(|model| model.max_images as f64))
        .done()
}

/// The record of what `inspect` found.
pub fn image_info(info: &ImageInfo) -> JsValue {
    with_info(Record::new(), info).done()
}

fn with_info(record: Record, info: &ImageInfo) -> Record {
    record
        .with("mimeType", info.image_type.mime_type())
        .with("width", info.width)
        .with("height", info.height)
        .with("byteLength", info.byte_length as f64)
        .with("extension", info.image_type.extension())
}

fn usage(usage: &Usage) -> JsValue {
    let count = |tokens: Option<u64>| tokens.map(|tokens| tokens as f64);
    let raw = if usage.raw == Value::Null { Object::new().into() } else { js_of(&usage.raw) };
    Record::new()
        .maybe("promptTokens", count(usage.prompt_tokens))
        .maybe("imageTokens", count(usage.image_tokens))
        .maybe("textTokens", count(usage.text_tokens))
        .maybe("thoughtTokens", count(usage.thought_tokens))
        .maybe("totalTokens", count(usage.total_tokens))
        .maybe("estimatedCostUsd", usage.estimated_cost_usd)
        .with("raw", raw)
        .done()
}

fn warning(warning: &crate::Warning) -> JsValue {
    Record::new().with("code", warning.code.name()).with("message", warning.message.as_str()).done()
}

/// The record of progress, as `onProgress` gets it.
pub fn progress(progress: &Progress) -> JsValue {
    Record::new()
        .with("phase", progress.phase.name())
        .with("attempt", progress.attempt)
        .with("elapsedMs", milliseconds(progress.elapsed))
        .with("receivedBytes", progress.received_bytes as f64)
        .maybe("retryInMs", progress.retry_in.map(milliseconds))
        .with("imagesDone", progress.images_done)
        .done()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The same among the events of a stream.
pub fn progress_event(told: &Progress) -> JsValue {
    Record::new().with("type", "progress").with("progress", progress(told)).done()
}

/// The record of an event; progress has its own way.
pub fn event(event: &Event) -> Option<JsValue> {
    let record = match event {
        Event::Text(text) => Record::new().with("type", "text").with("text", text.as_str()),
        Event::Thought(text) => Record::new().with("type", "thought").with("text", text.as_str()),
        Event::Image(found) => Record::new().with("type", "image").with("image", image(found)),
        Event::Progress(_) => return None,
    };
    Some(record.done())
}
