//! Detects the type and pixel size of an image from its first bytes, never from its label.
//!
//! Written by hand, because the bytes arrive in chunks and each result may be a request for more bytes. Sizes are as
//! shown by a browser, with the orientation of the metadata applied.

pub(crate) mod exif;
mod image_type;
pub(crate) mod isobmff;
mod jpeg;
mod plain;
mod read;
mod webp;

pub use image_type::{ImageInfo, ImageType, Sniffed};
pub(crate) use plain::OS2_HEADER;
pub(crate) use read::{be16, be32, le16, le32};

/// The maximum number of bytes of a file that are stored to find its size. Camera files have it after a few hundred KB.
pub const MAX_SNIFF_BYTES: usize = 1 << 20;

/// Detects type and size from the first bytes of a file.
#[must_use]
pub fn sniff(prefix: &[u8]) -> Sniffed {
    const READERS: [fn(&[u8]) -> Sniffed; 6] =
        [plain::png, jpeg::read, webp::read, plain::gif, plain::bmp, isobmff::read];
    let mut needs_more = false;
    for reader in READERS {
        match reader(prefix) {
            Sniffed::Unknown => {}
            Sniffed::NeedsMore => needs_more = true,
            known => return known,
        }
    }
    if needs_more { Sniffed::NeedsMore } else { Sniffed::Unknown }
}

/// Returns only the type, for a file whose size was not found within [`MAX_SNIFF_BYTES`].
#[must_use]
pub fn type_of(prefix: &[u8]) -> Option<ImageType> {
    match sniff(prefix) {
        Sniffed::Known(image_type, ..) => Some(image_type),
        Sniffed::NeedsMore if prefix.starts_with(jpeg::MAGIC) => Some(ImageType::Jpeg),
        Sniffed::NeedsMore => isobmff::brand(prefix),
        Sniffed::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
