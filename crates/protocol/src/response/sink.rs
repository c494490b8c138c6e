//! The receiver of image bytes, which the host implements. In the browser the bytes become Blobs; tests store them.

use crate::error::Error;
use crate::image::sniff::ImageInfo;

/// A receiver for the bytes of one image as they are decoded.
pub trait ImageSink {
    /// A complete image whose part is not known yet.
    type Sealed;
    /// The finished image.
    type Image: Clone;
    /// Writes more bytes.
    fn write(&mut self, bytes: &[u8]);
    /// Ends the image, and frees the memory that was needed to receive its bytes.
    ///
    /// # Errors
    /// When the host has no memory for the image.
    fn seal(self, info: &ImageInfo) -> Result<Self::Sealed, Error>;
    /// Creates the finished image, once its part shows whether the image is final.
    fn label(sealed: Self::Sealed, info: ImageInfo, is_final: bool) -> Self::Image;
}
