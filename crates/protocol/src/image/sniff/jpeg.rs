//! JPEG: walks the segments up to the frame header.

use super::exif::orientation_of_segment;
use super::image_type::{ImageType, Sniffed};
use super::read::{be16, begins};

/// The first bytes of every JPEG.
pub const MAGIC: &[u8] = b"\xff\xd8\xff";

/// Reads type and size as shown by a browser, with the EXIF orientation applied.
pub fn read(prefix: &[u8]) -> Sniffed {
    if begins(prefix, MAGIC) == Sniffed::Unknown {
        return Sniffed::Unknown;
    }
    let mut at = 2;
    let mut orientation = None;
    loop {
        let marker = match (prefix.get(at), prefix.get(at + 1)) {
            (Some(0xff), Some(&marker)) => marker,
            (Some(0xff) | None, _) => return Sniffed::NeedsMore,
            (Some(_), _) => return Sniffed::Unknown,
        };
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return frame(prefix, at, orientation.is_some_and(|orientation| orientation >= 5));
            }
            // A file is not a JPEG if a stuffed byte, the end or the picture itself precedes the frame header.
            0x00 | 0xd9 | 0xda => return Sniffed::Unknown,
            _ => {
                let Some(length) = be16(prefix, at + 2) else { return Sniffed::NeedsMore };
                // A length too small to include itself leads to no marker.
                let end = at + 2 + length as usize;
                if marker == 0xe1 {
                    orientation = orientation.or_else(|| orientation_of_segment(prefix.get(at + 4..end)?));
                }
                at = end;
            }
        }
    }
}

fn frame(prefix: &[u8], at: usize, is_turned: bool) -> Sniffed {
    match (be16(prefix, at + 5), be16(prefix, at + 7)) {
        (Some(height), Some(width)) if is_turned => Sniffed::Known(ImageType::Jpeg, height, width),
        (Some(height), Some(width)) => Sniffed::Known(ImageType::Jpeg, width, height),
        _ => Sniffed::NeedsMore,
    }
}
