//! Encodes an image file as base64 in slices, so that no string ever holds a whole image.

use crate::prepared::PreparedImage;
use base64_simd::STANDARD;
use js_sys::Uint8Array;
use tintype_browser::blob_builder::{BlobBuilder, out_of_memory};
use tintype_browser::bytes;
use tintype_protocol::error::Error;
use wasm_bindgen::JsValue;
use web_sys::Blob;

/// The number of bytes that the browser reads into its own memory at a time, because every read is a call to another
/// process.
const WINDOW: u64 = 8 * SLICE as u64;
/// The number of bytes that are encoded at a time and therefore occupy wasm memory, which never shrinks. A multiple of
/// three, so that padding occurs only at the end.
const SLICE: u32 = 3 * 128 * 1024;

/// Encodes the file as base64 in a Blob: standard alphabet, padded, without line breaks.
///
/// # Errors
/// `unsupported-input` when the file cannot be read or the browser has no memory.
pub async fn base64(image: &PreparedImage) -> Result<Blob, Error> {
    let mut text = BlobBuilder::default();
    let length = image.byte_length();
    let read = |at: u64| image.read(at, (at + WINDOW).min(length));
    let (mut at, mut next) = (0, read(0));
    while at < length {
        let window = next.await?;
        at += WINDOW;
        // The browser reads the next window while this one is encoded.
        next = read(at.min(length));
        encode(&window, &mut text).map_err(|error| out_of_memory(&error))?;
    }
    text.finish("")
}

fn encode(window: &Uint8Array, body: &mut BlobBuilder) -> Result<(), JsValue> {
    let (mut slice, mut text, mut start) = (Vec::new(), Vec::new(), 0);
    while start < window.length() {
        bytes::read(&bytes::part(window, start, start.saturating_add(SLICE))?, &mut slice)?;
        start += slice.len() as u32;
        text.clear();
        STANDARD.encode_append(&slice, &mut text);
        body.write(&text);
    }
    Ok(())
}
