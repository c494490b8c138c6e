//! Type and size of an image file, detected from its bytes.

use crate::input::ImageInput;
use crate::limits::LARGEST_FILE;
use crate::probe::{self, Kind};
use crate::scan;
use crate::source::blob_of_input;
use crate::unsupported::unsupported;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::{ImageInfo, ImageType};
use web_sys::Blob;

/// Returns type and size of an image, detected from its bytes. The size is as displayed, so that a quarter turn of a
/// photo swaps width and height.
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
/// `unsupported-input` for an input that is not an image or cannot be read.
pub async fn inspect(input: impl Into<ImageInput>) -> Result<ImageInfo, Error> {
    inspect_blob(&blob_of_input(input.into(), LARGEST_FILE).await?).await
}

/// Returns type and size of an image in a Blob.
///
/// # Errors
/// As for [`inspect`].
pub async fn inspect_blob(blob: &Blob) -> Result<ImageInfo, Error> {
    match probe::read(blob).await?.kind {
        // The header of a PNG contains the size, but the orientation comes later.
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
