//! JPEG: walks the segments up to the frame header.

use super::{ImageType, Sniffed, be16, begins};

/// The first bytes of every JPEG.
pub const MAGIC: &[u8] = b"\xff\xd8\xff";

/// Type and size as a browser shows them: with the EXIF orientation applied.
pub fn read(head: &[u8]) -> Sniffed {
    if begins(head, MAGIC) == Sniffed::Unknown {
        return Sniffed::Unknown;
    }
    let mut at = 2;
    let mut is_turned = false;
    loop {
        let marker = match (head.get(at), head.get(at + 1)) {
            (Some(0xff), Some(&marker)) => marker,
            (Some(0xff) | None, _) => return Sniffed::NeedsMore,
            (Some(_), _) => return Sniffed::Unknown,
        };
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return frame(head, at, is_turned);
            }
            // A stuffed byte, the end, or the picture itself, before any frame header: no JPEG.
            0x00 | 0xd9 | 0xda => return Sniffed::Unknown,
            _ => {
                let Some(length) = be16(head, at + 2) else { return Sniffed::NeedsMore };
                // A length that does not count itself leads to no marker.
                let end = at + 2 + length as usize;
                if marker == 0xe1 {
                    is_turned |= head.get(at + 4..end).is_some_and(swaps_sides);
                }
                at = end;
            }
        }
    }
}

fn frame(head: &[u8], at: usize, is_turned: bool) -> Sniffed {
    match (be16(head, at + 5), be16(head, at + 7)) {
        (Some(height), Some(width)) if is_turned => Sniffed::Known(ImageType::Jpeg, height, width),
        (Some(height), Some(width)) => Sniffed::Known(ImageType::Jpeg, width, height),
        _ => Sniffed::NeedsMore,
    }
}

/// True for an EXIF segment whose orientation (tag 0x0112) is one of the four that swap the sides.
fn swaps_sides(segment: &[u8]) -> bool {
    orientation(segment).is_some_and(|orientation| (5..=8).contains(&orientation))
}

fn orientation(segment: &[u8]) -> Option<u32> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let is_little = tiff.starts_with(b"II");
    let short = |at| if is_little { super::le16(tiff, at) } else { be16(tiff, at) };
    let long = |at| if is_little { super::le32(tiff, at) } else { super::be32(tiff, at) };
    let directory = long(4)? as usize;
    let entries = short(directory)? as usize;
    for at in (0..entries).map(|n| directory.saturating_add(2 + n * 12)) {
        // A count that promises more entries than there are ends with the bytes.
        if short(at)? == 0x0112 {
            return short(at.saturating_add(8));
        }
    }
    None
}
