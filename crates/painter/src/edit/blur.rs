//! Blurs and sharpens.

use crate::picture::Picture;

/// Blurs a picture with three box filters, which together approximate a Gaussian.
pub fn blur(picture: &Picture, radius: usize) -> Picture {
    let radius = radius.max(1);
    let (width, height) = (picture.width as usize, picture.height as usize);
    let mut rgb = picture.rgb.clone();
    let mut other = vec![0; rgb.len()];
    for _ in 0..3 {
        for row in 0..height {
            run(&rgb, &mut other, (row * width * 3, 3, width), radius);
        }
        for column in 0..width {
            run(&other, &mut rgb, (column * 3, width * 3, height), radius);
        }
    }
    Picture { rgb, ..*picture }
}

/// Sharpens a picture with an unsharp mask.
pub fn sharpen(picture: &Picture, radius: usize) -> Picture {
    let soft = blur(picture, radius);
    let sharper = |(sharp, soft): (&u8, &u8)| {
        let (sharp, soft) = (f32::from(*sharp), f32::from(*soft));
        (sharp + (sharp - soft) * 1.5).round().clamp(0.0, 255.0) as u8
    };
    Picture { rgb: picture.rgb.iter().zip(&soft.rgb).map(sharper).collect(), ..*picture }
}

/// Applies a box filter to one row or column, given as start, stride and number of pixels.
fn run(from: &[u8], to: &mut [u8], (start, stride, count): (usize, usize, usize), radius: usize) {
    let window = 2 * radius as u32 + 1;
    for channel in 0..3 {
        let at = |index: isize| {
            let index = index.clamp(0, count as isize - 1) as usize;
            u32::from(from[start + index * stride + channel])
        };
        let radius = radius as isize;
        let mut sum: u32 = (-radius..=radius).map(at).sum();
        for index in 0..count as isize {
            to[start + index as usize * stride + channel] = ((sum + window / 2) / window) as u8;
            sum = sum + at(index + radius + 1) - at(index - radius);
        }
    }
}
