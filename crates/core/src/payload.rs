//! The body of a request as one Blob, with base64 made slice by slice: no string ever holds an image.

use crate::blob_builder::BlobBuilder;
use crate::input::PreparedImage;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tintype_protocol::encode::Piece;
use tintype_protocol::error::Error;
use web_sys::Blob;

/// Raw bytes that are encoded at once: a multiple of three, so that padding comes only at the end.
const SLICE: u64 = 3 * 192 * 1024;

/// The request body, all pieces in a row.
pub async fn pack(pieces: Vec<Piece<'_, PreparedImage>>) -> Result<Blob, Error> {
    let mut body = BlobBuilder::default();
    for piece in pieces {
        match piece {
            Piece::Json(json) => body.write(json.as_bytes()),
            Piece::Base64(image) => write_base64(image, &mut body).await?,
        }
    }
    body.finish("")
}

async fn write_base64(image: &PreparedImage, body: &mut BlobBuilder) -> Result<(), Error> {
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
        body.write(text.as_bytes());
    }
    Ok(())
}
