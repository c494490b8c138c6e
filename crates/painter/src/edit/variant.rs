//! Variants of a picture in other colours.

use super::color_adjustment;
use crate::picture::Picture;

const ADJUSTMENTS: [fn([u8; 3]) -> [u8; 3]; 9] = [
    color_adjustment::monochrome,
    color_adjustment::sepia,
    color_adjustment::warmer,
    color_adjustment::cooler,
    color_adjustment::brighter,
    color_adjustment::darker,
    color_adjustment::more_color,
    color_adjustment::more_contrast,
    color_adjustment::night,
];

/// Returns one of nine variants by its number. Number 0 is monochrome.
pub fn variant(mut picture: Picture, number: usize) -> Option<Picture> {
    picture.map(ADJUSTMENTS.get(number)?);
    Some(picture)
}
