//! An input as a Blob.

use crate::input::ImageInput;
use crate::read::unreadable;
use crate::{chunks, gamut, raster, text};
use tintype_browser::fetch::check_length;
use tintype_browser::{bytes, fetch};
use tintype_protocol::error::Error;
use web_sys::Blob;

/// Returns the input as a Blob of any type. Inputs of more than `most` bytes are neither copied nor loaded.
pub async fn blob_of_input(input: ImageInput, most: u64) -> Result<Blob, Error> {
    match input {
        ImageInput::Blob(blob) => Ok(blob),
        ImageInput::Bytes(bytes) => {
            let copy = bytes::copied(&bytes).map_err(|error| unreadable(&error))?;
            chunks::blob_of_bytes(&copy).await
        }
        ImageInput::Buffer(bytes) => {
            check_length(u64::from(bytes.length()), most)?;
            chunks::blob_of_bytes(&bytes).await
        }
        ImageInput::Url(url) if is_data_url(&url) => text::blob_of_data_url(&url.as_str().into()).await,
        ImageInput::Url(url) => fetch::load_blob(&url, most).await,
        ImageInput::DataUrl(url) => text::blob_of_data_url(&url).await,
        ImageInput::Drawable(drawable) => {
            let picture = raster::bitmap(&drawable).await?.into();
            gamut::canvas_of(&picture, &drawable).await?.encode("image/png", None).await
        }
    }
}

fn is_data_url(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}
