//! Noise: faint to hide the banding of gradients, or as strong as a camera's to make files as large as the service's.

use crate::picture::Picture;
use crate::seed::Rng;

/// Adds faint noise that hides the banding of a gradient.
pub fn add_faint_noise(picture: &mut Picture, seed: u64) {
    let mut rng = Rng::new(seed ^ 0x6772_6169);
    for pixels in picture.rgb.chunks_mut(3 * 16) {
        let bits = rng.bits();
        for (index, pixel) in pixels.chunks_exact_mut(3).enumerate() {
            let step =
                [-2, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2][(bits >> (index * 4) & 15) as usize];
            for value in pixel {
                *value = value.saturating_add_signed(step);
            }
        }
    }
}

/// Adds sensor noise to each channel independently. No filter predicts it, so a PNG has about 1.9 bytes per pixel.
pub fn add_sensor_noise(picture: &mut Picture, seed: u64) {
    let mut rng = Rng::new(seed ^ 0x7765_6967);
    for values in picture.rgb.chunks_mut(8) {
        let bits = rng.bits().to_le_bytes();
        for (value, bits) in values.iter_mut().zip(bits) {
            // The difference of two random numbers has a triangular distribution.
            let die = |bits: u8| i16::from(bits & 15) * 10 / 16;
            let step = die(bits >> 4) - die(bits);
            *value = (i16::from(*value) + step).clamp(0, 255) as u8;
        }
    }
}
