//! Scales a part of a picture with a triangle filter that is wide enough not to skip pixels when it downscales.

use crate::picture::Picture;

/// A rectangle in fractional pixels.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Area {
    /// Returns the area of a whole picture.
    pub fn whole(picture: &Picture) -> Self {
        Self { x: 0.0, y: 0.0, w: picture.width as f32, h: picture.height as f32 }
    }

    /// Returns the largest centred part of a picture with this aspect ratio.
    pub fn covering(picture: &Picture, width: u32, height: u32) -> Self {
        let (w, h) = (picture.width as f32, picture.height as f32);
        let scale = (w / width as f32).min(h / height as f32);
        let (part_w, part_h) = (width as f32 * scale, height as f32 * scale);
        Self { x: (w - part_w) / 2.0, y: (h - part_h) / 2.0, w: part_w, h: part_h }
    }
}

/// Scales an area to this size.
pub fn resize(picture: &Picture, area: Area, width: u32, height: u32) -> Picture {
    let columns = weights(area.x, area.w, width, picture.width);
    let rows = weights(area.y, area.h, height, picture.height);
    let source_width = picture.width as usize * 3;
    let mut out = Picture::new(width, height);
    let mut line = vec![0.0_f32; source_width];
    for (y, row) in rows.iter().enumerate() {
        line.fill(0.0);
        for (index, weight) in &row.0 {
            let source = &picture.rgb[index * source_width..(index + 1) * source_width];
            for (sum, value) in line.iter_mut().zip(source) {
                *sum += f32::from(*value) * weight;
            }
        }
        for (x, column) in columns.iter().enumerate() {
            let mut sums = [0.5_f32; 3];
            for (index, weight) in &column.0 {
                for (channel, sum) in sums.iter_mut().enumerate() {
                    *sum += line[index * 3 + channel] * weight;
                }
            }
            out.set(x as u32, y as u32, sums.map(|sum| sum.clamp(0.0, 255.0) as u8));
        }
    }
    out
}

/// The source pixels of one result pixel and their weights.
struct Taps(Vec<(usize, f32)>);

fn weights(start: f32, length: f32, count: u32, limit: u32) -> Vec<Taps> {
    let scale = length / count as f32;
    let radius = scale.max(1.0);
    let taps = |index: u32| {
        let middle = start + (index as f32 + 0.5) * scale - 0.5;
        let (first, last) = ((middle - radius).ceil() as i64, (middle + radius).floor() as i64);
        let weight = |at: i64| (1.0 - (at as f32 - middle).abs() / radius).max(0.0);
        let total: f32 = (first..=last).map(weight).sum::<f32>().max(1e-6);
        let inside = |at: i64| at.clamp(0, i64::from(limit) - 1) as usize;
        Taps((first..=last).map(|at| (inside(at), weight(at) / total)).collect())
    };
    (0..count).map(taps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_size_is_the_same_picture_and_flat_stays_flat() {
        let mut picture = Picture::new(9, 7);
        for (index, value) in picture.rgb.iter_mut().enumerate() {
            *value = (index * 37 % 256) as u8;
        }
        assert_eq!(resize(&picture, Area::whole(&picture), 9, 7), picture);
        let flat = Picture { width: 5, height: 5, rgb: vec![200; 75] };
        assert!(resize(&flat, Area::whole(&flat), 33, 3).rgb.iter().all(|value| *value == 200));
    }
}
