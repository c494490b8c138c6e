//! Words set large on a picture.

use crate::draw::color::Color;
use crate::draw::plate::{stamp, veil};
use crate::glyph::{Glyphs, Mask};
use crate::picture::Picture;

/// Sets a line of text across the lower third, as large as fits, on a band that keeps it legible.
pub fn set(picture: &mut Picture, text: &str, glyphs: &dyn Glyphs) {
    let (w, h) = (picture.width as f32, picture.height as f32);
    let wish = h.min(w) * 0.11;
    let room = w * 0.84;
    let px = (wish * room / glyphs.width(text, wish).max(1.0)).min(wish).max(10.0);
    let (width, height) = (glyphs.width(text, px), Mask::height_at(px) as f32);
    let y = h * 0.74 - height / 2.0;
    veil(picture, (0.0, y - px * 0.25), (w, height + px * 0.4), Color::hex(0x0012_1316), 0.62);
    let x = (w - width) / 2.0;
    stamp(picture, text, px, (x, y), Color::hex(0xfb_f7_ee), glyphs);
}
