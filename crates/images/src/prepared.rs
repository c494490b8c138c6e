//! An image as it is sent.

use crate::input::ImageInput;
use crate::{fit, source};
use js_sys::Uint8Array;
use tintype_browser::caller;
use tintype_protocol::encode::EncodableImage;
use tintype_protocol::error::Error;
use tintype_protocol::options::InputLimits;
use tintype_protocol::sniff::ImageType;
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
    is_fitted: bool,
}

impl PreparedImage {
    /// A file whose type is known, such as one that was kept from an earlier turn. Its metadata is left out when it is
    /// sent, unless it is the service's own.
    #[must_use]
    pub fn new(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_fitted: false }
    }

    /// A file that was fitted before, or that the service has made.
    #[doc(hidden)]
    #[must_use]
    pub fn fitted(blob: Blob, image_type: ImageType) -> Self {
        Self { blob, image_type, is_fitted: true }
    }

    /// False for a file from outside of this session.
    #[doc(hidden)]
    #[must_use]
    pub fn is_fitted(&self) -> bool {
        self.is_fitted
    }

    /// An input as it would be sent: without metadata, upright, of a type that the service takes.
    ///
    /// ```no_run
    /// # async fn example(photo: web_sys::File) -> Result<(), tintype::Error> {
    /// use tintype::{InputLimits, PreparedImage};
    ///
    /// let image = PreparedImage::prepare(photo, &InputLimits::default()).await?;
    /// let bytes = image.byte_length();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `unsupported-input` for what is no image, is cut off, or cannot be read or converted.
    pub async fn prepare(input: impl Into<ImageInput>, limits: &InputLimits) -> Result<Self, Error> {
        fit::fitted(input.into(), limits).await
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
        source::read(&self.blob, start, end)
    }
}

impl EncodableImage for PreparedImage {
    fn mime_type(&self) -> &str {
        self.image_type.mime_type()
    }
}
