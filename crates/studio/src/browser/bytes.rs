//! Conversion between bytes and Blobs.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag};

#[wasm_bindgen(module = "/src/browser/inflate.js")]
extern "C" {
    #[wasm_bindgen(js_name = inflate)]
    fn inflate_blob(blob: &Blob, size: f64) -> Promise;
}

/// A part of a Blob to be joined.
pub enum BlobPart {
    /// Bytes that are copied from wasm memory.
    Bytes(Vec<u8>),
    /// Another Blob, which is not read.
    Blob(Blob),
}

/// Reads a range of a Blob, clamped to its length; `None` when the Blob is no longer readable.
pub async fn read(blob: &Blob, start: u64, end: u64) -> Option<Vec<u8>> {
    let part = blob.slice_with_f64_and_f64(start as f64, end as f64).ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Returns a range of a Blob as a Blob of the given type, without reading it.
pub fn part(blob: &Blob, start: u64, end: u64, mime_type: &str) -> Option<Blob> {
    blob.slice_with_f64_and_f64_and_content_type(start as f64, end as f64, mime_type).ok()
}

/// Inflates a deflated Blob; `None` if the output does not have exactly `size` bytes.
pub async fn inflate(blob: &Blob, size: u64) -> Option<Blob> {
    JsFuture::from(inflate_blob(blob, size as f64)).await.ok()?.dyn_into().ok()
}

/// Joins the parts into one Blob.
pub fn join(chunks: Vec<BlobPart>, mime_type: &str) -> Option<Blob> {
    let parts = Array::new();
    for part in chunks {
        match part {
            BlobPart::Bytes(bytes) => parts.push(&Uint8Array::from(bytes.as_slice())),
            BlobPart::Blob(blob) => parts.push(&blob),
        };
    }
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}
