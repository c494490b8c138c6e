//! Formats with the size at a fixed offset: PNG, GIF, BMP.

use super::image_type::{ImageType, Sniffed};
use super::read::{be32, begins, le16, le32};

/// PNG: the size is in the IHDR chunk, which must come first.
pub fn png(prefix: &[u8]) -> Sniffed {
    match begins(prefix, b"\x89PNG\r\n\x1a\n") {
        Sniffed::NeedsMore => match (prefix.get(12..16), be32(prefix, 16), be32(prefix, 20)) {
            (Some(b"IHDR"), Some(width), Some(height)) => Sniffed::Known(ImageType::Png, width, height),
            (Some(kind), ..) if kind != b"IHDR" => Sniffed::Unknown,
            _ => Sniffed::NeedsMore,
        },
        other => other,
    }
}

/// GIF: the size of the logical screen.
pub fn gif(prefix: &[u8]) -> Sniffed {
    if begins(prefix, b"GIF87a") == Sniffed::Unknown && begins(prefix, b"GIF89a") == Sniffed::Unknown {
        return Sniffed::Unknown;
    }
    match (le16(prefix, 6), le16(prefix, 8)) {
        (Some(width), Some(height)) => Sniffed::Known(ImageType::Gif, width, height),
        _ => Sniffed::NeedsMore,
    }
}

/// The length of the oldest header, which identifies it.
pub const OS2_HEADER: u32 = 12;

/// BMP with one of the header lengths in use, because an ordinary text may also begin with `BM`.
pub fn bmp(prefix: &[u8]) -> Sniffed {
    if begins(prefix, b"BM") == Sniffed::Unknown {
        return Sniffed::Unknown;
    }
    match (le32(prefix, 14), le32(prefix, 18), le32(prefix, 22)) {
        // The OS/2 header has sides of 16 bits.
        (Some(OS2_HEADER), Some(_), _) => {
            let side = |at| le16(prefix, at).unwrap_or(0);
            Sniffed::Known(ImageType::Bmp, side(18), side(20))
        }
        (Some(40 | 52 | 56 | 108 | 124), Some(width), Some(height)) => {
            // A negative height means top-down rows.
            Sniffed::Known(ImageType::Bmp, width, height.cast_signed().unsigned_abs())
        }
        (Some(OS2_HEADER | 40 | 52 | 56 | 108 | 124) | None, ..) => Sniffed::NeedsMore,
        _ => Sniffed::Unknown,
    }
}
