//! Changes of colour, pixel by pixel.

/// Without colour.
pub fn monochrome(pixel: [u8; 3]) -> [u8; 3] {
    [luma(pixel) as u8; 3]
}

/// Brown, like an old print.
pub fn sepia(pixel: [u8; 3]) -> [u8; 3] {
    let grey = luma(pixel) / 255.0;
    [(38.0 + 210.0 * grey) as u8, (24.0 + 200.0 * grey) as u8, (14.0 + 172.0 * grey) as u8]
}

/// How light a pixel is, 0 to 255.
pub fn luma([r, g, b]: [u8; 3]) -> f32 {
    0.299 * f32::from(r) + 0.587 * f32::from(g) + 0.114 * f32::from(b)
}
