//! An image that is ready to be sent.

use crate::read;
use js_sys::Uint8Array;
use tintype_browser::caller;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageType;
use tintype_protocol::request::encode::EncodableImage;
use web_sys::Blob;

/// An input image that the service accepts.
///
/// ```no_run
/// # fn example(kept: web_sys::Blob) {
/// use tintype::{ImageType, PreparedImage};
///
/// let image = PreparedImage::new(kept, ImageType::Png);
/// assert_eq!(image.image_type().extension(), "png");
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct PreparedImage {
    blob: Blob,
    image_type: ImageType,
    /// Whether the file was normalized or made in this session. A file from outside may contain anything.
    is_normalized: bool,
}

impl PreparedImage {
    /// Creates an image from a file of known type, such as one stored from an earlier turn. Its metadata is removed
    /// when it is sent, unless the service made the file.
    #[must_use]
    pub fn new(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_normalized: false }
    }

    /// Creates an image from a file that was normalized before, or that the service made.
    #[doc(hidden)]
    #[must_use]
    pub fn normalized(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_normalized: true }
    }

    /// Returns `false` for a file from outside of this session.
    #[doc(hidden)]
    #[must_use]
    pub fn is_normalized(&self) -> bool {
        self.is_normalized
    }

    /// Returns the type of the file's bytes.
    #[must_use]
    pub fn image_type(&self) -> ImageType {
        self.image_type
    }

    /// Returns the file.
    #[must_use]
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// Returns the length of the file in bytes.
    #[must_use]
    pub fn byte_length(&self) -> u64 {
        // A Blob without a size fails when it is read.
        caller::blob_size(&self.blob).unwrap_or(0)
    }

    /// Reads a range of the file. The read starts immediately.
    pub(crate) fn read(
        &self,
        start: u64,
        end: u64,
    ) -> impl Future<Output = Result<Uint8Array, Error>> + use<> {
        read::read(&self.blob, start, end)
    }
}

impl EncodableImage for PreparedImage {
    fn mime_type(&self) -> &str {
        self.image_type.mime_type()
    }
}
