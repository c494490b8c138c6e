//! WebP: three kinds of first chunk, each with the size in its own place.

use super::image_type::{ImageType, Sniffed};
use super::read::{begins, le16, le32};

/// Type and size from the RIFF head and the first chunk.
pub fn read(head: &[u8]) -> Sniffed {
    if begins(head, b"RIFF") == Sniffed::Unknown {
        return Sniffed::Unknown;
    }
    match head.get(8..16) {
        Some(b"WEBPVP8 ") => known(lossy(head)),
        Some(b"WEBPVP8L") => known(lossless(head)),
        Some(b"WEBPVP8X") => known(extended(head)),
        Some(_) => Sniffed::Unknown,
        None => Sniffed::NeedsMore,
    }
}

fn known(size: Option<(u32, u32)>) -> Sniffed {
    size.map_or(Sniffed::NeedsMore, |(width, height)| Sniffed::Known(ImageType::Webp, width, height))
}

fn lossy(head: &[u8]) -> Option<(u32, u32)> {
    Some((le16(head, 26)? & 0x3fff, le16(head, 28)? & 0x3fff))
}

fn lossless(head: &[u8]) -> Option<(u32, u32)> {
    let bits = le32(head, 21)?;
    Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
}

fn extended(head: &[u8]) -> Option<(u32, u32)> {
    // Two 24-bit numbers in a row.
    let width = le32(head, 24)? & 0xff_ffff;
    let height = (le16(head, 27)?) | (u32::from(*head.get(29)?) << 16);
    Some((width + 1, height + 1))
}
