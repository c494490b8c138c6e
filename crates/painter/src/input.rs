//! Input images: decoded, or replaced by a placeholder.

use crate::picture::Picture;
use crate::placeholder;

/// An image to edit.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its pixels.
    pub picture: Picture,
    /// True for a HEIC file, which is not decoded: the pixels are those of a placeholder of its size.
    pub is_heic: bool,
}

impl From<Picture> for Input {
    fn from(picture: Picture) -> Self {
        Self { picture, is_heic: false }
    }
}

impl Input {
    /// Opens a PNG, JPEG, WebP or HEIC file by its bytes. `None`: it is none of these, broken, or far too large.
    pub fn open(file: &[u8]) -> Option<Self> {
        let heic = || Some(Self { picture: placeholder::heic(file)?, is_heic: true });
        Picture::decode(file).map(Self::from).or_else(heic)
    }

    /// Draws a placeholder for the image at an address, because nothing is fetched.
    pub fn of_address(address: &str) -> Option<Self> {
        placeholder::address(address).map(Self::from)
    }
}
