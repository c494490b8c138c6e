//! Bounds on the answers of one call, alone and together.

use std::cell::Cell;

/// The most bytes of one image, inline or from an address; the largest 4K pictures have a quarter of it. Smaller in
/// tests, which read up to the limit.
pub const MAX_IMAGE_BYTES: u64 = if cfg!(test) { 5 << 20 } else { 128 << 20 };

/// Images of one answer. Illustrated stories have some dozens; each costs a browser about a
/// millisecond, and address space.
pub const MAX_IMAGES: usize = 512;

/// Bounds for all requests of a call together.
const MAX_IMAGES_OF_CALL: usize = 4 * MAX_IMAGES;
const MAX_IMAGE_BYTES_OF_CALL: u64 = 2 << 30;
/// A string of JavaScript holds far more; a page with several of them does not.
const MAX_TEXT_OF_CALL: usize = 64 << 20;

/// Counts the content of all answers of a call. Cells, because the requests of a call share it.
#[derive(Debug, Default)]
pub struct Budget {
    images: Cell<usize>,
    image_bytes: Cell<u64>,
    text_bytes: Cell<usize>,
}

impl Budget {
    /// Counts one more image; false when there are too many.
    pub(super) fn take_image(&self) -> bool {
        self.images.set(self.images.get() + 1);
        self.images.get() <= MAX_IMAGES_OF_CALL
    }

    /// Counts bytes of an image; false when there are too many.
    pub(super) fn take_image_bytes(&self, count: usize) -> bool {
        self.image_bytes.set(self.image_bytes.get() + count as u64);
        self.image_bytes.get() <= MAX_IMAGE_BYTES_OF_CALL
    }

    /// Counts text, signatures and all else that is no image; false when there is too much.
    pub(super) fn take_text(&self, count: usize) -> bool {
        self.text_bytes.set(self.text_bytes.get() + count);
        self.text_bytes.get() <= MAX_TEXT_OF_CALL
    }
}
