//! The body of a request: a Blob with base64 made slice by slice, so that no string ever holds an image.

use crate::blob_builder::BlobBuilder;
use crate::bytes;
use crate::clock::yield_if_due;
use crate::image::no_room;
use crate::input::PreparedImage;
use base64_simd::STANDARD;
use js_sys::Uint8Array;
use tintype_protocol::encode::Piece;
use tintype_protocol::error::Error;
use wasm_bindgen::JsValue;

/// What the browser reads at once, into its own memory: every reading is a call to another process.
const WINDOW: u64 = 8 * SLICE as u64;
/// Raw bytes that are encoded at once, and so lie in wasm memory, which never shrinks: a multiple of three, so that
/// padding comes only at the end.
const SLICE: u32 = 3 * 128 * 1024;

/// The request body, all pieces in a row. Without images it is plain bytes: a Blob would make the page wait for another
/// process, and a page may make many calls at once.
pub async fn pack(pieces: Vec<Piece<'_, PreparedImage>>) -> Result<JsValue, Error> {
    // Calls that begin together would all be sent in one task.
    yield_if_due().await;
    if let [Piece::Json(json)] = &pieces[..] {
        return bytes::copied(json.as_bytes()).map(JsValue::from).map_err(|error| no_room(&error));
    }
    let mut body = BlobBuilder::default();
    for piece in pieces {
        match piece {
            Piece::Json(json) => body.write(json.as_bytes()),
            Piece::Base64(image) => write_base64(image, &mut body).await?,
        }
    }
    body.finish("").map(JsValue::from)
}

async fn write_base64(image: &PreparedImage, body: &mut BlobBuilder) -> Result<(), Error> {
    let length = image.byte_length();
    let read = |at: u64| image.read(at, (at + WINDOW).min(length));
    let (mut at, mut next) = (0, read(0));
    while at < length {
        let window = next.await?;
        at += WINDOW;
        // The browser reads the next window while this one is encoded.
        next = read(at.min(length));
        encode(&window, body).map_err(|error| no_room(&error))?;
    }
    Ok(())
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
