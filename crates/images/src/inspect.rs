//! Type and size of an image file, by its bytes.

use crate::input::ImageInput;
use crate::limits::LARGEST_FILE;
use crate::probe::{self, Kind};
use crate::scan;
use crate::source::blob_of_input;
use crate::unsupported::unsupported;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::{ImageInfo, ImageType};
use web_sys::Blob;

/// Type and size of an image, from its bytes; the size as it is shown, which for a photo that is turned by a quarter is
/// not that of its pixels.
///
/// ```no_run
/// # async fn example(file: web_sys::File) -> Result<(), tintype::Error> {
/// let info = tintype::inspect(file).await?;
/// let label = format!("{} × {} {}", info.width, info.height, info.image_type.mime_type());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// `unsupported-input` for an input that is no image or cannot be read.
pub async fn inspect(input: impl Into<ImageInput>) -> Result<ImageInfo, Error> {
    inspect_blob(&blob_of_input(input.into(), LARGEST_FILE).await?).await
}

/// Type and size of an image in a Blob.
///
/// # Errors
/// As for [`inspect`].
pub async fn inspect_blob(blob: &Blob) -> Result<ImageInfo, Error> {
    match probe::read(blob).await?.kind {
        // The head of a PNG has its size, and only later its orientation.
        Kind::Raster(info) if info.image_type == ImageType::Png => {
            let is_turned = scan::orientation(blob, info.image_type).await? >= 5;
            let (width, height) =
                if is_turned { (info.height, info.width) } else { (info.width, info.height) };
            Ok(ImageInfo::new(info.image_type, width, height, info.byte_length))
        }
        Kind::Raster(info) => Ok(info),
        _ => Err(unsupported("An input is no image that can be sent.")),
    }
}
