//! Draws large text on a picture.

use super::color_adjustment::luma;
use crate::draw::color::Color;
use crate::draw::plate::{stamp, veil};
use crate::glyph::{Glyphs, Mask};
use crate::picture::Picture;

/// Draws a line of text as large as it fits, where it hides the least detail, on a band that makes it legible.
pub fn set(picture: &mut Picture, text: &str, glyphs: &dyn Glyphs) {
    let (w, h) = (picture.width as f32, picture.height as f32);
    let largest = h.min(w) * 0.11;
    let max_width = w * 0.84;
    let px = (largest * max_width / glyphs.width(text, largest).max(1.0)).min(largest).max(10.0);
    let (width, height) = (glyphs.width(text, px), Mask::height_at(px) as f32);
    let top = |middle: f32| h * middle - height / 2.0;
    // The corners are reserved for the plates.
    let middles = [0.72, 0.5, 0.3];
    let detail = middles.map(|middle| detail(picture, top(middle), height));
    let calm = (1..middles.len()).fold(0, |best, at| if detail[at] < detail[best] * 0.8 { at } else { best });
    let y = top(middles[calm]);
    veil(picture, (0.0, y - px * 0.25), (w, height + px * 0.4), Color::hex(0x0012_1316), 0.62);
    let x = (w - width) / 2.0;
    stamp(picture, text, px, (x, y), Color::hex(0xfb_f7_ee), glyphs);
}

/// Measures the detail of a band as the differences between neighbouring pixels.
fn detail(picture: &Picture, top: f32, height: f32) -> f32 {
    let rows = top.max(0.0) as u32..((top + height) as u32).min(picture.height);
    let step = (picture.width / 256).max(1);
    let mut sum = 0.0;
    for y in rows.step_by(step as usize) {
        for x in (step..picture.width).step_by(step as usize) {
            let (here, there) = (luma(picture.pixel(x, y)), luma(picture.pixel(x - step, y)));
            sum += (here - there).abs().min(64.0);
        }
    }
    sum
}
