//! Turns in wire format, with an index in place of each image. They come from the option `contents`, or from a
//! conversation, whose turns are stored by JavaScript and selected for sending by Rust.

use super::outcome::Outcome;
use super::reader::Reader;
use crate::raw::Turn;
use js_sys::Array;
use tintype_images::PreparedImage;
use tintype_protocol::decimal::text_of;
use tintype_protocol::image::sniff::ImageType;
use tintype_protocol::json::{Map, Value, array};
use tintype_protocol::request::Problems;
use tintype_protocol::request::options::{Content, InputPart};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The values that the text refers to by index.
pub struct Slots<'a>(pub &'a Array);

impl Slots<'_> {
    /// Returns an input image. The page has replaced values that cannot be images with `undefined`.
    fn input(&self, number: &Value) -> Option<JsValue> {
        let value = self.0.get(u32::try_from(number.as_u64()?).ok()?);
        (!value.is_undefined()).then_some(value)
    }
}

/// The message for an invalid input.
const NOT_AN_INPUT: &str =
    "must be a Blob, a File, bytes, a URL, a canvas, an image element, a bitmap or a generated image";

/// Reads the member `images`, a list of images.
pub fn images(reader: &mut Reader<'_>, slots: &Slots<'_>) -> Vec<InputPart<JsValue>> {
    let values = reader.get("images").and_then(Value::as_array);
    let mut images = Vec::new();
    for (at, value) in values.into_iter().flatten().enumerate() {
        // A file given by its URL is already a part.
        let found = match value.as_object() {
            Some(fields) => Some(InputPart { image: None, fields: fields.clone() }),
            None => slots.input(value).map(InputPart::image),
        };
        match found {
            Some(part) => images.push(part),
            None => reader.problems().add(&["images[", &text_of(at as u64), "]"].concat(), NOT_AN_INPUT),
        }
    }
    images
}

/// Reads the member `contents`, a list of turns in wire format.
pub fn contents(reader: &mut Reader<'_>, slots: &Slots<'_>) -> Vec<Content<JsValue>> {
    let Some(value) = reader.get("contents") else { return Vec::new() };
    let Some(list) = value.as_array() else {
        reader.refuse::<()>("contents", "must be a list");
        return Vec::new();
    };
    let turns = list.iter().enumerate();
    turns.map(|(at, value)| content(value, at, slots, reader.problems())).collect()
}

fn content(value: &Value, at: usize, slots: &Slots<'_>, problems: &mut Problems) -> Content<JsValue> {
    let nothing = Map::new();
    let mut reader = Reader::new(value.as_object().unwrap_or(&nothing), "contents[].", problems);
    let role = reader.string("role").unwrap_or_else(|| "user".to_owned());
    let mut content = Content { role, parts: Vec::new() };
    for value in value["parts"].as_array().into_iter().flatten() {
        match part(value, |number| slots.input(number)) {
            Some(part) => content.parts.push(part),
            None => problems
                .add(&["contents[", &text_of(at as u64), "].parts"].concat(), "must be parts as on the wire"),
        }
    }
    content
}

/// Reads a part in wire format, except that `inlineData` is the index of an image.
fn part<I>(value: &Value, image_of: impl Fn(&Value) -> Option<I>) -> Option<InputPart<I>> {
    let (mut image, mut fields) = (None, Map::new());
    for (name, value) in value.as_object()? {
        if name == "inlineData" {
            image = Some(image_of(value)?);
        } else {
            fields.push(name.as_str(), value.clone());
        }
    }
    Some(InputPart { image, fields })
}

/// Reads the earlier turns of a conversation. The first `restored` of them may come from a file.
pub fn read(reader: &mut Reader<'_>, slots: &Slots<'_>) -> Vec<Turn> {
    let Some(value) = reader.get("turns") else { return Vec::new() };
    let restored = reader.count("restored").unwrap_or(0.0) as usize;
    let mut turns = Vec::new();
    for (at, turn) in value.as_array().into_iter().flatten().enumerate() {
        match turn_of(turn, slots, at < restored) {
            Some(turn) => turns.push(turn),
            None => reader.refuse("turns", "must be the turns of a chat").unwrap_or_default(),
        }
    }
    turns
}

fn turn_of(turn: &Value, slots: &Slots<'_>, is_restored: bool) -> Option<Turn> {
    let content = |name| content_of(&turn[name], slots, is_restored);
    let model = turn["model"].as_str()?.to_owned();
    Some(Turn { user: content("user")?, answer: content("answer")?, model })
}

fn content_of(value: &Value, slots: &Slots<'_>, is_restored: bool) -> Option<Content<PreparedImage>> {
    let mut content = Content { role: value["role"].as_str()?.to_owned(), parts: Vec::new() };
    for value in value["parts"].as_array()? {
        content.parts.push(part(value, |inline| kept_image(inline, slots, is_restored))?);
    }
    Some(content)
}

fn kept_image(inline: &Value, slots: &Slots<'_>, is_restored: bool) -> Option<PreparedImage> {
    let image_type = ImageType::of_mime_type(inline["mimeType"].as_str()?)?;
    let blob: Blob = slots.input(&inline["data"])?.dyn_into().ok()?;
    let new = if is_restored { PreparedImage::new } else { PreparedImage::normalized };
    Some(new(blob, image_type))
}

/// Serializes a turn for JavaScript, which stores it.
pub fn write(turn: &Turn, outcome: &Outcome) -> Value {
    let mut record = Map::new();
    record.push("user", content_record(&turn.user, outcome));
    record.push("answer", content_record(&turn.answer, outcome));
    record.push("model", turn.model.as_str());
    Value::Object(record)
}

fn content_record(content: &Content<PreparedImage>, outcome: &Outcome) -> Value {
    let mut record = Map::new();
    record.push("role", content.role.as_str());
    record.push("parts", array(content.parts.iter().map(|part| part_record(part, outcome))));
    Value::Object(record)
}

fn part_record(part: &InputPart<PreparedImage>, outcome: &Outcome) -> Value {
    let mut record = part.fields.clone();
    if let Some(image) = &part.image {
        let mut inline = Map::new();
        inline.push("mimeType", image.image_type().mime_type());
        inline.push("data", outcome.place_of_blob(image.blob()));
        record.push("inlineData", inline);
    }
    Value::Object(record)
}
