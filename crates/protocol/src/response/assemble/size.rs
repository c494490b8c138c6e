//! Checks that an image has the requested aspect ratio and size, because relays drop these options silently.

use crate::decimal::{decimal, text_of};
use crate::image::sniff::ImageInfo;
use crate::request::{Expected, ratio_of};

/// The tolerated deviation of the aspect ratio. Images are rounded to whole blocks: 21:9 arrives as 1536 × 672.
const RATIO_TOLERANCE: f64 = 0.08;
/// The tolerated factor of the area. Each size tier has four times the pixels of the one below, and two is the
/// geometric mean.
const AREA_TOLERANCE: f64 = 2.0;

/// Describes the difference from the request. Returns `None` if nothing was requested or everything fits.
pub fn mismatch(expected: &Expected, info: &ImageInfo) -> Option<String> {
    if info.width == 0 || info.height == 0 {
        return None;
    }
    let (width, height) = (f64::from(info.width), f64::from(info.height));
    let ratio = expected.aspect_ratio.as_deref().filter(|ratio| {
        ratio_of(ratio).is_some_and(|ratio| (width / height / ratio - 1.0).abs() > RATIO_TOLERANCE)
    });
    let size = expected.image_size.as_deref().filter(|size| {
        area_of(size)
            .is_some_and(|area| !(1.0 / AREA_TOLERANCE..=AREA_TOLERANCE).contains(&(width * height / area)))
    });
    let wish = match (ratio, size) {
        (Some(ratio), Some(size)) => [ratio, " in ", size].concat(),
        (Some(wish), None) | (None, Some(wish)) => wish.to_owned(),
        (None, None) => return None,
    };
    let (width, height) = (text_of(info.width.into()), text_of(info.height.into()));
    Some(["Expected for ", &wish, ", but the image is ", &width, " × ", &height, "."].concat())
}

fn area_of(size: &str) -> Option<f64> {
    let side: f64 = match size.strip_suffix('K') {
        Some(thousands) => 1024.0 * decimal(thousands)?,
        None => decimal(size)?,
    };
    Some(side * side)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::sniff::ImageType;

    #[test]
    fn tolerates_sizes_that_the_service_rounds() {
        let expected = |ratio: &str, size: Option<&str>| Expected {
            aspect_ratio: Some(ratio.to_owned()),
            image_size: size.map(str::to_owned),
            ..Expected::default()
        };
        let info = |width, height| ImageInfo { image_type: ImageType::Png, width, height, byte_length: 1 };
        for (ratio, size, width, height, fits) in [
            ("21:9", None, 1536, 672, true),
            ("16:9", None, 1408, 768, true),
            ("16:9", None, 1024, 1024, false),
            ("1:8", Some("4K"), 1536, 12288, true),
            ("16:9", Some("2K"), 2816, 1536, true),
            ("1:1", Some("2K"), 1024, 1024, false),
            ("2:3", Some("512"), 424, 632, true),
        ] {
            assert_eq!(
                mismatch(&expected(ratio, size), &info(width, height)).is_none(),
                fits,
                "{ratio} {size:?}"
            );
        }
    }
}
