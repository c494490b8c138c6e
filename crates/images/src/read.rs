//! Reads the bytes of a Blob.

use crate::unsupported::unsupported;
use js_sys::Uint8Array;
use tintype_browser::js_error::message_of;
use tintype_browser::{bytes, caller};
use tintype_protocol::error::Error;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// Reads a range of a Blob into JavaScript's memory. The read starts immediately, before the future is polled.
pub fn read(blob: &Blob, start: u64, end: u64) -> impl Future<Output = Result<Uint8Array, Error>> + use<> {
    let reading = caller::blob_bytes(blob, start, end);
    async { reading.await.map_err(|error| unreadable(&error)) }
}

/// Reads a range of a Blob into wasm memory and replaces the content of `target`.
pub async fn read_into(blob: &Blob, start: u64, end: u64, target: &mut Vec<u8>) -> Result<(), Error> {
    let bytes = read(blob, start, end).await?;
    bytes::read(&bytes, target).map_err(|error| unreadable(&error))
}

/// Returns the length of an input.
pub fn size_of(blob: &Blob) -> Result<u64, Error> {
    caller::blob_size(blob).ok_or_else(|| unsupported("An input image cannot be read; its Blob has no size."))
}

/// Returns the error for bytes that cannot be read.
pub fn unreadable(error: &JsValue) -> Error {
    let advice = "An input image cannot be read; it may have been moved or changed. ";
    unsupported([advice, &message_of(error)].concat().trim_end())
}
