//! The size of thumbnails.

/// The length of the longer side, equal to the gallery's largest square on a screen with a device pixel ratio of 2.
const LONGEST: u32 = 512;

/// Returns the size of a picture's thumbnail, or `None` for a picture that is small itself.
pub fn size(width: u32, height: u32) -> Option<(u32, u32)> {
    let longest = width.max(height);
    if longest <= LONGEST {
        return None;
    }
    let scaled =
        |side: u32| (f64::from(side) * f64::from(LONGEST) / f64::from(longest)).round().max(1.0) as u32;
    Some((scaled(width), scaled(height)))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn the_longer_side_is_bounded_and_the_shape_stays() {
        assert_eq!(size(1_024, 1_024), Some((512, 512)));
        assert_eq!(size(1_184, 864), Some((512, 374)));
        assert_eq!(size(10, 4_000), Some((1, 512)));
        assert_eq!(size(512, 300), None);
    }
}
