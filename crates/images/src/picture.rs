//! Decoded pixels.

use std::ops::Deref;
use web_sys::ImageBitmap;

/// Decoded pixels, released on drop. A photo's pixels take so much memory that the garbage collector would be too late.
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

/// Decoded pixels, with their orientation and gamut.
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
    /// Returns the pixels as they are stored.
    pub fn bitmap(&self) -> &Bitmap {
        &self.bitmap
    }

    /// Returns the EXIF orientation to apply for display, 1 to 8.
    pub fn orientation(&self) -> u8 {
        self.orientation
    }

    /// Returns `true` if the picture has colours outside sRGB and a canvas can preserve them.
    pub fn is_wide(&self) -> bool {
        self.is_wide
    }

    /// Returns the width as displayed.
    pub fn width(&self) -> u32 {
        if self.orientation < 5 { self.bitmap.width() } else { self.bitmap.height() }
    }

    /// Returns the height as displayed.
    pub fn height(&self) -> u32 {
        if self.orientation < 5 { self.bitmap.height() } else { self.bitmap.width() }
    }
}
