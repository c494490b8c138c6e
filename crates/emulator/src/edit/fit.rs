//! Puts pictures into the size the model answers with.

use super::blur::blur;
use super::resize::{Area, resize};
use super::tone;
use crate::draw::color::Color;
use crate::draw::plate::veil;
use crate::picture::Picture;

/// One picture: cropped a little if its shape is near, else whole, before a blurred copy of itself.
pub fn fit(picture: &Picture, width: u32, height: u32) -> Picture {
    let shape = (picture.width as f32 / picture.height as f32) / (width as f32 / height as f32);
    let cropped = resize(picture, Area::covering(picture, width, height), width, height);
    if (0.85..=1.18).contains(&shape) {
        return cropped;
    }
    let mut ground = blur(&cropped, (width.max(height) / 28) as usize);
    ground.map(tone::darker);
    let scale = (width as f32 / picture.width as f32).min(height as f32 / picture.height as f32);
    let side = |length: u32, most: u32| ((length as f32 * scale).round() as u32).clamp(1, most);
    let (w, h) = (side(picture.width, width), side(picture.height, height));
    let whole = resize(picture, Area::whole(picture), w, h);
    paste(&mut ground, &whole, (width - w) / 2, (height - h) / 2);
    ground
}

/// Several pictures beside and above each other.
pub fn arrange(pictures: &[Picture], width: u32, height: u32) -> Picture {
    let gap = (width.min(height) / 64).max(2);
    let mut sheet = Picture::new(width, height);
    sheet.map(|_| [0x16, 0x17, 0x1a]);
    let rows = rows(pictures.len(), width, height);
    let row_height = (height - gap * (rows.len() as u32 + 1)) / rows.len() as u32;
    let mut rest = pictures;
    for (index, count) in rows.iter().enumerate() {
        let (row, others) = rest.split_at((*count).min(rest.len()));
        rest = others;
        let cell = (width - gap * (row.len() as u32 + 1)) / row.len().max(1) as u32;
        for (column, picture) in row.iter().enumerate() {
            let small = resize(picture, Area::covering(picture, cell, row_height), cell, row_height);
            let (x, y) = (gap + column as u32 * (cell + gap), gap + index as u32 * (row_height + gap));
            paste(&mut sheet, &small, x, y);
        }
    }
    sheet
}

/// How many pictures stand in each row, so that the cells come near to squares.
fn rows(count: usize, width: u32, height: u32) -> Vec<usize> {
    let shape = height as f32 / width as f32;
    let rows = ((count as f32 * shape).sqrt().round() as usize).clamp(1, count);
    (0..rows).map(|row| count * (row + 1) / rows - count * row / rows).collect()
}

/// A frame that lies on the picture, with a thin line inside.
pub fn border(picture: &mut Picture, color: Color) {
    let (w, h) = (picture.width as f32, picture.height as f32);
    let thick = w.min(h) * 0.055;
    let line = (thick * 0.06).max(1.0);
    let inner = if color.lightness() > 0.5 { color.lit(-0.3) } else { color.lit(0.3) };
    for (inset, width, ink) in [(0.0, thick, color), (thick * 0.78, line, inner)] {
        veil(picture, (inset, inset), (w - 2.0 * inset, width), ink, 1.0);
        veil(picture, (inset, h - inset - width), (w - 2.0 * inset, width + 1.0), ink, 1.0);
        veil(picture, (inset, inset), (width, h - 2.0 * inset), ink, 1.0);
        veil(picture, (w - inset - width, inset), (width + 1.0, h - 2.0 * inset), ink, 1.0);
    }
}

fn paste(onto: &mut Picture, picture: &Picture, x: u32, y: u32) {
    let length = picture.width as usize * 3;
    for (row, line) in picture.rgb.chunks_exact(length).enumerate() {
        let start = ((y as usize + row) * onto.width as usize + x as usize) * 3;
        onto.rgb[start..start + length].copy_from_slice(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_near_to_squares() {
        assert_eq!(rows(2, 1344, 768), [2]);
        assert_eq!(rows(2, 768, 1344), [1, 1]);
        assert_eq!(rows(3, 1024, 1024), [1, 2]);
        assert_eq!(rows(5, 1024, 1024), [2, 3]);
    }

    #[test]
    fn everything_keeps_the_size_asked_for() {
        let tall = Picture { width: 10, height: 40, rgb: vec![90; 1200] };
        for picture in [fit(&tall, 64, 48), arrange(&[tall.clone(), tall.clone(), tall], 64, 48)] {
            assert_eq!((picture.width, picture.height, picture.rgb.len()), (64, 48, 64 * 48 * 3));
        }
    }
}
