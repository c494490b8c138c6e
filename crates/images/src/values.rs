//! JavaScript values as images, in every form that the package accepts.

use crate::input::ImageInput;
use js_sys::{ArrayBuffer, JsString, Reflect, Uint8Array};
use tintype_browser::bytes;
use tintype_browser::caller::member;
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    // The language's own `toString` is called, because that of bytes would write out every one of them.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn tag_of(value: &JsValue) -> Result<String, JsValue>;
}

impl ImageInput {
    /// Converts an image in any of its JavaScript forms: a Blob, bytes, a URL, a `data:` URL, any source that a canvas
    /// draws, or an object with a member `blob`.
    ///
    /// # Errors
    /// `invalid-options` for any other value.
    pub fn from_js(value: &JsValue) -> Result<Self, Error> {
        input(value)
    }
}

/// Converts an image in any form that the package accepts.
pub fn input(value: &JsValue) -> Result<ImageInput, Error> {
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
    if let Some(url) = text_of_url(value) {
        return Ok(ImageInput::Url(url));
    }
    if is_named(value, &["ArrayBuffer"]) || ArrayBuffer::is_view(value) {
        return bytes_of(value).map(ImageInput::Buffer).ok_or_else(not_an_input);
    }
    if is_named(value, DRAWABLE) {
        return Ok(ImageInput::Drawable(value.clone().unchecked_into()));
    }
    // A `GeneratedImage` of this package, or a similar record.
    match Reflect::get(value, &"blob".into()).ok().and_then(|blob| blob.dyn_into::<Blob>().ok()) {
        Some(blob) => Ok(ImageInput::Blob(blob)),
        None => Err(not_an_input()),
    }
}

fn text_of_url(value: &JsValue) -> Option<String> {
    value.is_instance_of::<web_sys::Url>().then(|| member(value, "href").as_string()).flatten()
}

/// Returns a view of the bytes of a buffer or view. Returns `None` for shared memory, which Blobs do not accept.
fn bytes_of(value: &JsValue) -> Option<Uint8Array> {
    let number = |name: &str| Reflect::get(value, &name.into()).ok()?.as_f64();
    // A length over 4 GB saturates and stays too long. A detached buffer is empty.
    let (at, length) = (number("byteOffset").unwrap_or(0.0) as u32, number("byteLength")? as u32);
    let buffer =
        if ArrayBuffer::is_view(value) { Reflect::get(value, &"buffer".into()).ok()? } else { value.clone() };
    if !is_named(&buffer, &["ArrayBuffer"]) {
        return None;
    }
    if length == 0 { bytes::zeros(0).ok() } else { bytes::view(&buffer, at, length).ok() }
}

/// The names of the classes that a canvas can draw.
const DRAWABLE: &[&str] =
    &["HTMLImageElement", "HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "ImageData", "VideoFrame"];

/// Compares class names, because most of these classes exist only in some scopes, and objects may be from another
/// realm.
fn is_named(value: &JsValue, names: &[&str]) -> bool {
    let tag = tag_of(value).unwrap_or_default();
    let name = tag.strip_prefix("[object ").and_then(|tag| tag.strip_suffix(']'));
    name.is_some_and(|name| names.contains(&name))
}

/// Returns the error for a value that is not an input.
pub fn not_an_input() -> Error {
    let message =
        "must be a Blob, a File, bytes, a URL, a canvas, an image element, a bitmap or a generated image";
    Error::new(ErrorKind::InvalidOptions, message)
}
