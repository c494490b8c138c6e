//! Limits for each answer of a call, and for all of them together.

use std::cell::Cell;

/// The maximum size of one image, inline or remote. The largest 4K images have a quarter of it. Lower in tests, which
/// read up to the limit.
pub const MAX_IMAGE_BYTES: u64 = if cfg!(test) { 5 << 20 } else { 128 << 20 };

/// The maximum number of images in one answer. Illustrated stories have a few dozen. Each image costs a browser about a
/// millisecond, and address space.
pub const MAX_IMAGES: usize = 512;

/// Limits for all requests of a call together.
const MAX_IMAGES_OF_CALL: usize = 4 * MAX_IMAGES;
const MAX_IMAGE_BYTES_OF_CALL: u64 = 2 << 30;
/// A JavaScript string can hold far more, but a page with several such strings cannot.
const MAX_TEXT_OF_CALL: usize = 64 << 20;

/// The amount of content in all answers of a call. Uses cells because the requests of a call share it.
#[derive(Debug, Default)]
pub struct Budget {
    images: Cell<usize>,
    image_bytes: Cell<u64>,
    text_bytes: Cell<usize>,
}

impl Budget {
    /// Counts one more image. Returns `false` if there are too many.
    pub(super) fn take_image(&self) -> bool {
        self.images.set(self.images.get() + 1);
        self.images.get() <= MAX_IMAGES_OF_CALL
    }

    /// Counts bytes of an image. Returns `false` if there are too many.
    pub(super) fn take_image_bytes(&self, count: usize) -> bool {
        self.image_bytes.set(self.image_bytes.get() + count as u64);
        self.image_bytes.get() <= MAX_IMAGE_BYTES_OF_CALL
    }

    /// Counts text, signatures and everything else except images. Returns `false` if there is too much.
    pub(super) fn take_text(&self, count: usize) -> bool {
        self.text_bytes.set(self.text_bytes.get() + count);
        self.text_bytes.get() <= MAX_TEXT_OF_CALL
    }
}
