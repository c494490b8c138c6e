//! Blending two pictures by a mask: pure arithmetic on rows of RGBA pixels.

/// A stretch of rows, and how the mask's rows lie to it.
#[derive(Debug, Clone, Copy)]
pub struct Strip {
    /// Pixels in a row.
    pub width: u32,
    /// Rows to blend.
    pub rows: u32,
    /// Rows of coverage above the first one to blend.
    pub skipped: u32,
    /// Width of the soft edge in pixels.
    pub feather: u32,
}

/// How much of the edit shows, 0 to 255, for each pixel of a mask: its opacity, or else its brightness.
#[must_use]
pub fn coverage(mask: &[u8], reads_alpha: bool) -> Vec<u8> {
    let of = |pixel: &[u8]| match reads_alpha {
        true => pixel[3],
        // The usual weights of red, green and blue, in 256ths.
        false => {
            ((77 * u32::from(pixel[0]) + 150 * u32::from(pixel[1]) + 29 * u32::from(pixel[2])) >> 8) as u8
        }
    };
    mask.chunks_exact(4).map(of).collect()
}

/// Puts `edit` over `pixels` where the mask covers them; `false` when nothing changed.
///
/// A pixel that the mask does not cover stays as it is, to the bit: the feather lies inside the mask.
pub fn blend(pixels: &mut [u8], edit: &[u8], coverage: &[u8], strip: Strip) -> bool {
    let soft = if strip.feather > 0 { feathered(coverage, strip) } else { coverage.to_vec() };
    let start = (strip.skipped * strip.width) as usize;
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

/// Coverage that rises from the mask's edge inwards over `feather` pixels.
fn feathered(coverage: &[u8], strip: Strip) -> Vec<u8> {
    let width = strip.width as usize;
    let rows = coverage.len() / width.max(1);
    let across = averages(coverage, width, rows, strip.feather as usize, 1, width);
    let both = averages(&across, rows, width, strip.feather as usize, width, 1);
    // At a straight edge half of the neighbours are covered; deep inside, all are.
    let rise = |(&hard, &near): (&u8, &u8)| {
        (u32::from(hard) * (2 * u32::from(near)).saturating_sub(255) / 255) as u8
    };
    coverage.iter().zip(&both).map(rise).collect()
}

/// Averages over `2 × reach + 1` neighbours along lines; `step` leads along a line, `stride` to the next.
/// Beyond the ends of a line the last pixel goes on.
fn averages(source: &[u8], length: usize, lines: usize, reach: usize, step: usize, stride: usize) -> Vec<u8> {
    let mut averaged = vec![0; source.len()];
    if length == 0 {
        return averaged;
    }
    let window = (2 * reach + 1) as u32;
    for line in 0..lines {
        let at = |place: usize| u32::from(source[line * stride + place.min(length - 1) * step]);
        let mut sum: u32 = (0..=reach).map(&at).sum::<u32>() + reach as u32 * at(0);
        for place in 0..length {
            averaged[line * stride + place * step] = (sum / window) as u8;
            sum = sum + at(place + reach + 1) - at(place.saturating_sub(reach));
        }
    }
    averaged
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
        assert!(blend(
            &mut pixels,
            &grey(&[9; 4]),
            &cover,
            Strip { width: 4, rows: 1, skipped: 0, feather: 0 }
        ));
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
        let strip = Strip { width: 40, rows: 9, skipped: 0, feather: 4 };
        let soft = feathered(&mask.repeat(9), strip);
        let row = &soft[4 * 40..5 * 40];
        assert!(row[..20].iter().all(|&cover| cover == 0), "{row:?}");
        assert!(row[20..].windows(2).all(|pair| pair[0] <= pair[1]), "{row:?}");
        assert!(row[20] < 60 && row[25..].iter().all(|&cover| cover > 250), "{row:?}");
    }

    #[test]
    fn nothing_covered_is_nothing_changed() {
        let mut pixels = grey(&[1, 2]);
        let strip = Strip { width: 2, rows: 1, skipped: 0, feather: 3 };
        assert!(!blend(&mut pixels, &grey(&[9, 9]), &[0, 0], strip));
        assert_eq!(pixels, grey(&[1, 2]));
    }
}
