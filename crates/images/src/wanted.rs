//! The images of one request, fitted together: they share the room that it has for images.

use crate::fit::{fitted, shrink_to};
use crate::input::ImageInput;
use crate::prepared::PreparedImage;
use tintype_protocol::error::Error;
use tintype_protocol::options::InputLimits;
use tintype_protocol::sniff::ImageType;
use web_sys::Blob;

/// An image that a request is to have.
#[derive(Debug, Clone)]
pub struct Wanted<I> {
    /// The image.
    pub source: Source<I>,
    /// True when it may be shrunk to the room that the request has.
    pub shares_room: bool,
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
    /// An image of this session, which was fitted before.
    Ready(Blob, ImageType),
}

/// Fits all of them; the outcomes are in order.
///
/// # Errors
/// `unsupported-input` for the first that cannot be sent, and when they do not fit into `room` bytes.
pub async fn fit(
    wanted: Vec<Wanted<ImageInput>>,
    limits: &InputLimits,
    room: u64,
) -> Result<Vec<PreparedImage>, Error> {
    let any_size = limits.max_side_px(0);
    let (mut shared, mut places) = (Vec::new(), Vec::with_capacity(wanted.len()));
    for Wanted { source, shares_room } in wanted {
        let image = match source {
            Source::Input(input) => fitted(input, limits).await?,
            Source::Own(input) => fitted(input, &any_size.keep_metadata(true)).await?,
            Source::Restored(blob) => fitted(blob.into(), &any_size).await?,
            Source::Ready(blob, image_type) => PreparedImage::fitted(blob, image_type),
        };
        places.push(if shares_room {
            shared.push(image);
            None
        } else {
            Some(image)
        });
    }
    shrink_to(room, &mut shared, limits.convert).await?;
    let mut shared = shared.into_iter();
    Ok(places.into_iter().filter_map(|image| image.or_else(|| shared.next())).collect())
}
