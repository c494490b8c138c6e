//! The receiver of the images that the extractor finds.

/// A receiver of decoded image bytes.
pub trait Images {
    /// Begins a new image and returns its number.
    fn begin(&mut self) -> usize;
    /// Writes bytes of the image that began last.
    fn write(&mut self, bytes: &[u8]);
    /// Ends the image that began last. `is_intact` is `false` if its base64 was broken.
    fn end(&mut self, is_intact: bool);
}
