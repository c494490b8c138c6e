//! Colour adjustments of single pixels.

use crate::draw::color::Color;

/// Removes the colour.
pub fn monochrome(pixel: [u8; 3]) -> [u8; 3] {
    [luma(pixel) as u8; 3]
}

/// Turns a pixel brown, like an old print.
pub fn sepia(pixel: [u8; 3]) -> [u8; 3] {
    let grey = luma(pixel) / 255.0;
    [(38.0 + 210.0 * grey) as u8, (24.0 + 200.0 * grey) as u8, (14.0 + 172.0 * grey) as u8]
}

/// Inverts every channel.
pub fn invert(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|value| 255 - value)
}

/// Adds a stop of light without clipping.
pub fn brighter(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|value| curve(value, 0.62))
}

/// Removes a stop of light.
pub fn darker(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|value| curve(value, 1.75))
}

/// Shifts a pixel towards amber.
pub fn warmer([r, g, b]: [u8; 3]) -> [u8; 3] {
    [curve(r, 0.78), curve(g, 0.97), curve(b, 1.42)]
}

/// Shifts a pixel towards blue.
pub fn cooler([r, g, b]: [u8; 3]) -> [u8; 3] {
    [curve(r, 1.42), curve(g, 1.03), curve(b, 0.78)]
}

/// Darkens the shadows and lightens the highlights.
pub fn more_contrast(pixel: [u8; 3]) -> [u8; 3] {
    pixel.map(|value| clamp((f32::from(value) - 128.0) * 1.45 + 128.0))
}

/// Raises the saturation.
pub fn more_color(pixel: [u8; 3]) -> [u8; 3] {
    let grey = luma(pixel);
    pixel.map(|value| clamp(grey + (f32::from(value) - grey) * 1.6))
}

/// Makes a pixel dark and blue. Light pixels stay lighter, like a lamp or the moon.
pub fn night(pixel: [u8; 3]) -> [u8; 3] {
    let grey = luma(pixel);
    let lamp = (grey / 255.0).powi(4) * 0.42;
    let [r, g, b] = pixel.map(|value| f32::from(value) * 0.5 + grey * 0.5);
    [clamp(r * (0.3 + lamp)), clamp(g * (0.36 + lamp)), clamp(b * (0.52 + lamp) + 16.0)]
}

/// Applies the muted colours of a wet or snowy day.
pub fn overcast(pixel: [u8; 3]) -> [u8; 3] {
    let grey = luma(pixel);
    let [r, g, b] = pixel.map(|value| f32::from(value) * 0.6 + grey * 0.4);
    [clamp(r * 0.84), clamp(g * 0.88), clamp(b * 0.94 + 6.0)]
}

/// Turns a pixel into a shade of one colour.
pub fn tint(pixel: [u8; 3], color: Color) -> [u8; 3] {
    let light = luma(pixel) / 255.0;
    let shade = |value: u8| {
        let value = f32::from(value);
        if light < 0.5 { value * light * 2.0 } else { value + (255.0 - value) * (light - 0.5) * 2.0 }
    };
    let toned = [shade(color.0), shade(color.1), shade(color.2)];
    std::array::from_fn(|i| clamp(toned[i] * 0.8 + f32::from(pixel[i]) * 0.2))
}

/// Blends a colour over a pixel.
pub fn wash(pixel: [u8; 3], color: Color, share: f32) -> [u8; 3] {
    let over = [color.0, color.1, color.2];
    std::array::from_fn(|i| clamp(f32::from(pixel[i]) * (1.0 - share) + f32::from(over[i]) * share))
}

/// Returns the luma, 0 to 255.
pub fn luma([r, g, b]: [u8; 3]) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}

fn curve(value: u8, gamma: f32) -> u8 {
    clamp((f32::from(value) / 255.0).powf(gamma) * 255.0)
}

fn clamp(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}
