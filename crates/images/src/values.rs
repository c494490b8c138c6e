//! Values of a page as images, in every form that the package takes.

use crate::input::ImageInput;
use js_sys::{ArrayBuffer, JsString, Reflect, Uint8Array};
use tintype_browser::bytes;
use tintype_browser::caller::member;
use tintype_protocol::error::{Error, ErrorKind};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    // The language's own, and not the value's: that of bytes would write out every one of them.
    #[wasm_bindgen(js_namespace = ["Object", "prototype", "toString"], js_name = call, catch)]
    fn tag_of(value: &JsValue) -> Result<String, JsValue>;
}

impl ImageInput {
    /// An image in any of the forms that JavaScript has one: a Blob, bytes, an address, a `data:` URL, whatever a canvas
    /// draws, or an object with such a `blob`.
    ///
    /// # Errors
    /// `invalid-options` for any other value.
    pub fn from_js(value: &JsValue) -> Result<Self, Error> {
        input(value)
    }
}

/// An image in any of the forms that the package takes.
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
    // A GeneratedImage of this package, or a record like it.
    match Reflect::get(value, &"blob".into()).ok().and_then(|blob| blob.dyn_into::<Blob>().ok()) {
        Some(blob) => Ok(ImageInput::Blob(blob)),
        None => Err(not_an_input()),
    }
}

fn text_of_url(value: &JsValue) -> Option<String> {
    value.is_instance_of::<web_sys::Url>().then(|| member(value, "href").as_string()).flatten()
}

/// A view of these bytes, wherever they lie; none of memory that is shared, which no Blob takes.
fn bytes_of(value: &JsValue) -> Option<Uint8Array> {
    let number = |name: &str| Reflect::get(value, &name.into()).ok()?.as_f64();
    // A length over 4 GB stays too long, and a buffer that was transferred is empty.
    let (at, length) = (number("byteOffset").unwrap_or(0.0) as u32, number("byteLength")? as u32);
    let buffer =
        if ArrayBuffer::is_view(value) { Reflect::get(value, &"buffer".into()).ok()? } else { value.clone() };
    if !is_named(&buffer, &["ArrayBuffer"]) {
        return None;
    }
    if length == 0 { bytes::zeros(0).ok() } else { bytes::view(&buffer, at, length).ok() }
}

/// The classes that a canvas can draw.
const DRAWABLE: &[&str] =
    &["HTMLImageElement", "HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "ImageData", "VideoFrame"];

/// By name, since most of these classes exist only in some scopes, and a page's objects may be another realm's.
fn is_named(value: &JsValue, names: &[&str]) -> bool {
    let tag = tag_of(value).unwrap_or_default();
    let name = tag.strip_prefix("[object ").and_then(|tag| tag.strip_suffix(']'));
    name.is_some_and(|name| names.contains(&name))
}

/// The error of a value that is no input.
pub fn not_an_input() -> Error {
    let message =
        "must be a Blob, a File, bytes, a URL, a canvas, an image element, a bitmap or a generated image";
    Error::new(ErrorKind::InvalidOptions, message)
}
