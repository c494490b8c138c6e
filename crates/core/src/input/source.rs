//! Getting hold of the bytes.

use super::{ImageInput, raster, text, unsupported};
use crate::fetch;
use crate::image::blob_of;
use crate::js_error::message_of;
use js_sys::{Array, Uint8Array};
use tintype_protocol::error::Error;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The input as a Blob, of whatever type it is.
pub async fn blob_of_input(input: ImageInput) -> Result<Blob, Error> {
    match input {
        ImageInput::Blob(blob) => Ok(blob),
        ImageInput::Bytes(bytes) => blob_of(&Array::of1(&Uint8Array::from(bytes.as_slice())), ""),
        ImageInput::Url(url) if is_data_url(&url) => text::blob_of_data_url(&url.as_str().into()).await,
        ImageInput::Url(url) => fetch::load_blob(&url).await,
        ImageInput::DataUrl(url) => text::blob_of_data_url(&url).await,
        ImageInput::Drawable(drawable) => {
            let bitmap = raster::bitmap(&drawable).await?;
            raster::Canvas::showing(&bitmap, bitmap.width(), bitmap.height())?.encode("image/png", None).await
        }
    }
}

/// A stretch of a Blob, in JavaScript's memory. The reading begins at once, before anybody waits for it.
pub fn read(blob: &Blob, start: u64, end: u64) -> impl Future<Output = Result<Uint8Array, Error>> + use<> {
    let reading = blob.slice_with_f64_and_f64(start as f64, end as f64).map(|slice| slice.array_buffer());
    async {
        let buffer = match reading {
            Ok(promise) => JsFuture::from(promise).await,
            Err(error) => Err(error),
        };
        let buffer = buffer.map_err(|error| {
            let why = message_of(&error);
            unsupported(format!("An input image cannot be read; it may have been moved or changed. {why}"))
        })?;
        Ok(Uint8Array::new(&buffer))
    }
}

fn is_data_url(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
