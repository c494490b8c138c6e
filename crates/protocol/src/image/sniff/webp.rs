//! WebP: three kinds of first chunk, each with the size at a different offset.

use super::image_type::{ImageType, Sniffed};
use super::read::{begins, le16, le32};

/// Reads type and size from the RIFF header and the first chunk.
pub fn read(prefix: &[u8]) -> Sniffed {
    if begins(prefix, b"RIFF") == Sniffed::Unknown {
        return Sniffed::Unknown;
    }
    match prefix.get(8..16) {
        Some(b"WEBPVP8 ") => known(lossy(prefix)),
        Some(b"WEBPVP8L") => known(lossless(prefix)),
        Some(b"WEBPVP8X") => known(extended(prefix)),
        Some(_) => Sniffed::Unknown,
        None => Sniffed::NeedsMore,
    }
}

fn known(size: Option<(u32, u32)>) -> Sniffed {
    size.map_or(Sniffed::NeedsMore, |(width, height)| Sniffed::Known(ImageType::Webp, width, height))
}

fn lossy(prefix: &[u8]) -> Option<(u32, u32)> {
    Some((le16(prefix, 26)? & 0x3fff, le16(prefix, 28)? & 0x3fff))
}

fn lossless(prefix: &[u8]) -> Option<(u32, u32)> {
    let bits = le32(prefix, 21)?;
    Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
}

fn extended(prefix: &[u8]) -> Option<(u32, u32)> {
    // Two consecutive 24-bit numbers.
    let width = le32(prefix, 24)? & 0xff_ffff;
    let height = (le16(prefix, 27)?) | (u32::from(*prefix.get(29)?) << 16);
    Some((width + 1, height + 1))
}
