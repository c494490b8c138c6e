//! Decoded pixels.

use std::ops::Deref;
use web_sys::ImageBitmap;

/// Decoded pixels, given back at the end: a photo's take so much memory that the collector would come too late.
pub struct Bitmap(pub ImageBitmap);

impl Deref for Bitmap {
    type Target = ImageBitmap;

    fn deref(&self) -> &ImageBitmap {
        &self.0
    }
}

impl Drop for Bitmap {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Decoded pixels, and how they are shown.
pub struct Picture {
    pub bitmap: Bitmap,
    pub orientation: u8,
    pub is_wide: bool,
}

impl From<Bitmap> for Picture {
    fn from(bitmap: Bitmap) -> Self {
        Self { bitmap, orientation: 1, is_wide: false }
    }
}

impl Picture {
    /// The pixels as they are stored.
    pub fn bitmap(&self) -> &Bitmap {
        &self.bitmap
    }

    /// How they are turned to be shown, 1 to 8.
    pub fn orientation(&self) -> u8 {
        self.orientation
    }

    /// Whether there are colours that sRGB has not, and a canvas that keeps them.
    pub fn is_wide(&self) -> bool {
        self.is_wide
    }

    /// As shown.
    pub fn width(&self) -> u32 {
        if self.orientation < 5 { self.bitmap.width() } else { self.bitmap.height() }
    }

    /// As shown.
    pub fn height(&self) -> u32 {
        if self.orientation < 5 { self.bitmap.height() } else { self.bitmap.width() }
    }
}
