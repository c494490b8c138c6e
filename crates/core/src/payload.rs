//! The body of a request, which is JSON interleaved with the base64 of the images as Blobs.

use crate::images::Images;
use js_sys::Array;
use tintype_browser::blob_builder::{blob_of, out_of_memory};
use tintype_browser::bytes;
use tintype_browser::clock::yield_if_due;
use tintype_images::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::request::encode::BodyChunk;
use wasm_bindgen::JsValue;

/// Builds the request body from its chunks. Without images it is plain bytes, because a Blob would make the page wait
/// for another process, and a page may make many calls concurrently.
pub async fn build_body<I: Images>(
    chunks: Vec<BodyChunk<'_, PreparedImage>>,
    images: &I,
) -> Result<JsValue, Error> {
    // Without a yield, calls that start together would all be sent in one task.
    yield_if_due().await;
    let json = |text: &str| bytes::copied(text.as_bytes()).map_err(|error| out_of_memory(&error));
    if let [BodyChunk::Json(text)] = &chunks[..] {
        return json(text).map(JsValue::from);
    }
    let body = Array::new();
    for chunk in chunks {
        match chunk {
            BodyChunk::Json(text) => body.push(json(&text)?.as_ref()),
            BodyChunk::Base64(image) => body.push(images.base64(image).await?.as_ref()),
        };
    }
    blob_of(&body, "").map(JsValue::from)
}
