//! Getting hold of the bytes.

use crate::input::ImageInput;
use crate::{gamut, pieces, raster, text, unsupported};
use js_sys::Uint8Array;
use tintype_browser::fetch::check_length;
use tintype_browser::js_error::message_of;
use tintype_browser::{bytes, caller, fetch};
use tintype_protocol::error::Error;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// Decoding takes a file's length in memory, besides its pixels; what is larger is not even loaded. Photographs of two
/// hundred megapixels have half of it.
pub const LARGEST_FILE: u64 = 128 << 20;

/// The input as a Blob, of whatever type it is. More than `most` bytes are neither copied nor loaded.
pub async fn blob_of_input(input: ImageInput, most: u64) -> Result<Blob, Error> {
    match input {
        ImageInput::Blob(blob) => Ok(blob),
        ImageInput::Bytes(bytes) => {
            let copy = bytes::copied(&bytes).map_err(|error| unreadable(&error))?;
            pieces::blob_of_bytes(&copy).await
        }
        ImageInput::Buffer(bytes) => {
            check_length(u64::from(bytes.length()), most)?;
            pieces::blob_of_bytes(&bytes).await
        }
        ImageInput::Url(url) if is_data_url(&url) => text::blob_of_data_url(&url.as_str().into()).await,
        ImageInput::Url(url) => fetch::load_blob(&url, most).await,
        ImageInput::DataUrl(url) => text::blob_of_data_url(&url).await,
        ImageInput::Drawable(drawable) => {
            let picture = raster::bitmap(&drawable).await?.into();
            gamut::canvas_of(&picture, &drawable).await?.encode("image/png", None).await
        }
    }
}

/// A stretch of a Blob, in JavaScript's memory. The reading begins at once, before anybody waits for it.
pub fn read(blob: &Blob, start: u64, end: u64) -> impl Future<Output = Result<Uint8Array, Error>> + use<> {
    let reading = caller::blob_bytes(blob, start, end);
    async { reading.await.map_err(|error| unreadable(&error)) }
}

/// Reads a stretch of a Blob into wasm memory, over the content of `target`.
pub async fn read_into(blob: &Blob, start: u64, end: u64, target: &mut Vec<u8>) -> Result<(), Error> {
    let bytes = read(blob, start, end).await?;
    bytes::read(&bytes, target).map_err(|error| unreadable(&error))
}

/// The length of an input.
pub fn size_of(blob: &Blob) -> Result<u64, Error> {
    caller::blob_size(blob).ok_or_else(|| unsupported("An input image cannot be read; its Blob has no size."))
}

fn unreadable(error: &JsValue) -> Error {
    let why = message_of(error);
    unsupported(format!("An input image cannot be read; it may have been moved or changed. {why}").trim_end())
}

fn is_data_url(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
