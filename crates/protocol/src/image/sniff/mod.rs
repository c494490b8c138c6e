//! Types by bytes: type and pixel size of an image from its first bytes, never from its label.
//!
//! By hand, because the bytes arrive in chunks: each answer may be that more bytes are needed, and sizes are those that a browser
//! shows, with the orientation of the metadata applied.

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

/// The most bytes of a file that are kept to find its size; camera files hide it behind a few hundred KB.
pub const MAX_SNIFF_BYTES: usize = 1 << 20;

/// Looks at the first bytes of a file.
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

/// The type alone, for a file whose size could not be found within [`MAX_SNIFF_BYTES`].
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
