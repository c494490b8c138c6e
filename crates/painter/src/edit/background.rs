//! Replaces the background of a picture by a colour or a scenery.
//!
//! See `tests/edits.rs`, and the first idea for a photo in Studio's Chinese demo.

use super::blur::blur;
use super::color_adjustment;
use super::resize::{Area, resize};
use crate::draw::color::Color;
use crate::picture::Picture;

/// The maximum difference of a background pixel from the pixel where the search began.
const DISTANCE: u32 = 120;

/// The maximum difference between neighbouring background pixels. A soft rim has steps hardly larger than those of a
/// sky, so the limit is strict in a clean picture, and grows with the roughness of the picture.
const STEP: u32 = 5;
const ROUGHEST: u32 = 12;

/// The maximum side of the copy in which the object is searched, because a larger copy only takes longer.
const SEARCH_SIDE: u32 = 640;

/// Objects below this share of the best object's rating are background: clouds, a moon, light on the water.
const WORTH: f32 = 0.12;

/// Replaces the background of the object by a colour. Tints the whole picture if no object stands out.
pub fn color(picture: &mut Picture, color: Color) {
    let Some(thing) = find(picture) else {
        return picture.map(|pixel| color_adjustment::wash(pixel, color, 0.55));
    };
    let (width, height) = (picture.width, picture.height);
    let mut behind = Picture::new(width, height);
    for (y, row) in behind.rgb.chunks_exact_mut(width as usize * 3).enumerate() {
        // The gradient looks like paper in the light of a window. A flat colour would look cut out.
        let Color(r, g, b) = color.lit(0.02 - 0.05 * y as f32 / height as f32);
        row.chunks_exact_mut(3).for_each(|pixel| pixel.copy_from_slice(&[r, g, b]));
    }
    compose(picture, &behind, &thing);
}

/// Replaces the background by another picture of the same size. Blends the two if no object stands out.
pub fn scenery(picture: &mut Picture, behind: &Picture) {
    let thing = find(picture);
    let blend = || Picture { rgb: vec![110; picture.rgb.len()], ..*picture };
    let thing = thing.unwrap_or_else(blend);
    compose(picture, behind, &thing);
}

fn compose(picture: &mut Picture, behind: &Picture, thing: &Picture) {
    for ((value, new), cover) in picture.rgb.iter_mut().zip(&behind.rgb).zip(&thing.rgb) {
        let (old, new, cover) = (u32::from(*value), u32::from(*new), u32::from(*cover));
        *value = ((old * cover + new * (255 - cover) + 127) / 255) as u8;
    }
}

/// Returns a mask that is white where the object is, or `None` if nothing or everything stands out.
fn find(picture: &Picture) -> Option<Picture> {
    let scale = (SEARCH_SIDE as f32 / picture.width.max(picture.height) as f32).min(1.0);
    let side = |length: u32| ((length as f32 * scale).round() as u32).max(1);
    let small = resize(picture, Area::whole(picture), side(picture.width), side(picture.height));
    let mut things = Things { picture: &small, is_background: flood(&small), seen: Vec::new() };
    let kept = things.worthy();
    let share = kept.iter().map(Vec::len).sum::<usize>() as f32 / things.is_background.len() as f32;
    if !(0.004..0.97).contains(&share) {
        return None;
    }
    let mut mask = Picture::new(small.width, small.height);
    for at in kept.iter().flatten().filter(|at| things.is_inner(**at)) {
        mask.rgb[at * 3..at * 3 + 3].fill(255);
    }
    let soft = blur(&mask, 1);
    Some(resize(&soft, Area::whole(&soft), picture.width, picture.height))
}

struct Things<'a> {
    picture: &'a Picture,
    is_background: Vec<bool>,
    seen: Vec<bool>,
}

impl Things<'_> {
    /// Returns the pixels of the objects that are large and near the middle, compared with the best one.
    fn worthy(&mut self) -> Vec<Vec<usize>> {
        self.seen = self.is_background.clone();
        let mut all: Vec<(f32, Vec<usize>)> = Vec::new();
        for at in 0..self.seen.len() {
            if !self.seen[at] {
                let pixels = self.connected(at);
                all.push((self.worth(&pixels), pixels));
            }
        }
        let best = all.iter().map(|(worth, _)| *worth).fold(0.0, f32::max);
        all.into_iter()
            .filter(|(worth, _)| *worth > 0.0 && *worth >= best * WORTH)
            .map(|(_, pixels)| pixels)
            .collect()
    }

    fn connected(&mut self, start: usize) -> Vec<usize> {
        let width = self.picture.width as usize;
        let mut pixels = Vec::new();
        let mut open = vec![start];
        self.seen[start] = true;
        while let Some(at) = open.pop() {
            pixels.push(at);
            for next in neighbours(at, width, self.seen.len()) {
                if !std::mem::replace(&mut self.seen[next], true) {
                    open.push(next);
                }
            }
        }
        pixels
    }

    /// Rates an object. Large and near the middle is best. At the rim, such as a moon or a plate, the rating is 0.
    fn worth(&self, pixels: &[usize]) -> f32 {
        let (w, h) = (self.picture.width as f32, self.picture.height as f32);
        let width = self.picture.width as usize;
        let count = pixels.len() as f32;
        let place = |at: &usize| ((at % width) as f32 / w - 0.5, (at / width) as f32 / h - 0.5);
        let inner =
            pixels.iter().map(place).filter(|(x, y)| x.abs() < 0.34 && (-0.26..0.27).contains(y)).count();
        if (inner as f32) < count * 0.2 {
            return 0.0;
        }
        let (x, y) = pixels.iter().map(place).fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        count * (1.0 - 1.3 * (x / count).hypot(y / count)).max(0.05)
    }

    /// Whether no neighbour is background. Pixels at the rim contain some of the old background's colour.
    fn is_inner(&self, at: usize) -> bool {
        neighbours(at, self.picture.width as usize, self.is_background.len())
            .all(|next| !self.is_background[next])
    }
}

/// Returns the pixels to the left, right, above and below that exist.
fn neighbours(at: usize, width: usize, count: usize) -> impl Iterator<Item = usize> {
    let x = at % width;
    let near = [
        (x > 0).then(|| at - 1),
        (x + 1 < width).then_some(at + 1),
        at.checked_sub(width),
        Some(at + width).filter(|below| *below < count),
    ];
    near.into_iter().flatten()
}

/// Returns the region that is connected to the edges, through edge colours of that height or steps too small for a rim.
fn flood(picture: &Picture) -> Vec<bool> {
    let (w, h) = (picture.width as usize, picture.height as usize);
    let pixel = |at: usize| [picture.rgb[at * 3], picture.rgb[at * 3 + 1], picture.rgb[at * 3 + 2]];
    let colors = Colors::at_the_edges(picture);
    let step = STEP + roughness(picture);
    let mut area = vec![false; w * h];
    let rim = (0..w).flat_map(|x| [x, x + (h - 1) * w]).chain((0..h).flat_map(|y| [y * w, y * w + w - 1]));
    let mut open: Vec<(usize, [u8; 3])> = rim.map(|at| (at, pixel(at))).collect();
    while let Some((at, origin)) = open.pop() {
        if std::mem::replace(&mut area[at], true) {
            continue;
        }
        let here = pixel(at);
        for next in neighbours(at, w, area.len()).filter(|next| !area[*next]) {
            let there = pixel(next);
            if colors.has(there, next / w) {
                open.push((next, there));
            } else if difference(here, there) <= step && difference(origin, there) <= DISTANCE {
                open.push((next, origin));
            }
        }
    }
    area
}

/// Returns the difference that two thirds of the neighbouring pixels do not exceed: none in a drawing, some in a photo.
fn roughness(picture: &Picture) -> u32 {
    let mut counts = [0_usize; ROUGHEST as usize + 1];
    let pixels: Vec<&[u8]> = picture.rgb.chunks_exact(3).collect();
    for pair in pixels.windows(2) {
        let difference: u32 = pair[0].iter().zip(pair[1]).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        counts[difference.min(ROUGHEST) as usize] += 1;
    }
    let mut left = pixels.len() * 2 / 3;
    let smooth = |count: &usize| {
        let is_below = *count < left;
        left = left.saturating_sub(*count);
        is_below
    };
    counts.iter().take(ROUGHEST as usize).map(smooth).take_while(|is_below| *is_below).count() as u32
}

/// The colours at the left and right edge of each row. A hill that extends beyond the picture is background wherever it
/// shows at that height, but a coat of nearly the same colour is not.
struct Colors(Vec<Vec<[u8; 3]>>);

/// The share of each side that belongs to the edge.
const EDGE: f32 = 0.03;
/// The number of rows above and below whose edge colours also count for a row.
const ROWS: u32 = 2;
/// The maximum difference between a background colour and an edge colour.
const LIKENESS: u32 = 14;

impl Colors {
    fn at_the_edges(picture: &Picture) -> Self {
        let across = (picture.width as f32 * EDGE).ceil() as u32;
        let edges = || (0..across).chain(picture.width - across..picture.width);
        let row = |y: u32| {
            let mut colors: Vec<[u8; 3]> = Vec::new();
            for y in y.saturating_sub(ROWS)..=(y + ROWS).min(picture.height - 1) {
                for color in edges().map(|x| picture.pixel(x, y)) {
                    if colors.iter().all(|known| difference(*known, color) > LIKENESS / 4) {
                        colors.push(color);
                    }
                }
            }
            colors
        };
        Self((0..picture.height).map(row).collect())
    }

    fn has(&self, color: [u8; 3], y: usize) -> bool {
        self.0[y].iter().any(|known| difference(*known, color) <= LIKENESS)
    }
}

fn difference(a: [u8; 3], b: [u8; 3]) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 3] = [200, 40, 40];
    const GREEN: Color = Color(40, 160, 60);

    /// Returns a sky gradient with a red square in the middle and a small white one in a corner.
    fn scene() -> Picture {
        let mut picture = Picture::new(120, 80);
        for y in 0..80 {
            for x in 0..120 {
                let is_square = (45..75).contains(&x) && (25..55).contains(&y);
                let is_cloud = (8..16).contains(&x) && (8..12).contains(&y);
                let light = 90 + y as u8;
                let color = if is_square { RED } else { [light, light, 200] };
                picture.set(x, y, if is_cloud { [250; 3] } else { color });
            }
        }
        picture
    }

    fn is_near(a: [u8; 3], b: [u8; 3]) -> bool {
        difference(a, b) < 40
    }

    #[test]
    fn only_the_thing_stays() {
        let mut picture = scene();
        color(&mut picture, GREEN);
        assert_eq!(picture.pixel(60, 40), RED);
        for (x, y) in [(2, 2), (100, 70), (12, 10), (60, 70)] {
            assert!(is_near(picture.pixel(x, y), [40, 160, 60]), "{x} {y}: {:?}", picture.pixel(x, y));
        }
        let mut picture = scene();
        scenery(&mut picture, &Picture { rgb: vec![7; 120 * 80 * 3], ..scene() });
        assert_eq!((picture.pixel(60, 40), picture.pixel(2, 2)), (RED, [7; 3]));
    }

    #[test]
    fn a_foot_nearly_of_the_grounds_colour_stays_with_its_body() {
        let mut picture = scene();
        for (x, y) in (50..60).flat_map(|x| (55..70).map(move |y| (x, y))) {
            let light = 90 + y as u8;
            picture.set(x, y, [light - 12, light - 12, 180]);
        }
        color(&mut picture, GREEN);
        assert!(!is_near(picture.pixel(55, 62), [40, 160, 60]), "{:?}", picture.pixel(55, 62));
        assert!(is_near(picture.pixel(70, 62), [40, 160, 60]));
    }

    #[test]
    fn what_keeps_to_the_rim_is_no_thing() {
        let mut picture = Picture { width: 120, height: 80, rgb: vec![90; 120 * 80 * 3] };
        for (x, y) in (5..50).flat_map(|x| (65..76).map(move |y| (x, y))) {
            picture.set(x, y, [10; 3]);
        }
        color(&mut picture, GREEN);
        let [r, g, _] = picture.pixel(20, 70);
        assert!(g > r + 20, "washed over like everything: {:?}", picture.pixel(20, 70));
    }

    #[test]
    fn without_a_thing_all_is_washed() {
        let mut flat = Picture { width: 20, height: 20, rgb: vec![200; 1200] };
        color(&mut flat, GREEN);
        assert!(flat.pixel(10, 10)[0] < 140 && flat.pixel(10, 10) == flat.pixel(0, 19));
    }
}
