//! The images of one request, fitted together: they share its byte budget.

use crate::input::ImageInput;
use crate::normalize::{normalized, shrink_to};
use crate::prepared::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageType;
use tintype_protocol::request::options::InputLimits;
use web_sys::Blob;

/// An image that a request is to have.
#[derive(Debug, Clone)]
pub struct Wanted<I> {
    /// The image.
    pub source: Source<I>,
    /// True when it may be shrunk to fit the budget of the request.
    pub shares_budget: bool,
}

/// Where an image comes from, and so how it is treated.
#[derive(Debug, Clone)]
pub enum Source<I> {
    /// An input of the caller, fitted to the limits.
    Input(I),
    /// An input that the service has made and wants back as it was.
    Own(I),
    /// An image that was restored from a file: an older version, or a text editor, may have saved anything. Its metadata is
    /// removed; its size stays.
    Restored(Blob),
    /// An image of this session, which is already normalized.
    Ready(Blob, ImageType),
}

/// Normalizes all of them; the results are in order.
///
/// # Errors
/// `unsupported-input` for the first that cannot be sent, and when they do not fit into `budget` bytes.
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
