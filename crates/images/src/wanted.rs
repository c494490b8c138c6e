//! The images of one request, normalized together because they share its byte budget.

use crate::input::ImageInput;
use crate::normalize::{normalized, shrink_to};
use crate::prepared::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageType;
use tintype_protocol::request::options::InputLimits;
use web_sys::Blob;

/// An image for a request.
#[derive(Debug, Clone)]
pub struct Wanted<I> {
    /// The image.
    pub source: Source<I>,
    /// Whether the image may be shrunk to fit the budget of the request.
    pub shares_budget: bool,
}

/// The origin of an image, which determines its treatment.
#[derive(Debug, Clone)]
pub enum Source<I> {
    /// An input of the caller, normalized to the limits.
    Input(I),
    /// An input that the service made and requires unchanged.
    Own(I),
    /// An image restored from a file, which an older version or a text editor may have saved. Its metadata is removed,
    /// and its size does not change.
    Restored(Blob),
    /// An image of this session, which is already normalized.
    Ready(Blob, ImageType),
}

/// Normalizes all images, and returns them in order.
///
/// # Errors
/// `unsupported-input` for the first image that cannot be sent, or if the images do not fit into `budget` bytes.
pub async fn normalize(
    wanted: Vec<Wanted<ImageInput>>,
    limits: &InputLimits,
    budget: u64,
) -> Result<Vec<PreparedImage>, Error> {
    let any_size = limits.max_side_px(0);
    let (mut shared, mut places) = (Vec::new(), Vec::with_capacity(wanted.len()));
    for Wanted { source, shares_budget } in wanted {
        let image = match source {
            Source::Input(input) => normalized(input, limits).await?,
            Source::Own(input) => normalized(input, &any_size.keep_metadata(true)).await?,
            Source::Restored(blob) => normalized(blob.into(), &any_size).await?,
            Source::Ready(blob, image_type) => PreparedImage::normalized(blob, image_type),
        };
        places.push(if shares_budget {
            shared.push(image);
            None
        } else {
            Some(image)
        });
    }
    shrink_to(budget, &mut shared, limits.convert).await?;
    let mut shared = shared.into_iter();
    Ok(places.into_iter().filter_map(|image| image.or_else(|| shared.next())).collect())
}
