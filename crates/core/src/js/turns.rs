//! The turns of a conversation on their way between JavaScript, which keeps them, and Rust, which knows what to
//! send of them.

use super::outcome::{Record, js_of};
use super::reader::{Reader, json_of};
use super::values;
use crate::PreparedImage;
use crate::raw::Turn;
use js_sys::{Array, Reflect};
use tintype_protocol::json::{Map, Value};
use tintype_protocol::options::{Content, InputPart};
use tintype_protocol::sniff::ImageType;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The turns so far, when the call is one of a conversation. The first of them may come from a file.
pub fn read(reader: &mut Reader<'_>) -> Option<Vec<Turn>> {
    let turns = values::list(&reader.get("turns")?);
    let restored = reader.count("restored").unwrap_or(0.0) as usize;
    let image = |at| if at < restored { PreparedImage::new } else { PreparedImage::fitted };
    let turns = turns
        .and_then(|turns| turns.iter().enumerate().map(|(at, turn)| turn_of(&turn, image(at))).collect());
    turns.or_else(|| reader.refuse("turns", "must be the turns of a chat"))
}

/// A turn as JavaScript keeps it.
pub fn write(turn: &Turn) -> JsValue {
    Record::new()
        .with("user", content(&turn.user))
        .with("answer", content(&turn.answer))
        .with("model", turn.model.as_str())
        .done()
}

fn content(content: &Content<PreparedImage>) -> JsValue {
    let parts = content.parts.iter().map(part).collect::<Array>();
    Record::new().with("role", content.role.as_str()).with("parts", parts).done()
}

fn part(part: &InputPart<PreparedImage>) -> JsValue {
    let record = Record::of(js_of(&Value::Object(part.fields.clone())));
    let inline = part.image.as_ref().map(|image| {
        Record::new().with("mimeType", image.image_type().mime_type()).with("data", image.blob()).done()
    });
    record.maybe("inlineData", inline).done()
}

/// Makes an image of a turn.
type NewImage = fn(Blob, ImageType) -> PreparedImage;

fn turn_of(value: &JsValue, image: NewImage) -> Option<Turn> {
    let member = |name: &str| Reflect::get(value, &name.into()).ok();
    Some(Turn {
        user: content_of(&member("user")?, image)?,
        answer: content_of(&member("answer")?, image)?,
        model: member("model")?.as_string()?,
    })
}

fn content_of(value: &JsValue, image: NewImage) -> Option<Content<PreparedImage>> {
    let role = Reflect::get(value, &"role".into()).ok()?.as_string()?;
    let parts = values::list(&Reflect::get(value, &"parts".into()).ok()?)?;
    Some(Content { role, parts: parts.iter().map(|part| part_of(&part, image)).collect::<Option<_>>()? })
}

fn part_of(value: &JsValue, new_image: NewImage) -> Option<InputPart<PreparedImage>> {
    let (mut image, mut fields) = (None, Map::new());
    for (name, value) in values::entries(value)? {
        if name == "inlineData" {
            image = Some(image_of(&value, new_image)?);
        } else {
            fields.push(name, json_of(&value)?);
        }
    }
    Some(InputPart { image, fields })
}

fn image_of(inline: &JsValue, new_image: NewImage) -> Option<PreparedImage> {
    let mime_type = Reflect::get(inline, &"mimeType".into()).ok()?.as_string()?;
    let blob: Blob = Reflect::get(inline, &"data".into()).ok()?.dyn_into().ok()?;
    Some(new_image(blob, ImageType::of_mime_type(&mime_type)?))
}
