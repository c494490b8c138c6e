//! Fits pictures into the output size of the model.

use super::blur::blur;
use super::color_adjustment;
use super::resize::{Area, resize};
use crate::draw::color::Color;
use crate::draw::plate::veil;
use crate::picture::Picture;

/// Fits one picture: crops it slightly if the aspect ratio is similar, else centres it on a blurred copy of itself.
pub fn fit(picture: &Picture, width: u32, height: u32) -> Picture {
    let shape = (picture.width as f32 / picture.height as f32) / (width as f32 / height as f32);
    let cropped = resize(picture, Area::covering(picture, width, height), width, height);
    if (0.85..=1.18).contains(&shape) {
        return cropped;
    }
    let mut ground = blur(&cropped, (width.max(height) / 28) as usize);
    ground.map(color_adjustment::darker);
    let scale = (width as f32 / picture.width as f32).min(height as f32 / picture.height as f32);
    let side = |length: u32, most: u32| ((length as f32 * scale).round() as u32).clamp(1, most);
    let (w, h) = (side(picture.width, width), side(picture.height, height));
    let whole = resize(picture, Area::whole(picture), w, h);
    paste(&mut ground, &whole, (width - w) / 2, (height - h) / 2);
    ground
}

/// Arranges several pictures in rows without cropping them.
pub fn arrange(pictures: &[Picture], width: u32, height: u32) -> Picture {
    let gap = (width.min(height) as f32 / 48.0).max(2.0);
    let mut sheet = Picture::new(width, height);
    sheet.map(|_| [0x16, 0x17, 0x1a]);
    for (picture, place) in pictures.iter().zip(places(pictures, (width as f32, height as f32), gap)) {
        let side = |length: f32| (length.round() as u32).max(1);
        let small = resize(picture, Area::whole(picture), side(place.w), side(place.h));
        let inside =
            |at: f32, length: u32, most: u32| (at.max(0.0).round() as u32).min(most.saturating_sub(length));
        paste(&mut sheet, &small, inside(place.x, small.width, width), inside(place.y, small.height, height));
    }
    sheet
}

/// Returns the areas of the pictures in rows of equal width, with the number of rows that fills the sheet best.
fn places(pictures: &[Picture], (width, height): (f32, f32), gap: f32) -> Vec<Area> {
    let shapes: Vec<f32> =
        pictures.iter().map(|picture| picture.width as f32 / picture.height as f32).collect();
    let candidates = (1..=shapes.len()).map(|count| rows(&shapes, count, (width, height), gap));
    let area = |places: &Vec<Area>| places.iter().map(|place| place.w * place.h).sum::<f32>();
    candidates.max_by(|a, b| area(a).total_cmp(&area(b))).unwrap_or_default()
}

fn rows(shapes: &[f32], count: usize, (width, height): (f32, f32), gap: f32) -> Vec<Area> {
    let bounds: Vec<usize> = (0..=count).map(|row| shapes.len() * row / count).collect();
    let rows: Vec<&[f32]> = bounds.windows(2).map(|pair| &shapes[pair[0]..pair[1]]).collect();
    let free_width = |row: &[f32]| (width - gap * (row.len() + 1) as f32).max(1.0);
    let heights: Vec<f32> = rows.iter().map(|row| free_width(row) / row.iter().sum::<f32>()).collect();
    let gaps = gap * (count + 1) as f32;
    let scale = ((height - gaps).max(1.0) / heights.iter().sum::<f32>()).min(1.0);
    let mut y = gap + (height - gaps - scale * heights.iter().sum::<f32>()).max(0.0) / 2.0;
    let mut places = Vec::new();
    for (row, full) in rows.iter().zip(&heights) {
        let h = full * scale;
        let mut x = gap + free_width(row) * (1.0 - scale) / 2.0;
        for shape in *row {
            places.push(Area { x, y, w: shape * h, h });
            x += shape * h + gap;
        }
        y += h + gap;
    }
    places
}

/// Draws a frame on the picture, with a thin line inside.
pub fn border(picture: &mut Picture, color: Color) {
    let (w, h) = (picture.width as f32, picture.height as f32);
    let thick = w.min(h) * 0.055;
    let line = (thick * 0.06).max(1.0);
    let inner = if color.lightness() > 0.5 { color.lit(-0.3) } else { color.lit(0.3) };
    for (inset, width, fill) in [(0.0, thick, color), (thick * 0.78, line, inner)] {
        veil(picture, (inset, inset), (w - 2.0 * inset, width), fill, 1.0);
        veil(picture, (inset, h - inset - width), (w - 2.0 * inset, width + 1.0), fill, 1.0);
        veil(picture, (inset, inset), (width, h - 2.0 * inset), fill, 1.0);
        veil(picture, (w - inset - width, inset), (width + 1.0, h - 2.0 * inset), fill, 1.0);
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
    fn rows_are_as_many_as_fill_the_sheet_best() {
        let picture = |width: u32, height: u32| Picture::new(width, height);
        let tops = |pictures: &[Picture], size| {
            let mut tops: Vec<u32> =
                places(pictures, size, 10.0).iter().map(|place| place.y as u32).collect();
            tops.dedup();
            tops.len()
        };
        let square = picture(100, 100);
        assert_eq!(tops(&vec![square.clone(); 2], (1344.0, 768.0)), 1);
        assert_eq!(tops(&vec![square.clone(); 2], (768.0, 1344.0)), 2);
        assert_eq!(tops(&vec![square; 4], (1000.0, 1000.0)), 2);
        assert_eq!(tops(&vec![picture(400, 100); 3], (1000.0, 1000.0)), 3);
    }

    #[test]
    fn pictures_keep_their_shape_and_do_not_overlap() {
        let pictures = [Picture::new(400, 100), Picture::new(100, 400), Picture::new(100, 100)];
        let places = places(&pictures, (1344.0, 768.0), 16.0);
        for (picture, place) in pictures.iter().zip(&places) {
            assert!((place.w / place.h - picture.width as f32 / picture.height as f32).abs() < 1e-3);
            assert!(
                place.x >= 15.9
                    && place.y >= 15.9
                    && place.x + place.w <= 1328.1
                    && place.y + place.h <= 752.1
            );
        }
        for (a, b) in places.iter().zip(&places[1..]) {
            assert!(a.x + a.w < b.x || a.y + a.h < b.y);
        }
    }

    #[test]
    fn everything_keeps_the_size_asked_for() {
        let tall = Picture { width: 10, height: 40, rgb: vec![90; 1200] };
        for picture in [fit(&tall, 64, 48), arrange(&[tall.clone(), tall.clone(), tall], 64, 48)] {
            assert_eq!((picture.width, picture.height, picture.rgb.len()), (64, 48, 64 * 48 * 3));
        }
    }
}
