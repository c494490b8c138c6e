//! An image as it is sent.

use crate::read;
use js_sys::Uint8Array;
use tintype_browser::caller;
use tintype_protocol::error::Error;
use tintype_protocol::image::sniff::ImageType;
use tintype_protocol::request::encode::EncodableImage;
use web_sys::Blob;

/// An input image that the service takes.
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
    /// False for a file from outside of this session, which may hold anything.
    is_normalized: bool,
}

impl PreparedImage {
    /// A file whose type is known, such as one that was kept from an earlier turn. Its metadata is left out when it is
    /// sent, unless it is the service's own.
    #[must_use]
    pub fn new(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_normalized: false }
    }

    /// A file that was fitted before, or that the service has made.
    #[doc(hidden)]
    #[must_use]
    pub fn normalized(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_normalized: true }
    }

    /// False for a file from outside of this session.
    #[doc(hidden)]
    #[must_use]
    pub fn is_normalized(&self) -> bool {
        self.is_normalized
    }

    /// By the bytes.
    #[must_use]
    pub fn image_type(&self) -> ImageType {
        self.image_type
    }

    /// The file.
    #[must_use]
    pub fn blob(&self) -> &Blob {
        &self.blob
    }

    /// Of the file.
    #[must_use]
    pub fn byte_length(&self) -> u64 {
        // A Blob without a size has passed no reading.
        caller::blob_size(&self.blob).unwrap_or(0)
    }

    /// A stretch of the file; the reading begins at once.
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
