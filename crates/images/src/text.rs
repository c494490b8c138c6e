//! Images as text. A `data:` URL is read chunk by chunk, because wasm memory never shrinks and should not hold all of
//! it. Base64 is decoded without `fetch`, so that no Content Security Policy needs to allow `data:`.

use crate::limits::LARGEST_FILE;
use crate::unsupported::unsupported;
use js_sys::JsString;
use tintype_browser::blob_builder::BlobBuilder;
use tintype_browser::clock::yield_if_due;
use tintype_browser::fetch;
use tintype_protocol::error::Error;
use tintype_protocol::response::unbase64::{NotBase64, Unbase64};
use tintype_protocol::text::cut;
use web_sys::Blob;

/// The number of characters that are read at a time.
const STEP: u32 = 512 << 10;
/// The maximum length of the type and the parameters of a data URL.
const MAX_HEADER: u32 = 1024;

/// Returns the bytes of a `data:` URL.
pub async fn blob_of_data_url(url: &JsString) -> Result<Blob, Error> {
    let header = String::from(url.slice(0, MAX_HEADER));
    match cut(&header, ",") {
        Some((kind, _)) if kind.ends_with(";base64") => decoded(url, kind.len() as u32 + 1).await,
        // Percent-encoded text is always small.
        _ => fetch::load_blob(&String::from(url), LARGEST_FILE).await,
    }
}

async fn decoded(url: &JsString, mut at: u32) -> Result<Blob, Error> {
    let (mut blob, mut decoder, mut bytes) = (BlobBuilder::default(), Unbase64::default(), Vec::new());
    while at < url.length() {
        let characters = String::from(url.slice(at, at.saturating_add(STEP)));
        decoder.push(characters.as_bytes(), &mut bytes).map_err(broken)?;
        blob.write(&bytes);
        bytes.clear();
        at = at.saturating_add(STEP);
        yield_if_due().await;
    }
    decoder.finish(&mut bytes).map_err(broken)?;
    blob.write(&bytes);
    blob.finish("")
}

fn broken(_: NotBase64) -> Error {
    unsupported("The base64 of an input image is broken.")
}
