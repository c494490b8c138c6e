//! The body of a request: JSON, and between it the base64 of the images as Blobs.

use crate::images::Images;
use js_sys::Array;
use tintype_browser::blob_builder::{blob_of, no_room};
use tintype_browser::bytes;
use tintype_browser::clock::yield_if_due;
use tintype_images::PreparedImage;
use tintype_protocol::encode::Piece;
use tintype_protocol::error::Error;
use wasm_bindgen::JsValue;

/// The request body, all pieces in a row. Without images it is plain bytes: a Blob would make the page wait for another
/// process, and a page may make many calls at once.
pub async fn pack<I: Images>(pieces: Vec<Piece<'_, PreparedImage>>, images: &I) -> Result<JsValue, Error> {
    // Calls that begin together would all be sent in one task.
    yield_if_due().await;
    let json = |text: &str| bytes::copied(text.as_bytes()).map_err(|error| no_room(&error));
    if let [Piece::Json(text)] = &pieces[..] {
        return json(text).map(JsValue::from);
    }
    let body = Array::new();
    for piece in pieces {
        match piece {
            Piece::Json(text) => body.push(json(&text)?.as_ref()),
            Piece::Base64(image) => body.push(images.base64(image).await?.as_ref()),
        };
    }
    blob_of(&body, "").map(JsValue::from)
}
