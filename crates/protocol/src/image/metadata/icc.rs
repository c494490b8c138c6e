//! The gamut of colour profiles.

use crate::image::sniff::be32;

/// The smallest area of a wide gamut in the chromaticity diagram: the area of sRGB's primaries plus 8%.
const WIDE: f64 = 0.109 * 1.08;

/// Returns `true` for H.273 code points whose primaries are wider than sRGB: BT.2020, film and Display P3.
#[must_use]
pub fn is_wide_primaries(primaries: u8) -> bool {
    matches!(primaries, 9 | 11 | 12)
}

/// Returns `true` for an ICC profile of a screen or a camera whose primaries are wider than sRGB. The beginning of the
/// profile is sufficient.
#[must_use]
pub fn is_wide_profile(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ") && area(profile).is_some_and(|area| area > WIDE)
}

fn area(profile: &[u8]) -> Option<f64> {
    let [red, green, blue] = [b"rXYZ", b"gXYZ", b"bXYZ"].map(|name| chromaticity(profile, name));
    let ((rx, ry), (gx, gy), (bx, by)) = (red?, green?, blue?);
    Some(((gx - rx) * (by - ry) - (bx - rx) * (gy - ry)).abs() / 2.0)
}

fn chromaticity(profile: &[u8], name: &[u8; 4]) -> Option<(f64, f64)> {
    const MAX_TAGS: usize = 256;
    let count = (be32(profile, 128)? as usize).min(MAX_TAGS);
    let mut tags = (0..count).map(|tag| 132 + tag * 12);
    let tag = tags.find(|&at| profile.get(at..at + 4) == Some(name))?;
    let at = be32(profile, tag + 4)? as usize;
    let number =
        |n: usize| Some(f64::from(be32(profile, at.checked_add(8 + n * 4)?)?.cast_signed()) / 65_536.0);
    let (x, y, z) = (number(0)?, number(1)?, number(2)?);
    let sum = x + y + z;
    (sum > 0.0).then(|| (x / sum, y / sum))
}
