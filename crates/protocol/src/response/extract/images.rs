//! The receiver of images, as the extractor finds them.

/// Where decoded bytes go.
pub trait Images {
    /// A new image begins; returns its number.
    fn begin(&mut self) -> usize;
    /// Bytes of the image that began last.
    fn write(&mut self, bytes: &[u8]);
    /// The image that began last is whole, or its base64 was broken.
    fn end(&mut self, is_intact: bool);
}
