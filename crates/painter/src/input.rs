//! Input images: decoded, or replaced by a placeholder.

use crate::picture::Picture;
use crate::placeholder;

/// An image to edit.
#[derive(Clone, Debug)]
pub struct Input {
    /// The decoded pixels.
    pub picture: Picture,
    /// Whether the file is HEIC, which is not decoded. Its pixels are a placeholder with the shape of the image.
    pub is_heic: bool,
}

impl From<Picture> for Input {
    fn from(picture: Picture) -> Self {
        Self { picture, is_heic: false }
    }
}

impl Input {
    /// Opens a PNG, JPEG, WebP or HEIC file. Returns `None` for other formats, broken files and images that are too
    /// large.
    pub fn open(file: &[u8]) -> Option<Self> {
        let heic = || Some(Self { picture: placeholder::heic(file)?, is_heic: true });
        Picture::decode(file).map(Self::from).or_else(heic)
    }

    /// Draws a placeholder for the image at a URL, because URLs are not fetched.
    pub fn of_address(address: &str) -> Option<Self> {
        placeholder::address(address).map(Self::from)
    }
}
