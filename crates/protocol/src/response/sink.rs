//! Where the bytes of images go: the host brings it. In the browser they become Blobs; tests keep them.

use crate::error::Error;
use crate::image::sniff::ImageInfo;

/// Takes the bytes of one image as they are decoded.
pub trait ImageSink {
    /// All bytes of an image, whose part is not known yet.
    type Sealed;
    /// The finished image.
    type Image: Clone;
    /// Takes more bytes.
    fn write(&mut self, bytes: &[u8]);
    /// Takes the end: the memory that was needed to take the bytes is freed.
    ///
    /// # Errors
    /// When the host has no memory for them.
    fn seal(self, info: &ImageInfo) -> Result<Self::Sealed, Error>;
    /// The image, once its part says whether it is final.
    fn label(sealed: Self::Sealed, info: ImageInfo, is_final: bool) -> Self::Image;
}
