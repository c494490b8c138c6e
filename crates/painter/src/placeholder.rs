//! Placeholders for images that are not decoded: HEIC files, of which only the size is read, and images at a URL.

use crate::draw::canvas::{Canvas, Fill};
use crate::draw::color::Color;
use crate::draw::plate::stamp;
use crate::glyph::{Glyphs, PixelGlyphs};
use crate::picture::{MAX_PIXELS, Picture};
use crate::seed::{Rng, hash};

/// The longest side of a placeholder.
const MAX_SIDE: f32 = 1536.0;

/// Draws a placeholder with a HEIC file's shape, in a colour derived from its bytes. Returns `None` for other files.
pub fn heic(bytes: &[u8]) -> Option<Picture> {
    let (width, height) = size(bytes)?;
    let scale = (MAX_SIDE / width.max(height) as f32).min(1.0);
    let side = |length: u32| ((length as f32 * scale).round() as u32).max(1);
    labelled(bytes, (side(width), side(height)), "HEIC: NOT OPENED HERE")
}

/// Draws a placeholder for the image at a URL.
pub fn address(address: &str) -> Option<Picture> {
    labelled(address.as_bytes(), (1024, 1024), "NOT FETCHED HERE")
}

fn labelled(bytes: &[u8], (width, height): (u32, u32), words: &str) -> Option<Picture> {
    let mut canvas = Canvas::new(width, height)?;
    icon(&mut canvas, Rng::new(hash(&[bytes])).between(0.0, std::f32::consts::TAU));
    let mut picture = canvas.into_picture();
    label(&mut picture, words);
    Some(picture)
}

/// Draws the label with bitmap glyphs, so that it is the same on every host.
fn label(picture: &mut Picture, words: &str) {
    let (w, h) = (picture.width as f32, picture.height as f32);
    let px = (w * 0.8 / PixelGlyphs.width(words, 1000.0) * 1000.0).min(h * 0.12);
    let left = (w - PixelGlyphs.width(words, px)) / 2.0;
    stamp(picture, words, px, (left, h * 0.5), Color::hex(0xff_ff_ff), &PixelGlyphs);
}

/// Draws a sun and mountains, the usual icon of an image that is not shown.
fn icon(canvas: &mut Canvas, turn: f32) {
    let (w, h) = (canvas.w, canvas.h);
    let ground = Color::hex(0x8a_6f_5c).turned(turn);
    let (light, dark) = (ground.lit(0.32), ground.lit(-0.12));
    canvas.cover(Fill::Down(ground.lit(0.2), ground, 0.0, h));
    canvas.circle(w * 0.7, h * 0.32, w.min(h) * 0.09, Fill::Flat(light));
    let peaks = [(0.0, 0.86), (0.32, 0.44), (0.52, 0.68), (0.66, 0.54), (1.0, 0.86), (1.0, 1.0), (0.0, 1.0)];
    canvas.polygon(&peaks.map(|(x, y)| (x * w, y * h)), Fill::Flat(dark));
}

const BRANDS: &[&[u8]] = &[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"];

/// Reads the size of the largest contained image from its `ispe` box.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let brand = bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp"))?;
    if !BRANDS.contains(&brand) {
        return None;
    }
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let sizes = bytes.windows(4).enumerate().filter(|(_, name)| *name == b"ispe");
    sizes
        .filter_map(|(at, _)| Some((number(at + 8)?, number(at + 12)?)))
        .filter(|(w, h)| (1..=MAX_PIXELS as u64).contains(&(u64::from(*w) * u64::from(*h))))
        .max_by_key(|(w, h)| u64::from(*w) * u64::from(*h))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(brand: &[u8], width: u32, height: u32) -> Vec<u8> {
        let ispe = |w: u32, h: u32| {
            [&[0, 0, 0, 20][..], b"ispe", &[0; 4], &w.to_be_bytes(), &h.to_be_bytes()].concat()
        };
        [&[0, 0, 0, 24][..], b"ftyp", brand, &[0; 4], b"mif1heic", &ispe(64, 64), &ispe(width, height)]
            .concat()
    }

    #[test]
    fn a_placeholder_has_the_shape_of_the_image() {
        let picture = heic(&file(b"heic", 4032, 3024)).unwrap();
        assert_eq!((picture.width, picture.height), (1536, 1152));
        let small = heic(&file(b"mif1", 300, 200)).unwrap();
        assert_eq!((small.width, small.height), (300, 200));
    }

    #[test]
    fn a_placeholder_is_labelled() {
        let picture = heic(&file(b"heic", 600, 400)).unwrap();
        let white = |y: u32| (0..600).filter(|x| picture.pixel(*x, y) == [255; 3]).count();
        assert!((200..260).map(white).sum::<usize>() > 500);
    }

    #[test]
    fn other_files_and_impossible_sizes_have_none() {
        assert!(heic(&file(b"avif", 300, 200)).is_none());
        assert!(heic(b"\0\0\0\x18ftypheic").is_none());
        assert!(size(&file(b"heic", u32::MAX, u32::MAX)).unwrap() == (64, 64));
    }
}
