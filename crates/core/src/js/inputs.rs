//! Images among the options: in every form that the package takes, and within turns as on the wire.

use super::reader::{Reader, json_of};
use super::values;
use crate::raw::{Content, InputPart};
use crate::{ImageInput, bytes};
use js_sys::{Array, ArrayBuffer, JsString, Reflect, Uint8Array};
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::json::Map;
use tintype_protocol::request::Problems;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    // The language's own, and not the value's: that of bytes would write out every one of them.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn tag_of(value: &JsValue) -> Result<String, JsValue>;

    // Throws where the string would be longer than any can be.
    #[wasm_bindgen(js_namespace = ["String", "prototype", "concat"], js_name = call, catch)]
    fn prefixed(prefix: &JsString, text: &JsString) -> Result<JsString, JsValue>;
}

/// The member `images`: one, or several.
pub fn images(reader: &mut Reader<'_>) -> Vec<ImageInput> {
    let Some(value) = reader.get("images") else { return Vec::new() };
    let list = values::list(&value).unwrap_or_else(|| Array::of1(&value));
    let mut images = Vec::new();
    for (at, value) in list.iter().enumerate() {
        match image_input(&value) {
            Ok(image) => images.push(image),
            Err(error) => reader.problems().add(&format!("images[{at}]"), error.message()),
        }
    }
    images
}

/// An image in any of the forms that the package takes.
pub fn image_input(value: &JsValue) -> Result<ImageInput, Error> {
    if let Some(blob) = value.dyn_ref::<Blob>() {
        return Ok(ImageInput::Blob(blob.clone()));
    }
    if let Some(text) = value.dyn_ref::<JsString>() {
        let is_data_url = text.slice(0, 5).to_lower_case() == "data:";
        return Ok(if is_data_url {
            ImageInput::DataUrl(text.clone())
        } else {
            ImageInput::Url(text.into())
        });
    }
    if let Some(url) = values::text_of_url(value) {
        return Ok(ImageInput::Url(url));
    }
    if is_named(value, &["ArrayBuffer"]) || ArrayBuffer::is_view(value) {
        return bytes_of(value).map(ImageInput::Buffer).ok_or_else(not_an_input);
    }
    if is_named(value, DRAWABLE) {
        return Ok(ImageInput::Drawable(value.clone().unchecked_into()));
    }
    // A GeneratedImage of this package, or a record like it.
    match Reflect::get(value, &"blob".into()).ok().and_then(|blob| blob.dyn_into::<Blob>().ok()) {
        Some(blob) => Ok(ImageInput::Blob(blob)),
        None => Err(not_an_input()),
    }
}

/// A view of these bytes, wherever they lie; none of memory that is shared, which no Blob takes.
fn bytes_of(value: &JsValue) -> Option<Uint8Array> {
    let number = |name: &str| Reflect::get(value, &name.into()).ok()?.as_f64();
    // What is longer than 4 GB stays too long, and what was handed to somebody else is empty.
    let (at, length) = (number("byteOffset").unwrap_or(0.0) as u32, number("byteLength")? as u32);
    let buffer =
        if ArrayBuffer::is_view(value) { Reflect::get(value, &"buffer".into()).ok()? } else { value.clone() };
    if !is_named(&buffer, &["ArrayBuffer"]) {
        return None;
    }
    if length == 0 { bytes::zeros(0).ok() } else { bytes::view(&buffer, at, length).ok() }
}

/// What a canvas can draw.
const DRAWABLE: &[&str] =
    &["HTMLImageElement", "HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "ImageData", "VideoFrame"];

/// By name, since most of these classes exist only in some scopes, and a page's objects may be another realm's.
fn is_named(value: &JsValue, names: &[&str]) -> bool {
    let tag = tag_of(value).unwrap_or_default();
    let name = tag.strip_prefix("[object ").and_then(|tag| tag.strip_suffix(']'));
    name.is_some_and(|name| names.contains(&name))
}

/// What an input can be.
pub fn not_an_input() -> Error {
    let message =
        "must be a Blob, a File, bytes, a URL, a canvas, an image element, a bitmap or a generated image";
    Error::new(ErrorKind::InvalidOptions, message)
}

/// The member `contents`: turns as on the wire.
pub fn contents(reader: &mut Reader<'_>) -> Vec<Content> {
    let Some(value) = reader.get("contents") else { return Vec::new() };
    let Some(list) = values::list(&value) else {
        reader.refuse::<()>("contents", "must be a list");
        return Vec::new();
    };
    let mut contents = Vec::new();
    for (at, value) in list.iter().enumerate() {
        contents.push(content(&value, at, reader.problems()));
    }
    contents
}

fn content(value: &JsValue, at: usize, problems: &mut Problems) -> Content {
    let mut reader = Reader::new(value, "contents[].", problems);
    let role = reader.string("role").unwrap_or_else(|| "user".to_owned());
    let parts = reader.get("parts").and_then(|parts| values::list(&parts));
    let mut content = Content { role, parts: Vec::new() };
    for value in parts.unwrap_or_default().iter() {
        match part(&value) {
            Some(part) => content.parts.push(part),
            None => problems.add(&format!("contents[{at}].parts"), "must be parts as on the wire"),
        }
    }
    content
}

/// A part as on the wire, but that `inlineData.data` may be an image in any form.
fn part(value: &JsValue) -> Option<InputPart> {
    let (mut image, mut fields) = (None, Map::new());
    for (name, value) in values::entries(value)? {
        if name == "inlineData" || name == "inline_data" {
            image = Some(inline_image(&value)?);
        } else if !value.is_undefined() {
            fields.push(name, json_of(&value)?);
        }
    }
    Some(InputPart { image, fields })
}

fn inline_image(inline: &JsValue) -> Option<ImageInput> {
    let data = Reflect::get(inline, &"data".into()).ok()?;
    match data.dyn_ref::<JsString>() {
        // The wire's own form: bare base64.
        Some(text) if !text.includes(":", 0) => {
            prefixed(&JsString::from("data:;base64,"), text).ok().map(ImageInput::DataUrl)
        }
        _ => image_input(&data).ok(),
    }
}

/// A member that must be an image.
pub fn one_image(reader: &mut Reader<'_>, name: &str) -> Option<ImageInput> {
    match reader.get(name).map(|value| image_input(&value)) {
        Some(Ok(image)) => Some(image),
        Some(Err(error)) => reader.refuse(name, error.message()),
        None => reader.refuse(name, "is missing"),
    }
}
