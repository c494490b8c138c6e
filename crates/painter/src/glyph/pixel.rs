//! A bitmap font with glyphs of five by seven squares, for hosts without another font.

use super::glyphs::{Glyphs, Mask};

/// A text rasterizer with bitmap glyphs for ASCII. Any other character becomes an empty box.
#[derive(Clone, Copy, Debug, Default)]
pub struct PixelGlyphs;

const COLUMNS: usize = 5;
const ROWS: usize = 7;

/// The glyphs from space to `~`: seven rows of five bits, starting at the top left.
const LETTERS: [u64; 95] = [
    0x000000000,
    0x108421004,
    0x294000000,
    0x015f57d40,
    0x11f4717c4,
    0x672222273,
    0x32526564d,
    0x108000000,
    0x088842082,
    0x208210888,
    0x009575480,
    0x0084f9080,
    0x000001088,
    0x0000f8000,
    0x000000084,
    0x042222210,
    0x3a33ae62e,
    0x11842108e,
    0x3a213221f,
    0x3a213062e,
    0x08ca97c42,
    0x7e1e0862e,
    0x1910f462e,
    0x7c2221084,
    0x3a317462e,
    0x3a317844c,
    0x008401080,
    0x008401088,
    0x088882082,
    0x001f07c00,
    0x208208888,
    0x3a2111004,
    0x3a37ada0e,
    0x3a31fc631,
    0x7a31f463e,
    0x3a308422e,
    0x72518c65c,
    0x7e10f421f,
    0x7e10f4210,
    0x3a30bc62f,
    0x4631fc631,
    0x38842108e,
    0x1c4210a4c,
    0x4654c5251,
    0x42108421f,
    0x4775ac631,
    0x47359c631,
    0x3a318c62e,
    0x7a31f4210,
    0x3a318d64d,
    0x7a31f5251,
    0x3e107043e,
    0x7c8421084,
    0x46318c62e,
    0x46318c544,
    0x4631ad771,
    0x462a22a31,
    0x462a21084,
    0x7c222221f,
    0x39084210e,
    0x420820821,
    0x38421084e,
    0x115100000,
    0x00000001f,
    0x208000000,
    0x000e0be2f,
    0x421e8c63e,
    0x000f8420f,
    0x042f8c62f,
    0x000e8fe0e,
    0x191e42108,
    0x000f8bc2e,
    0x421e8c631,
    0x100c2108e,
    0x080610a4c,
    0x210953149,
    0x30842108e,
    0x001aad6b5,
    0x001e8c631,
    0x000e8c62e,
    0x001e8fa10,
    0x000f8bc21,
    0x0016c4210,
    0x000f8383e,
    0x211e42106,
    0x00118c66d,
    0x00118c544,
    0x0011ad6aa,
    0x001151151,
    0x00118bc2e,
    0x001f1111f,
    0x190882106,
    0x108421084,
    0x608411098,
    0x0009ac800,
];

const BOX: u64 = 0x7e31_8c63f;

impl Glyphs for PixelGlyphs {
    fn has(&self, letter: char) -> bool {
        (' '..='~').contains(&letter)
    }

    fn width(&self, text: &str, px: f32) -> f32 {
        text.chars().count() as f32 * advance(px)
    }

    fn line(&self, text: &str, px: f32) -> Mask {
        let mut mask = Mask::blank(self.width(text, px), px);
        for (index, letter) in text.chars().enumerate() {
            stamp(&mut mask, letter, index as f32 * advance(px), px);
        }
        mask
    }
}

/// Returns the side of a square. The height of a capital is seven squares, which is 0.7 of the size.
fn square(px: f32) -> f32 {
    (px / 10.0).max(1.0)
}

fn advance(px: f32) -> f32 {
    square(px) * (COLUMNS + 1) as f32
}

fn stamp(mask: &mut Mask, letter: char, x: f32, px: f32) {
    let index = (letter as usize).checked_sub(32);
    let bits = index.and_then(|index| LETTERS.get(index)).copied().unwrap_or(BOX);
    let square = square(px);
    let top = px * Mask::BASELINE - square * ROWS as f32;
    for cell in (0..COLUMNS * ROWS).filter(|cell| bits >> (COLUMNS * ROWS - 1 - cell) & 1 == 1) {
        let left = x + (cell % COLUMNS) as f32 * square;
        let above = top + (cell / COLUMNS) as f32 * square;
        for row in above.round() as i32..(above + square).round() as i32 {
            for column in left.round() as i32..(left + square).round() as i32 {
                mask.add(column + 1, row, 255);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_differ_and_unknown_ones_are_boxes() {
        let fill = |text: &str| PixelGlyphs.line(text, 20.0).coverage;
        assert_ne!(fill("A"), fill("B"));
        assert!(fill(" ").iter().all(|fill| *fill == 0));
        assert_eq!(fill("\u{96e8}"), fill("\u{1f600}"));
        assert!(fill("\u{96e8}").contains(&255));
    }
}
