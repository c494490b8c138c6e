//! The body of a request as one Blob, with base64 made slice by slice: no string ever holds an image.

use crate::image::blob_of;
use crate::input::PreparedImage;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use js_sys::{Array, Uint8Array};
use tintype_protocol::encode::Piece;
use tintype_protocol::error::Error;
use web_sys::Blob;

/// Raw bytes that are encoded at once: a multiple of three, so that padding comes only at the end.
const SLICE: u64 = 3 * 192 * 1024;

/// The request body, all pieces in a row.
pub async fn pack(pieces: Vec<Piece<'_, PreparedImage>>) -> Result<Blob, Error> {
    let parts = Array::new();
    for piece in pieces {
        match piece {
            Piece::Json(json) => {
                parts.push(&json.into());
            }
            Piece::Base64(image) => push_base64(image, &parts).await?,
        }
    }
    blob_of(&parts, "")
}

async fn push_base64(image: &PreparedImage, parts: &Array) -> Result<(), Error> {
    let length = image.byte_length();
    let read = |at: u64| image.bytes(at, (at + SLICE).min(length));
    let mut text = String::new();
    let (mut at, mut next) = (0, read(0));
    while at < length {
        let bytes = next.await?;
        at += SLICE;
        // The browser reads the next slice while this one is encoded.
        next = read(at.min(length));
        text.clear();
        STANDARD.encode_string(&bytes, &mut text);
        // A Blob for each slice: the browser may move it out of this process.
        let slice = blob_of(&Array::of1(&Uint8Array::from(text.as_bytes())), "")?;
        parts.push(&slice);
    }
    Ok(())
}
