//! Reads the orientation from EXIF data, which is a TIFF header with directories of tagged values.

use super::read::{be16, be32, le16, le32};

/// The TIFF tag of the orientation, and the only type (16-bit number) in which browsers read it.
const ORIENTATION: u32 = 0x0112;
const SHORT: u32 = 3;

/// Returns the orientation, 1 to 8, of a TIFF structure in either byte order. Returns `None` where browsers find none:
/// they read only the first directory, and ignore a value of another type, count or range.
pub fn orientation(tiff: &[u8]) -> Option<u8> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at| if is_little { le16(tiff, at) } else { be16(tiff, at) };
    let long = |at| if is_little { le32(tiff, at) } else { be32(tiff, at) };
    let directory = long(4)? as usize;
    let entries = short(directory)? as usize;
    for at in (0..entries).map(|n| directory.saturating_add(2 + n * 12)) {
        // A count beyond the actual entries ends with the data.
        if short(at)? == ORIENTATION {
            let is_one_short = short(at + 2)? == SHORT && long(at + 4)? == 1;
            let value =
                short(at.saturating_add(8)).filter(|value| is_one_short && (1..=8).contains(value))?;
            return u8::try_from(value).ok();
        }
    }
    None
}

/// Reads the orientation from a JPEG segment, where `Exif\0\0` precedes the EXIF data.
pub fn orientation_of_segment(segment: &[u8]) -> Option<u8> {
    orientation(segment.strip_prefix(b"Exif\0\0")?)
}
