//! Another colour behind the thing in the picture.

use super::tone;
use crate::draw::color::Color;
use crate::picture::Picture;

/// How much a pixel may differ from its neighbour and from the edge's own colour to still be background.
const STEP: u32 = 26;
const DISTANCE: u32 = 150;

/// Replaces what is connected to the edges and looks like them. Without such an area, everything is washed over.
pub fn replace(picture: &mut Picture, color: Color) {
    let area = flood(picture);
    let share = area.iter().filter(|is_background| **is_background).count() as f32 / area.len().max(1) as f32;
    if !(0.04..=0.97).contains(&share) {
        return picture.map(|pixel| tone::wash(pixel, color, 0.55));
    }
    let flat = [color.0, color.1, color.2];
    for (pixel, is_background) in picture.rgb.chunks_exact_mut(3).zip(&area) {
        if *is_background {
            // A little of its own light is kept, so that shadows stay.
            let light = tone::luma([pixel[0], pixel[1], pixel[2]]) / 255.0 * 0.24 + 0.82;
            for (value, new) in pixel.iter_mut().zip(flat) {
                *value = (f32::from(new) * light).min(255.0) as u8;
            }
        }
    }
}

fn flood(picture: &Picture) -> Vec<bool> {
    let (w, h) = (picture.width, picture.height);
    let mut area = vec![false; w as usize * h as usize];
    let rim = (0..w).flat_map(|x| [(x, 0), (x, h - 1)]).chain((0..h).flat_map(|y| [(0, y), (w - 1, y)]));
    let mut open: Vec<(u32, u32, [u8; 3])> = rim.map(|(x, y)| (x, y, picture.pixel(x, y))).collect();
    while let Some((x, y, origin)) = open.pop() {
        let at = y as usize * w as usize + x as usize;
        if std::mem::replace(&mut area[at], true) {
            continue;
        }
        let here = picture.pixel(x, y);
        let near = [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)];
        for (x, y) in near.into_iter().filter(|(x, y)| *x < w && *y < h) {
            let there = picture.pixel(x, y);
            let is_new = !area[y as usize * w as usize + x as usize];
            if is_new && difference(here, there) <= STEP && difference(origin, there) <= DISTANCE {
                open.push((x, y, origin));
            }
        }
    }
    area
}

fn difference(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}
