//! Blending of two pictures by a mask, as pure arithmetic on rows of RGBA pixels.

use std::collections::VecDeque;

/// A range of rows, and its position relative to the rows of the mask.
#[derive(Debug, Clone, Copy)]
pub struct Band {
    /// The number of pixels in a row.
    pub width: u32,
    /// The rows of coverage above the first row to blend. There are [`radius`] of them above and below, as far as the
    /// mask has them.
    pub skipped: u32,
    /// The width of the soft edge in pixels.
    pub feather: u32,
}

/// Returns the number of neighbouring rows on which a row of a soft edge depends: for its own depth in the mask, and
/// for the depths around it.
#[must_use]
pub fn radius(feather: u32) -> u32 {
    if feather == 0 { 0 } else { 2 * (feather + 1) }
}

/// Returns how much of the edit shows for each pixel of a mask, 0 to 255: the pixel's opacity, or its brightness.
#[must_use]
pub fn coverage(mask: &[u8], reads_alpha: bool) -> Vec<u8> {
    let of = |pixel: &[u8]| match reads_alpha {
        true => pixel[3],
        // The usual luma weights of red, green and blue, in 256ths.
        false => {
            ((77 * u32::from(pixel[0]) + 150 * u32::from(pixel[1]) + 29 * u32::from(pixel[2])) >> 8) as u8
        }
    };
    mask.chunks_exact(4).map(of).collect()
}

/// Blends `edit` over `pixels` where the mask covers them. Returns `false` if nothing changed.
///
/// A pixel that the mask does not cover stays identical, because the feather is inside the mask.
pub fn blend(pixels: &mut [u8], edit: &[u8], coverage: &[u8], band: Band) -> bool {
    let start = (band.skipped * band.width) as usize;
    let hard = coverage.get(start..).unwrap_or_default();
    if hard.iter().take(pixels.len() / 4).all(|&cover| cover == 0) {
        return false;
    }
    let soft = if band.feather > 0 { feathered(coverage, band) } else { coverage.to_vec() };
    let covered = soft.get(start..).unwrap_or_default();
    let mut has_changed = false;
    for ((below, above), &cover) in pixels.chunks_exact_mut(4).zip(edit.chunks_exact(4)).zip(covered) {
        if cover == 0 {
            continue;
        }
        has_changed = true;
        for (below, above) in below.iter_mut().zip(above) {
            let mixed = u32::from(*below) * u32::from(255 - cover) + u32::from(*above) * u32::from(cover);
            *below = ((mixed + 127) / 255) as u8;
        }
    }
    has_changed
}

/// The lengths of a step to the next pixel and of a diagonal step, whose ratio is nearly 1 to √2.
const SIDE: u16 = 12;
const ACROSS: u16 = 17;

/// Returns coverage that rises from the mask's edge inwards over `feather` pixels. It rises faster in narrower parts,
/// so that the middle of a thin stroke is covered too.
fn feathered(coverage: &[u8], band: Band) -> Vec<u8> {
    let width = band.width as usize;
    let full = SIDE * (band.feather.min(MAX_FEATHER) as u16 + 1);
    let depth = depths(coverage, width, full);
    let (rows, radius) = (coverage.len() / width.max(1), band.feather as usize);
    let around = peaks(&depth, Lines { count: rows, stride: width, length: width, step: 1 }, radius);
    let around = peaks(&around, Lines { count: width, stride: 1, length: rows, step: width }, radius);
    let rise = |((&hard, &depth), &around): ((&u8, &u16), &u16)| {
        (u32::from(hard) * u32::from(depth) / u32::from(around.max(1))) as u8
    };
    coverage.iter().zip(&depth).zip(&around).map(rise).collect()
}

/// The widest feather whose distances fit into `u16`. No picture needs a softer edge.
const MAX_FEATHER: u32 = 4096;

/// Returns the distance of each pixel from the edge of the mask, up to `full`. Two passes, from the top left and from
/// the bottom right, propagate the distances between neighbours.
fn depths(coverage: &[u8], width: usize, full: u16) -> Vec<u16> {
    let mut depth: Vec<_> = coverage.iter().map(|&hard| if hard == 0 { 0 } else { full }).collect();
    for _ in 0..2 {
        for at in 0..depth.len() {
            let column = at % width;
            let mut nearest = depth[at];
            let mut relax = |back: usize, step| nearest = nearest.min(depth[at - back] + step);
            if column > 0 {
                relax(1, SIDE);
            }
            if at >= width {
                relax(width, SIDE);
                if column > 0 {
                    relax(width + 1, ACROSS);
                }
                if column + 1 < width {
                    relax(width - 1, ACROSS);
                }
            }
            depth[at] = nearest;
        }
        // After the reversal, the second pass begins with the last pixel.
        depth.reverse();
    }
    depth
}

/// The rows or the columns of a field.
#[derive(Clone, Copy)]
struct Lines {
    count: usize,
    /// The distance from one line to the next.
    stride: usize,
    length: usize,
    /// The distance from one value to the next.
    step: usize,
}

/// Returns for each value the maximum of the values up to `radius` before and after it in its line.
fn peaks(field: &[u16], lines: Lines, radius: usize) -> Vec<u16> {
    let mut peaks = vec![0; field.len()];
    let mut falling: VecDeque<usize> = VecDeque::new();
    for start in (0..lines.count).map(|line| line * lines.stride) {
        let at = |place: usize| start + place * lines.step;
        falling.clear();
        for ahead in 0..lines.length + radius {
            if ahead < lines.length {
                // A value lower than a later one cannot be the maximum again.
                while falling.back().is_some_and(|&last| field[at(last)] <= field[at(ahead)]) {
                    falling.pop_back();
                }
                falling.push_back(ahead);
            }
            let Some(here) = ahead.checked_sub(radius) else { continue };
            while falling.front().is_some_and(|&first| first + radius < here) {
                falling.pop_front();
            }
            peaks[at(here)] = falling.front().map_or(0, |&first| field[at(first)]);
        }
    }
    peaks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(values: &[u8]) -> Vec<u8> {
        values.iter().flat_map(|&value| [value, value, value, 255]).collect()
    }

    #[test]
    fn outside_the_mask_nothing_changes_and_inside_the_edit_stands() {
        let mut pixels = grey(&[1, 2, 3, 4]);
        let cover = coverage(&grey(&[0, 255, 0, 255]), false);
        assert!(blend(&mut pixels, &grey(&[9; 4]), &cover, Band { width: 4, skipped: 0, feather: 0 }));
        assert_eq!(pixels, grey(&[1, 9, 3, 9]));
    }

    #[test]
    fn a_mask_may_speak_by_opacity() {
        let cover = coverage(&[255, 255, 255, 0, 0, 0, 0, 255], true);
        assert_eq!(cover, [0, 255]);
    }

    #[test]
    fn the_feather_rises_inwards_and_never_leaves_the_mask() {
        let mask: Vec<u8> = [vec![0; 20], vec![255; 20]].concat();
        let band = Band { width: 40, skipped: 0, feather: 4 };
        let soft = feathered(&mask.repeat(9), band);
        let row = &soft[4 * 40..5 * 40];
        assert!(row[..20].iter().all(|&cover| cover == 0), "{row:?}");
        assert!(row[20..].windows(2).all(|pair| pair[0] <= pair[1]), "{row:?}");
        assert!(row[20] < 70 && row[25..].iter().all(|&cover| cover > 250), "{row:?}");
    }

    #[test]
    fn masks_narrower_than_the_feather_are_covered_in_their_middle() {
        for wide in [1, 2, 5, 8] {
            let row: Vec<u8> = (0..40).map(|x| if (16..16 + wide).contains(&x) { 255 } else { 0 }).collect();
            let soft = feathered(&row.repeat(30), Band { width: 40, skipped: 0, feather: 10 });
            let middle = &soft[15 * 40..16 * 40];
            assert_eq!(middle.iter().max(), Some(&255), "{middle:?}");
            assert!(middle.iter().zip(&row).all(|(&soft, &hard)| hard > 0 || soft == 0), "{middle:?}");
        }
    }

    #[test]
    fn a_band_with_its_radius_is_as_the_whole() {
        let (width, height, feather) = (48_usize, 90_usize, 6);
        let blob = |at: usize| {
            let (x, y) = ((at % width) as i32, (at / width) as i32);
            let is_round = (x - 24).pow(2) + (y - 40).pow(2) < 20 * 20;
            if is_round || (x - y / 2).abs() < 2 { 255 } else { 0 }
        };
        let mask: Vec<u8> = (0..width * height).map(blob).collect();
        let band = Band { width: width as u32, skipped: 0, feather };
        let whole = feathered(&mask, band);
        let radius = radius(feather) as usize;
        for top in (0..height).step_by(10) {
            let (from, to) = (top.saturating_sub(radius), (top + 10 + radius).min(height));
            let part = feathered(&mask[from * width..to * width], band);
            let same = &whole[top * width..(top + 10) * width];
            assert_eq!(&part[(top - from) * width..][..10 * width], same, "{top}");
        }
    }

    #[test]
    fn nothing_covered_is_nothing_changed() {
        let mut pixels = grey(&[1, 2]);
        let band = Band { width: 2, skipped: 0, feather: 3 };
        assert!(!blend(&mut pixels, &grey(&[9, 9]), &[0, 0], band));
        assert_eq!(pixels, grey(&[1, 2]));
    }
}
